/** Successes among n trials: integers, 0 ≤ successes ≤ n. */
export interface ProportionCount {
  readonly successes: number;
  readonly n: number;
}

/** Throws RangeError unless n ≥ 1 and 0 ≤ successes ≤ n. */
export function assertProportionCount({ successes, n }: ProportionCount): void {
  if (!(n >= 1) || !(successes >= 0 && successes <= n)) {
    throw new RangeError(`a proportion needs 0 <= successes <= n and n >= 1, got ${successes} of ${n}`);
  }
}
