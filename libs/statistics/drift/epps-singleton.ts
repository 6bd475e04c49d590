import { chiSquareUpperTail } from '../inference';
import { quantile } from '../profile';
import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { ascending, type Sample } from './sorted-sample';
import { symmetricEigen } from './symmetric-eigen';

/** Where the characteristic functions are compared, in semi-interquartile ranges of the pooled values. */
const points = [0.4, 0.8] as const;
const smallestN = 5;

/**
 * Epps–Singleton test: compares the empirical characteristic functions of both sides at 0.4 and 0.8 over the pooled
 * semi-interquartile range. `value` is W with the small-sample correction below 25 rows a side; the p-value is the
 * chi-square tail with the rank of the covariance (4 as a rule) as degrees of freedom: scipy's epps_singleton_2samp.
 * It assumes no continuous values, so that it suits discrete columns. Values that are not finite take no part.
 * O(n log n). Needs five values a side and an interquartile range above 0.
 * Source: Epps and Singleton, Journal of Statistical Computation and Simulation 26 (1986).
 */
export function eppsSingleton(reference: Sample, current: Sample): DriftResult {
  const a = ascending(reference);
  const b = ascending(current);
  const n = { reference: a.length, current: b.length };
  const basis = { method: 'epps_singleton' as const, n, parameters: { mode: 'exact', t: points.join(',') } };
  const reason = emptySide(n) ?? (Math.min(a.length, b.length) < smallestN ? 'too_few_rows' : null);
  if (reason !== null) return noDrift(basis, reason);
  const pooled = Float64Array.from([...a, ...b]).sort();
  const scale = (quantile(pooled, 0.75) - quantile(pooled, 0.25)) / 2;
  if (scale === 0) return noDrift(basis, 'zero_variance');
  if (!Number.isFinite(scale)) return noDrift(basis, 'out_of_range');
  const { statistic, rank } = compare(waves(a, scale), waves(b, scale));
  if (rank === 0) return noDrift(basis, 'zero_variance');
  const value = statistic * correction(n.reference, n.current);
  const parameters = { ...basis.parameters, degreesOfFreedom: rank };
  return drift({ ...basis, parameters }, value, chiSquareUpperTail(value, rank));
}

/** Means and population covariances of cos and sin at the points. */
interface Waves {
  readonly n: number;
  readonly mean: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

function waves(values: Float64Array, scale: number): Waves {
  const n = values.length;
  const size = 2 * points.length;
  const columns = Array.from({ length: size }, () => new Float64Array(n));
  for (let row = 0; row < n; row += 1) {
    points.forEach((point, index) => {
      const angle = (point / scale) * values[row]!;
      columns[index]![row] = Math.cos(angle);
      columns[points.length + index]![row] = Math.sin(angle);
    });
  }
  const mean = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / n);
  const covariance = columns.map((left, i) =>
    columns.map((right, j) => {
      let sum = 0;
      for (let row = 0; row < n; row += 1) sum += (left[row]! - mean[i]!) * (right[row]! - mean[j]!);
      return sum / n;
    }),
  );
  return { n, mean, covariance };
}

/** n·gᵀ·V⁺·g for the difference g of the means; directions without variance are left out, as by a pseudo-inverse. */
function compare(a: Waves, b: Waves): { statistic: number; rank: number } {
  const total = a.n + b.n;
  const covariance = a.covariance.map((row, i) =>
    row.map((cell, j) => (total / a.n) * cell + (total / b.n) * b.covariance[i]![j]!),
  );
  const apart = a.mean.map((mean, index) => mean - b.mean[index]!);
  const pairs = symmetricEigen(covariance);
  const smallest = 1e-15 * Math.max(...pairs.map(({ value }) => value));
  const kept = pairs.filter(({ value }) => value > smallest);
  const statistic = kept.reduce((sum, { value, vector }) => {
    const along = vector.reduce((dot, cell, index) => dot + cell * apart[index]!, 0);
    return sum + (along * along) / value;
  }, 0);
  return { statistic: total * statistic, rank: kept.length };
}

function correction(n: number, m: number): number {
  if (Math.max(n, m) >= 25) return 1;
  return 1 / (1 + (n + m) ** -0.45 + 10.1 * (n ** -1.7 + m ** -1.7));
}
