import type { ModelQuery, MonitorStateFragment } from '../../gql/graphql';
import { worstVerdict, type Verdict } from '../monitoring/result';

type Model = ModelQuery['model'];
type Version = Model['versions']['nodes'][number];
type Watched = Pick<Version, 'number'> & { monitors: { nodes: readonly MonitorStateFragment[] } };

/** A monitor whose latest run gave the verdict in question, and the version it watches. */
export interface Cause {
  version: number;
  monitor: MonitorStateFragment;
}

/** The monitors, newest version first, whose latest run says what the model's health says. */
export const causesOf = (health: Verdict, versions: readonly Watched[]): Cause[] =>
  [...versions]
    .sort((a, b) => b.number - a.number)
    .flatMap(({ number, monitors }) =>
      monitors.nodes
        .filter(({ latestRun }) => latestRun?.verdict === health)
        .map((monitor) => ({ version: number, monitor })),
    );

/** The worst verdict among the latest runs of a version's monitors; undefined when none has run. */
export function versionHealth({ monitors }: Watched): Verdict | undefined {
  const verdicts = monitors.nodes.flatMap(({ latestRun }) => (latestRun ? [latestRun.verdict] : []));
  return verdicts.length > 0 ? worstVerdict(verdicts) : undefined;
}
