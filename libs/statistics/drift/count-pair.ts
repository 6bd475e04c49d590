/** Counts of a reference and a current sample over the same bins or categories. */
export interface CountPair {
  readonly reference: readonly number[];
  readonly current: readonly number[];
  readonly n: { readonly reference: number; readonly current: number };
}

/** Throws RangeError when the two lists differ in length or hold something that is no count. */
export function countPair(reference: readonly number[], current: readonly number[]): CountPair {
  if (reference.length !== current.length) {
    throw new RangeError(
      `${reference.length} reference counts do not pair with ${current.length} current ones`,
    );
  }
  return { reference, current, n: { reference: total(reference), current: total(current) } };
}

/** The bins in which at least one side holds something. */
export function occupied({ reference, current }: CountPair): CountPair {
  const bins = reference.map((_, bin) => bin).filter((bin) => reference[bin]! + current[bin]! > 0);
  return countPair(
    bins.map((bin) => reference[bin]!),
    bins.map((bin) => current[bin]!),
  );
}

/** The reason why a table of so many occupied categories is no 2 × 2 table; null when it is one. */
export function notTwo(categories: number): 'single_category' | 'unsuitable_table' | null {
  if (categories < 2) return 'single_category';
  return categories > 2 ? 'unsuitable_table' : null;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count, bin) => {
    if (!(count >= 0 && Number.isFinite(count))) throw new RangeError(`count ${bin} is ${count}`);
    return sum + count;
  }, 0);
}
