import { type FairnessVerdict } from '../fairness';
import { type ReasonCode } from '../inference';
import { assertGroupSelection, type GroupSelection, referenceGroup } from './group-selection';

/** People of unknown group: how many there are and, when known, how many of them received the outcome. */
export interface UnknownPeople {
  readonly n: number;
  readonly selected?: number;
}

export interface BoundsOptions {
  readonly unknown: UnknownPeople;
  /** The smallest impact ratio that passes; 0.8 unless said otherwise. */
  readonly minimumRatio?: number;
  /** The group whose rate is divided by, as counted; the one of the highest rate unless said otherwise. */
  readonly reference?: readonly string[];
}

/** Where a rate and an impact ratio can lie, with the verdict that holds wherever they do. */
export interface RatioBounds {
  readonly rate: readonly [lower: number, upper: number];
  readonly impactRatio: readonly [lower: number, upper: number];
  /** PASS and FAIL only where both ends agree. */
  readonly verdict: FairnessVerdict;
}

export interface BoundedGroup extends GroupSelection {
  readonly rate: number | null;
  readonly impactRatio: number | null;
  /** Everybody of unknown group belongs to this one. */
  readonly worstCase: RatioBounds | null;
  /** Of those of unknown group, this one holds the share it has among the known. */
  readonly proportional: RatioBounds | null;
}

export interface MissingDemographicsBounds {
  readonly unknown: UnknownPeople;
  /** Unknown among all people. */
  readonly unknownShare: number;
  /** The group divided by; null where there is none, with the reason. */
  readonly reference: readonly string[] | null;
  readonly reason: ReasonCode | null;
  readonly groups: readonly BoundedGroup[];
  readonly worstCaseVerdict: FairnessVerdict;
  readonly proportionalVerdict: FairnessVerdict;
}

/**
 * What people of unknown group could do to each group's rate and impact ratio. With U of them the rate of a group with x of n
 * lies between x / (n + U) and (x + U) / (n + U); proportionally, U is U · n / Σn. The rate divided by stays as counted.
 * Where it is known that S of the U were selected the bounds tighten to x / (n + U − S) and (x + S) / (n + S).
 * Source: `calc_audit_bounds` of the ACLU's study of audits under Local Law 144 (Gerchick et al., FAccT 2025).
 * Throws RangeError for counts that are none, a minimumRatio outside (0, 1] or a reference that is no group.
 */
export function missingDemographicsBounds(
  groups: readonly GroupSelection[],
  options: BoundsOptions,
): MissingDemographicsBounds {
  const { unknown, minimumRatio = 0.8 } = options;
  groups.forEach(assertGroupSelection);
  assertUnknown(unknown);
  if (!(minimumRatio > 0 && minimumRatio <= 1))
    throw new RangeError(`a ratio in (0, 1] is needed, got ${minimumRatio}`);
  const known = groups.reduce((sum, { n }) => sum + n, 0);
  const reference = referenceGroup(groups, options.reference);
  const reason = missing(groups, reference);
  const divisor = reason === null ? reference!.selected / reference!.n : null;
  const bounded = groups.map((group): BoundedGroup => {
    const bounds = (share: number): RatioBounds | null =>
      divisor === null || group.n === 0
        ? null
        : ratioBounds(group, scaled(unknown, share), { divisor, minimumRatio });
    const rate = group.n === 0 ? null : group.selected / group.n;
    return {
      ...group,
      rate,
      impactRatio: rate === null || divisor === null ? null : rate / divisor,
      worstCase: bounds(1),
      proportional: bounds(group.n / known),
    };
  });
  const everybody = known + unknown.n;
  return {
    unknown,
    unknownShare: everybody === 0 ? 0 : unknown.n / everybody,
    reference: reference?.group ?? null,
    reason,
    groups: bounded,
    worstCaseVerdict: overall(bounded.map(({ worstCase }) => worstCase)),
    proportionalVerdict: overall(bounded.map(({ proportional }) => proportional)),
  };
}

function assertUnknown({ n, selected = 0 }: UnknownPeople): void {
  if (!(n >= 0 && selected >= 0 && selected <= n) || n === Infinity) {
    throw new RangeError(`0 <= selected <= n is needed of the unknown, got ${selected} of ${n}`);
  }
}

function missing(
  groups: readonly GroupSelection[],
  reference: GroupSelection | undefined,
): ReasonCode | null {
  if (groups.length === 0) return 'missing_group';
  if (reference === undefined || reference.n === 0) return 'no_rows';
  if (reference.selected === 0) return 'zero_reference';
  return groups.filter(({ n }) => n > 0).length < 2 ? 'single_group' : null;
}

function scaled({ n, selected }: UnknownPeople, share: number): UnknownPeople {
  return { n: n * share, ...(selected !== undefined && { selected: selected * share }) };
}

function ratioBounds(
  { n, selected }: GroupSelection,
  unknown: UnknownPeople,
  { divisor, minimumRatio }: { divisor: number; minimumRatio: number },
): RatioBounds {
  const rejected = unknown.n - (unknown.selected ?? 0);
  const gained = unknown.selected ?? unknown.n;
  const lower = selected / (n + rejected);
  const upper = (selected + gained) / (n + gained);
  const impactRatio = [lower / divisor, upper / divisor] as const;
  return { rate: [lower, upper], impactRatio, verdict: verdictOf(impactRatio, minimumRatio) };
}

function verdictOf([lower, upper]: readonly [number, number], minimumRatio: number): FairnessVerdict {
  if (lower >= minimumRatio) return 'PASS';
  return upper < minimumRatio ? 'FAIL' : 'INSUFFICIENT_EVIDENCE';
}

function overall(bounds: readonly (RatioBounds | null)[]): FairnessVerdict {
  const verdicts = bounds.flatMap((bound) => (bound === null ? [] : [bound.verdict]));
  if (verdicts.includes('FAIL')) return 'FAIL';
  const all = verdicts.length > 0 && verdicts.every((verdict) => verdict === 'PASS');
  return all ? 'PASS' : 'INSUFFICIENT_EVIDENCE';
}
