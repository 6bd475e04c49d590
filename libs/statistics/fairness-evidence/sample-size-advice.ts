import { powerForProportions } from '../inference';
import { assertGroupSelection, type GroupSelection, referenceGroup } from './group-selection';

export interface AdviceOptions {
  /** The gap in rates that the audit should be able to find, in (0, 1). */
  readonly gap: number;
  /** Level of the two-sided test; 0.05 unless said otherwise. */
  readonly alpha?: number;
  /** Wanted chance to find the gap; 0.8 unless said otherwise. */
  readonly power?: number;
  /** The group compared with; that of the highest rate unless said otherwise. */
  readonly reference?: readonly string[];
}

/** What one group lacks. */
export interface GroupAdvice {
  readonly group: readonly string[];
  readonly n: number;
  /** Chance to find the gap against the reference with the rows there are; null where none can be stated. */
  readonly power: number | null;
  /** Rows the group needs beside those it has; 0 where it has enough, null where no number of its own rows suffices. */
  readonly moreRows: number | null;
  readonly statement: string;
}

export interface SampleSizeAdvice {
  /** The group compared with. Null where no group holds anybody. */
  readonly reference: readonly string[] | null;
  readonly groups: readonly GroupAdvice[];
}

/** No audit is asked for more rows than this in one group. */
const mostRows = 1e9;

/**
 * How many more rows each group needs before a stated gap below the reference, the group of the highest rate unless another is named, would be found with the wanted
 * power by the pooled two-proportion test, the reference staying as it is.
 * Throws RangeError for counts that are none, a reference that is no group, or unless 0 < gap < 1 and 0 < alpha < power < 1.
 */
export function sampleSizeAdvice(
  groups: readonly GroupSelection[],
  options: AdviceOptions,
): SampleSizeAdvice {
  const { gap, alpha = 0.05, power = 0.8 } = options;
  groups.forEach(assertGroupSelection);
  if (!(gap > 0 && gap < 1) || !(alpha > 0 && alpha < power && power < 1)) {
    throw new RangeError(
      `0 < gap < 1 and 0 < alpha < power < 1 are needed, got ${gap}, ${alpha} and ${power}`,
    );
  }
  const reference = referenceGroup(groups, options.reference);
  if (reference === undefined) return { reference: null, groups: [] };
  const others = groups.filter((group) => group !== reference);
  return {
    reference: reference.group,
    groups: others.map((group) => adviceFor(group, reference, { gap, alpha, power })),
  };
}

function adviceFor(
  { group, n }: GroupSelection,
  reference: GroupSelection,
  { gap, alpha, power }: Required<Omit<AdviceOptions, 'reference'>>,
): GroupAdvice {
  const first = reference.selected / reference.n;
  const name = group.join(' × ');
  const points = `a gap of ${Number((100 * gap).toPrecision(3))} points to ${reference.group.join(' × ')}`;
  if (first < gap) {
    return {
      group,
      n,
      power: null,
      moreRows: null,
      statement: `${name}: ${points} cannot occur, the highest rate is lower than that.`,
    };
  }
  const reached = (rows: number): number =>
    powerForProportions({ first, second: first - gap, alpha }, { firstN: reference.n, secondN: rows });
  const now = n === 0 ? 0 : reached(n);
  if (now >= power) {
    return { group, n, power: now, moreRows: 0, statement: `${name}: ${n} rows suffice to find ${points}.` };
  }
  const needed = rowsNeeded(Math.max(1, n), (rows) => reached(rows) >= power);
  const moreRows = needed === null ? null : needed - n;
  const statement =
    moreRows === null
      ? `${name}: no number of rows in this group suffices to find ${points}; the reference group needs more rows, too.`
      : `${name}: ${moreRows} more rows are needed to find ${points}.`;
  return { group, n, power: now, moreRows, statement };
}

/** The fewest rows that suffice: doubling, then halving the gap. Power rises with the rows. */
function rowsNeeded(from: number, suffices: (rows: number) => boolean): number | null {
  let high = from;
  while (!suffices(high)) {
    high *= 2;
    if (high > mostRows) return null;
  }
  let low = Math.max(1, Math.floor(high / 2));
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (suffices(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}
