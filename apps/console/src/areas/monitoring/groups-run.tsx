import { needsLabels, type WatchedRate } from '@countersign/domain/monitoring';
import type { ReactElement } from 'react';
import { counted } from '../../format/counted';
import { formatNumber } from '../../format/numbers';
import { formatInstant } from '../../format/times';
import { methodName, word } from '../../format/words';
import type { MonitorQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DataTable } from '../../ui/data-table';
import { Loaded, Waiting } from '../../ui/loaded';
import { Facts, Section } from '../../ui/page';
import { VerdictBadge } from '../../ui/verdict-badge';
import { EvidenceDigest } from '../evidence/evidence-digest';
import { EvidenceFigure } from './evidence-figure';
import type { MonitorRun } from './monitor-choice';
import { coverageColumn, pairColumns } from './pair-columns';
import { lastDay, pairResult, type PairResult } from './pair-result';
import { pairSentence } from './pair-sentence';
import { useHistory } from './use-history';
import { useRunResults } from './use-run-results';

type Monitor = MonitorQuery['monitor'];

interface RunProps {
  monitor: Monitor;
  run: MonitorRun;
}

function watchFacts({ fairness }: Monitor): [string, string][] {
  if (!fairness) return [];
  return [
    [
      t('watch.what'),
      t('watch.whatValue', {
        rate: methodName(fairness.rate.toLowerCase()),
        attribute: fairness.attribute,
        reference: fairness.reference,
        positive: fairness.positiveValue,
        favourable: word('favourable', fairness.favourable),
      }),
    ],
    [t('watch.falseAlarm'), t('watch.falseAlarmValue', { alpha: formatNumber(fairness.alpha) })],
    [t('watch.maturity'), t('watch.maturityValue', { count: fairness.maturityDays })],
  ];
}

function dayFacts(first: PairResult | undefined, history: readonly PairResult[]): [string, string][] {
  const days = [...new Set(history.map(({ day }) => day))];
  if (!first || days.length === 0) return [];
  const { lateRows, lateLabels } = first.numbers;
  const late: [string, string] = [
    t('watch.late'),
    t('watch.lateValue', {
      predictions: counted(lateRows, 'predictions'),
      labels: counted(lateLabels, 'labels'),
    }),
  ];
  const taken = t('watch.daysValue', { count: days.length, first: days[0] ?? '', last: days.at(-1) ?? '' });
  return [[t('watch.days'), taken], ...(lateRows + lateLabels > 0 ? [late] : [])];
}

function RunBody(props: RunProps & { results: readonly PairResult[]; history: readonly PairResult[] }) {
  const { monitor, run, results, history } = props;
  const last = lastDay(results);
  const isLabelled = monitor.fairness
    ? needsLabels(monitor.fairness.rate.toLowerCase() as WatchedRate)
    : false;
  return (
    <>
      <p className="cs-sentence">
        <VerdictBadge verdict={run.verdict} large />
        <span>{pairSentence(last, run.verdict, monitor.minimumN)}</span>
      </p>
      <Facts
        facts={[
          ...watchFacts(monitor),
          ...dayFacts(last[0], history),
          [t('monitoring.run'), formatInstant(run.ranAt)],
          [t('promotions.evidence'), <EvidenceDigest key="digest" digest={run.evidenceDigest} />],
        ]}
      />
      <EvidenceFigure history={history} monitorId={monitor.id} />
      <Section title={t('watch.groups')}>
        <DataTable
          caption={t('watch.groups')}
          columns={isLabelled ? [...pairColumns, coverageColumn] : pairColumns}
          rows={last}
          rowKey={({ group }) => group}
          empty={{ title: t('watch.none.title'), why: t('watch.none.why') }}
        />
      </Section>
      <Section title={t('watch.means')}>
        <p>{t('watch.meansText')}</p>
      </Section>
    </>
  );
}

/** One run of a fairness monitor with all days before it, shown when all its results are here. */
export function GroupsRun(props: RunProps): ReactElement {
  const found = useRunResults(props.run.id);
  const all = useHistory(props.monitor.id);
  return (
    <Loaded query={found.query} rows={8}>
      {() => (
        <Loaded query={all.query} rows={8}>
          {() =>
            found.complete && all.complete ? (
              <RunBody
                {...props}
                results={found.results.map(pairResult)}
                history={upTo(all.history, found.results.map(pairResult))}
              />
            ) : (
              <Waiting rows={8} />
            )
          }
        </Loaded>
      )}
    </Loaded>
  );
}

/** The days up to the last of a run. */
function upTo(history: readonly PairResult[], results: readonly PairResult[]): readonly PairResult[] {
  const [last] = lastDay(results);
  return last ? history.filter(({ day }) => day <= last.day) : [];
}
