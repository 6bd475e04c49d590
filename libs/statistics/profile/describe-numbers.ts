import { mean, sampleStandardDeviation } from 'simple-statistics';
import { addNumber } from './add-number';
import { emptyNumericProfile } from './numeric-profile';
import { quantile } from './quantile';
import { sortFinite } from './sort-finite';

/** Summary of a numeric column. n counts the finite values; the figures are null where n is too small for them. */
export interface NumberDescription {
  readonly kind: 'numeric';
  readonly rows: number;
  readonly n: number;
  readonly missing: number;
  readonly notANumber: number;
  readonly infinite: number;
  readonly mismatched: number;
  /** Distinct finite values. */
  readonly distinct: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** Sample standard deviation (divided by n − 1); null below two values. */
  readonly standardDeviation: number | null;
  /** At .01, .05, .25, .5, .75, .95 and .99, interpolated linearly (type 7); empty without values. */
  readonly quantiles: readonly { readonly probability: number; readonly value: number }[];
}

const probabilities = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

/** Describes a column of numbers; null and undefined are missing, other types are mismatches. O(n log n). */
export function describeNumbers(values: readonly unknown[]): NumberDescription {
  const tally = emptyNumericProfile([]);
  for (const value of values) addNumber(tally, value);
  const sorted = sortFinite(values.map((value) => (typeof value === 'bigint' ? Number(value) : value)));
  const { n, missing, notANumber, infinite, mismatched, min, max } = tally;
  const array = Array.from(sorted);
  return {
    kind: 'numeric',
    rows: values.length,
    n,
    missing,
    notANumber,
    infinite,
    mismatched,
    distinct: array.filter((value, index) => index === 0 || value !== array[index - 1]).length,
    min,
    max,
    mean: finiteOrNull(n > 0 ? mean(array) : null),
    standardDeviation: finiteOrNull(n > 1 ? sampleStandardDeviation(array) : null),
    quantiles:
      n === 0
        ? []
        : probabilities.map((probability) => ({ probability, value: quantile(sorted, probability) })),
  };
}

/** A sum of squares beyond the range of a double has no value we could show. */
function finiteOrNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
