import { drift, type DriftResult, emptySide, noDrift } from './drift-result';
import { eachTie } from './each-tie';
import { ascending, type Sample } from './sorted-sample';

const levels = [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001];
/** Table 2 of Scholz and Stephens for two samples: b₀ + b₁ + b₂. */
const critical = [0.325, 1.226, 1.961, 2.718, 3.752, 4.592, 6.546];

/**
 * Two-sample Anderson–Darling test, midrank version for ties: `value` is the standardised statistic (A² − 1) / σ, from
 * about −1.3 up. It weighs the tails more than the Kolmogorov–Smirnov test does. The p-value is interpolated as scipy's
 * anderson_ksamp does (a parabola through the logarithms of seven critical levels) and, like there, never leaves
 * [0.001, 0.25]: the parameters say when it stands at a bound. Values that are not finite take no part. O(n log n).
 * Fewer than four values in all, or a single distinct one, have no answer.
 * Source: Scholz and Stephens, Journal of the American Statistical Association 82 (1987).
 */
export function andersonDarling(reference: Sample, current: Sample): DriftResult {
  const a = ascending(reference);
  const b = ascending(current);
  const n = { reference: a.length, current: b.length };
  const basis = { method: 'anderson_darling' as const, n, parameters: { mode: 'exact', ties: 'midrank' } };
  const total = a.length + b.length;
  const reason =
    emptySide(n) ?? (isConstant(a, b) ? 'zero_variance' : null) ?? (total < 4 ? 'too_few_rows' : null);
  if (reason !== null) return noDrift(basis, reason);
  const value = (midrankStatistic(a, b) - 1) / Math.sqrt(variance(a.length, b.length));
  const pValue = interpolated(value);
  const bound = value < critical[0]! ? 'at_least_0.25' : value > critical.at(-1)! ? 'at_most_0.001' : 'none';
  const parameters = { ...basis.parameters, pValueRule: 'interpolated_0.001_to_0.25', pValueBound: bound };
  return drift({ ...basis, parameters }, value, pValue);
}

function isConstant(a: Float64Array, b: Float64Array): boolean {
  return a[0] === a.at(-1) && b[0] === b.at(-1) && a[0] === b[0];
}

function midrankStatistic(a: Float64Array, b: Float64Array): number {
  const total = a.length + b.length;
  let ofA = 0;
  let ofB = 0;
  eachTie(a, b, ({ inA, inB, belowA, belowB }) => {
    const tied = inA + inB;
    const middle = belowA + belowB + tied / 2;
    const weight = tied / total / (middle * (total - middle) - (total * tied) / 4);
    ofA += weight * (total * (belowA + inA / 2) - middle * a.length) ** 2;
    ofB += weight * (total * (belowB + inB / 2) - middle * b.length) ** 2;
  });
  return ((ofA / a.length + ofB / b.length) * (total - 1)) / total;
}

/** Variance of the statistic under equality: Scholz and Stephens, formula 4, for two samples. */
function variance(n: number, m: number): number {
  const total = n + m;
  const inverse = 1 / n + 1 / m;
  let h = 0;
  let g = 0;
  for (let i = 1; i <= total - 2; i += 1) {
    h += 1 / (total - i);
    g += h / (i + 1);
  }
  h += 1;
  const a = 4 * g - 6 + (10 - 6 * g) * inverse;
  const b = (2 * g - 4) * 4 + 16 * h + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6;
  const c = (6 * h + 2 * g - 2) * 4 + (4 * h - 4 * g + 6) * 2 + (2 * h - 6) * inverse + 4 * h;
  const d = (2 * h + 6) * 4 - 8 * h;
  const sum = ((a * total + b) * total + c) * total + d;
  return sum / (total - 1) / (total - 2) / (total - 3);
}

function interpolated(value: number): number {
  if (value < critical[0]!) return levels[0]!;
  if (value > critical.at(-1)!) return levels.at(-1)!;
  return Math.exp(parabola(value));
}

/** Least-squares parabola of ln(level) over the critical values, by orthogonal polynomials. */
function parabola(x: number): number {
  const y = levels.map(Math.log);
  const mean = average(critical);
  const linear = critical.map((value) => value - mean);
  const square = linear.map((value) => value * value);
  const slope = dot(square, linear) / dot(linear, linear);
  const middle = average(square);
  const curved = square.map((value, index) => value - middle - slope * linear[index]!);
  const at = x - mean;
  return (
    average(y) +
    (dot(y, linear) / dot(linear, linear)) * at +
    (dot(y, curved) / dot(curved, curved)) * (at * at - middle - slope * at)
  );
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}
