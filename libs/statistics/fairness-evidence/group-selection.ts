/** How many people of one group received the outcome: integers, 0 ≤ selected ≤ n. */
export interface GroupSelection {
  /** One value per attribute, in the order of the attributes. */
  readonly group: readonly string[];
  readonly n: number;
  readonly selected: number;
}

/** Throws RangeError unless 0 ≤ selected ≤ n, both finite. */
export function assertGroupSelection({ group, n, selected }: GroupSelection): void {
  if (!(selected >= 0 && selected <= n) || n === Infinity) {
    throw new RangeError(`${group.join(', ')}: 0 <= selected <= n is needed, got ${selected} of ${n}`);
  }
}

/** Sign of a's rate minus b's by cross products, which integers keep exact. */
function compareRates(a: GroupSelection, b: GroupSelection): number {
  return a.selected * b.n - b.selected * a.n;
}

/** The group of the highest rate, the first among equals; undefined when no group has anybody. */
export function highestRate(groups: readonly GroupSelection[]): GroupSelection | undefined {
  let best: GroupSelection | undefined;
  for (const candidate of groups) {
    if (candidate.n === 0) continue;
    if (best === undefined || compareRates(candidate, best) > 0) best = candidate;
  }
  return best;
}

/** The group of this name, that of the highest rate without one. Throws RangeError for a name that is no group's. */
export function referenceGroup(
  groups: readonly GroupSelection[],
  name: readonly string[] | undefined,
): GroupSelection | undefined {
  if (name === undefined) return highestRate(groups);
  const key = JSON.stringify(name);
  const found = groups.find(({ group }) => JSON.stringify(group) === key);
  if (found === undefined) throw new RangeError(`there is no group ${name.join(', ')}`);
  return found;
}
