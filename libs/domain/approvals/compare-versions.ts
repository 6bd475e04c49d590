import type { Estimate } from '@countersign/statistics/inference';
import { compareCodePoints } from '@countersign/statistics/ordering';
import { canonicalJson } from '../audit-log';
import { codeLines, environmentLines, type VersionCode, type VersionEnvironment } from './compare-making';

/** What two versions of a model are compared by. */
export interface VersionFacts {
  artifactDigest: string;
  description: string;
  /** The registered data it was trained on, by name, number and digest; null where nobody said. */
  trainingData: string | null;
  /** The registered data its traffic is compared with. */
  baseline: string | null;
  /** What it was trained by and in; null where nobody said. */
  code: VersionCode | null;
  environment: VersionEnvironment | null;
  /** Kinds of its features, by name. */
  schema: Readonly<Record<string, string>>;
  /** What the trainer reported: claims. */
  reported: Readonly<Record<string, string>>;
  /** The gates of one policy for this version; by name and what they found. */
  gates: readonly { title: string; found: string; observed?: Estimate }[];
}

/** Which side of a version a change is about. */
export type ChangePart =
  | 'artifact'
  | 'description'
  | 'training_data'
  | 'baseline'
  | 'code'
  | 'environment'
  | 'package'
  | 'schema'
  | 'reported_metric'
  | 'gate';

/** One thing of two versions side by side; null where a version has nothing of the kind. */
export interface VersionChange {
  part: ChangePart;
  /** Of the column, the package, the metric or the gate; empty where the part is one thing. */
  name: string;
  before: string | null;
  after: string | null;
  estimateBefore?: Estimate;
  estimateAfter?: Estimate;
  /** Whether the two differ in anything shown here. */
  differs: boolean;
}

/** Two versions side by side, what is equal as well; part after part, and by name within one. */
export function compareVersions(before: VersionFacts, after: VersionFacts): VersionChange[] {
  const single = (part: ChangePart, of: (facts: VersionFacts) => string | null) =>
    change({ part, name: '', before: of(before), after: of(after) });
  return [
    single('artifact', ({ artifactDigest }) => artifactDigest),
    single('description', ({ description }) => description),
    single('training_data', ({ trainingData }) => trainingData),
    single('baseline', ({ baseline }) => baseline),
    ...codeLines(before.code, after.code).map(change),
    ...environmentLines(before.environment, after.environment).map(change),
    ...named('schema', before.schema, after.schema),
    ...named('reported_metric', before.reported, after.reported),
    ...gateChanges(before.gates, after.gates),
  ];
}

function named(
  part: ChangePart,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): VersionChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareCodePoints);
  return names.map((name) => change({ part, name, before: own(before, name), after: own(after, name) }));
}

/** Columns may be named like what every object has. */
function own(record: Readonly<Record<string, string>>, name: string): string | null {
  return Object.hasOwn(record, name) ? (record[name] ?? null) : null;
}

/** In the order of the later version's gates: the same policy judges both. */
function gateChanges(before: VersionFacts['gates'], after: VersionFacts['gates']): VersionChange[] {
  return after.map(({ title, found, observed }, index) => {
    const other = before[index];
    return change({
      ...{ part: 'gate', name: title, before: other?.found ?? null, after: found },
      ...(other?.observed && { estimateBefore: other.observed }),
      ...(observed && { estimateAfter: observed }),
    });
  });
}

function change(sides: Omit<VersionChange, 'differs'>): VersionChange {
  const { before, after, estimateBefore = null, estimateAfter = null } = sides;
  const differs = before !== after || canonicalJson(estimateBefore) !== canonicalJson(estimateAfter);
  return { ...sides, differs };
}
