import { binomialProbability } from './binomial';

/** A draw without replacement from an urn; integers. */
export interface Urn {
  /** Marked items in the urn. */
  readonly marked: number;
  readonly unmarked: number;
  readonly drawn: number;
}

/**
 * Probability of exactly k marked items, as a quotient of three binomial probabilities (Loader, 2000).
 * Throws RangeError unless the counts are integers of at least 0 and no more is drawn than there is.
 */
export function hypergeometricProbability(k: number, { marked, unmarked, drawn }: Urn): number {
  assertUrn({ marked, unmarked, drawn });
  if (!Number.isInteger(k) || k < Math.max(0, drawn - unmarked) || k > Math.min(marked, drawn)) return 0;
  const total = marked + unmarked;
  if (total === 0) return 1;
  const p = drawn / total;
  return (
    (binomialProbability(k, { n: marked, p }) * binomialProbability(drawn - k, { n: unmarked, p })) /
    binomialProbability(drawn, { n: total, p })
  );
}

/**
 * Probability of at most k marked items. Terms are added from k downwards, so that far tails keep their relative precision;
 * O(standard deviation) steps. Throws RangeError as `hypergeometricProbability` does.
 */
export function hypergeometricLowerTail(k: number, urn: Urn): number {
  assertUrn(urn);
  const { marked, unmarked, drawn } = urn;
  const least = Math.max(0, drawn - unmarked);
  const whole = Math.floor(k);
  if (whole < least) return 0;
  if (whole >= Math.min(marked, drawn)) return 1;
  if (whole * (marked + unmarked) > drawn * marked) return 1 - hypergeometricUpperTail(whole + 1, urn);
  let term = hypergeometricProbability(whole, urn);
  let sum = term;
  for (let i = whole; i > least && term > sum * 1e-17; i -= 1) {
    term *= (i * (unmarked - drawn + i)) / ((marked - i + 1) * (drawn - i + 1));
    sum += term;
  }
  return Math.min(1, sum);
}

/** Probability of at least k marked items, the mirror image of `hypergeometricLowerTail`. Throws RangeError as that does. */
export function hypergeometricUpperTail(k: number, urn: Urn): number {
  assertUrn(urn);
  const { marked, unmarked, drawn } = urn;
  const most = Math.min(marked, drawn);
  const whole = Math.ceil(k);
  if (whole <= Math.max(0, drawn - unmarked)) return 1;
  if (whole > most) return 0;
  if (whole * (marked + unmarked) < drawn * marked) return 1 - hypergeometricLowerTail(whole - 1, urn);
  let term = hypergeometricProbability(whole, urn);
  let sum = term;
  for (let i = whole; i < most && term > sum * 1e-17; i += 1) {
    term *= ((marked - i) * (drawn - i)) / ((i + 1) * (unmarked - drawn + i + 1));
    sum += term;
  }
  return Math.min(1, sum);
}

function assertUrn({ marked, unmarked, drawn }: Urn): void {
  const counts = [marked, unmarked, drawn];
  if (counts.some((count) => !Number.isInteger(count) || count < 0) || drawn > marked + unmarked) {
    throw new RangeError(`an urn of ${marked} marked and ${unmarked} unmarked items has no draw of ${drawn}`);
  }
}
