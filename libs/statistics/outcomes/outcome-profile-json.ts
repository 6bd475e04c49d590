import { outcomeCells } from '../fairness';
import { compareCodePoints } from '../ordering';
import {
  countsAt,
  edgesAt,
  type JsonFields,
  listAt,
  malformed,
  ProfileError,
  recordAt,
  rowCountAt,
} from '../profile';
import { emptyOutcomeProfile, type OutcomeSegment, type OutcomeProfile } from './outcome-profile';

const version = 1;

/** The stored form of an outcome profile, the same for equal profiles whatever the order of their rows. */
export interface OutcomeProfileJson extends Pick<OutcomeProfile, 'by' | 'edges' | 'rows'> {
  readonly version: typeof version;
  readonly kind: 'outcomes';
  /** In code-point order of the JSON of their values. */
  readonly segments: readonly OutcomeSegment[];
}

/** Writes an outcome profile down for storage; `outcomeProfileFromJson` reads it back. */
export function outcomeProfileToJson({ by, edges, rows, segments }: OutcomeProfile): OutcomeProfileJson {
  const sorted = [...segments].sort(([a], [b]) => compareCodePoints(a, b)).map(([, segment]) => segment);
  return {
    version,
    kind: 'outcomes',
    by: [...by],
    edges: [...edges],
    rows,
    segments: sorted.map(copyOf),
  };
}

function copyOf({ values, counts, unpredicted, scores }: OutcomeSegment): OutcomeSegment {
  const { positive, negative, unlabelled, unscored } = scores;
  return {
    values: [...values],
    counts: { ...counts },
    unpredicted,
    scores: { positive: [...positive], negative: [...negative], unlabelled: [...unlabelled], unscored },
  };
}

/**
 * Reads a stored outcome profile. Throws ProfileError naming the place when the version is another one, a field is
 * missing or of the wrong type, or the counts do not add up.
 */
export function outcomeProfileFromJson(json: unknown): OutcomeProfile {
  const fields = recordAt(json, '$');
  if (fields.version !== version)
    throw new ProfileError(
      'unsupported_version',
      '$.version',
      `expected ${version}, got ${String(fields.version)}`,
    );
  if (fields.kind !== 'outcomes') malformed('$.kind', 'expected "outcomes"');
  const by = listAt(fields.by, '$.by').map((name, at) => textAt(name, `$.by[${at}]`));
  const profile = emptyOutcomeProfile(by, edgesAt(fields.edges, '$.edges'));
  listAt(fields.segments, '$.segments').forEach((entry, at) => {
    const place = `$.segments[${at}]`;
    const segment = segmentAt(recordAt(entry, place), place, profile);
    const key = JSON.stringify(segment.values);
    if (profile.segments.has(key)) malformed(`${place}.values`, 'the segment appears twice');
    profile.segments.set(key, segment);
    profile.rows += outcomeRows(segment);
  });
  if (rowCountAt(fields.rows, '$.rows') !== profile.rows)
    malformed('$.rows', `the segments hold ${profile.rows} rows`);
  return profile;
}

function segmentAt(fields: JsonFields, place: string, { by, edges }: OutcomeProfile): OutcomeSegment {
  const values = listAt(fields.values, `${place}.values`).map((value, at) =>
    value === null ? null : textAt(value, `${place}.values[${at}]`),
  );
  if (values.length !== by.length) malformed(`${place}.values`, `expected ${by.length} values`);
  const counts = recordAt(fields.counts, `${place}.counts`);
  const scores = recordAt(fields.scores, `${place}.scores`);
  const countAt = (name: (typeof outcomeCells)[number]) =>
    rowCountAt(counts[name], `${place}.counts.${name}`);
  const binsAt = (label: string) => countsAt(scores[label], `${place}.scores.${label}`, edges.length + 1);
  const segment: OutcomeSegment = {
    values,
    counts: {
      tp: countAt('tp'),
      fp: countAt('fp'),
      fn: countAt('fn'),
      tn: countAt('tn'),
      unlabelledPositive: countAt('unlabelledPositive'),
      unlabelledNegative: countAt('unlabelledNegative'),
    },
    unpredicted: rowCountAt(fields.unpredicted, `${place}.unpredicted`),
    scores: {
      positive: binsAt('positive'),
      negative: binsAt('negative'),
      unlabelled: binsAt('unlabelled'),
      unscored: rowCountAt(scores.unscored, `${place}.scores.unscored`),
    },
  };
  const { positive, negative, unlabelled, unscored } = segment.scores;
  const scored = sumOf([...positive, ...negative, ...unlabelled, unscored]);
  return scored === outcomeRows(segment)
    ? segment
    : malformed(
        `${place}.scores`,
        `${scored} rows by score are not the ${outcomeRows(segment)} of the segment`,
      );
}

/** All rows of a segment. */
function outcomeRows({ counts, unpredicted }: OutcomeSegment): number {
  return sumOf(outcomeCells.map((name) => counts[name])) + unpredicted;
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function textAt(value: unknown, place: string): string {
  return typeof value === 'string' ? value : malformed(place, 'expected a text');
}
