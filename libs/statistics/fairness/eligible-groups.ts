import { type ReasonCode } from '../inference';
import {
  type GroupMeasure,
  groupMeasure,
  type GroupMeasureName,
  type MeasureOptions,
  type MissingMeasure,
} from './group-measure';
import { effectivePredictedRows } from './group-rate';
import { type GroupCounts } from './outcome-counts';

/** A group that takes no part in a verdict, and why. */
export interface ExcludedGroup {
  readonly group: readonly string[];
  readonly reason: ReasonCode;
}

/** What a rate may rest on: the rows it divides by. */
type MinimumOf = 'positives' | 'negatives' | 'predictedPositives' | 'predictedNegatives';

export interface EligibilityOptions extends MeasureOptions {
  /** A group needs this many predicted rows, and as many in the rate's denominator unless `minimums` says otherwise. */
  readonly minimumGroupSize: number;
  /** A group needs this part of all predicted rows of known group; in [0, 1]. */
  readonly minimumShare?: number;
  /** Minimums of their own for the rows a rate divides by. */
  readonly minimums?: Readonly<Partial<Record<MinimumOf, number>>>;
}

/** The groups of an audit by whether they take part in comparing one measure. */
export interface EligibleGroups {
  readonly eligible: readonly GroupMeasure[];
  readonly excluded: readonly ExcludedGroup[];
  /** The groups that have the measure but are too small to take part. */
  readonly small: readonly GroupMeasure[];
}

const restsOn: Partial<Record<GroupMeasureName, readonly MinimumOf[]>> = {
  tpr: ['positives'],
  fnr: ['positives'],
  fpr: ['negatives'],
  tnr: ['negatives'],
  ppv: ['predictedPositives'],
  fdr: ['predictedPositives'],
  for: ['predictedNegatives'],
  npv: ['predictedNegatives'],
  mean_odds: ['positives', 'negatives'],
};

/** Measures every group and keeps those apart that are too small, or that lack what the measure divides by. */
export function eligibleGroups(
  name: GroupMeasureName,
  groups: readonly GroupCounts[],
  options: EligibilityOptions,
): EligibleGroups {
  const total = groups.reduce((sum, group) => sum + effectivePredictedRows(group), 0);
  const eligible: GroupMeasure[] = [];
  const excluded: ExcludedGroup[] = [];
  const small: GroupMeasure[] = [];
  for (const group of groups) {
    const measure = groupMeasure(name, group, options);
    const reason = exclusion(name, { measure, n: effectivePredictedRows(group), total }, options);
    if (reason !== null) excluded.push({ group: group.group, reason });
    if ('reason' in measure) continue;
    (reason === null ? eligible : small).push(measure);
  }
  return { eligible, excluded, small };
}

interface Candidate {
  readonly measure: GroupMeasure | MissingMeasure;
  readonly n: number;
  readonly total: number;
}

function exclusion(
  name: GroupMeasureName,
  { measure, n, total }: Candidate,
  { minimumGroupSize, minimumShare = 0, minimums = {} }: EligibilityOptions,
): ReasonCode | null {
  if (isBelow(n, minimumGroupSize)) return 'below_minimum_n';
  if (isBelow(n, minimumShare * total)) return 'below_minimum_share';
  if ('reason' in measure) return measure.reason;
  const tooFew = measure.parts.some((part, index) => {
    const kind = restsOn[name]?.[index];
    return isBelow(part.n, (kind && minimums[kind]) ?? minimumGroupSize);
  });
  return tooFew ? 'below_minimum_n' : null;
}

/** Effective numbers of equal weights are whole but for rounding, which must not push a group below the minimum. */
function isBelow(n: number, minimum: number): boolean {
  return n * (1 + 1e-12) < minimum;
}
