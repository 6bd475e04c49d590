import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addCategory } from './add-category';
import { addNumbers } from './add-numbers';
import { emptyCategoricalProfile } from './categorical-profile';
import { describeNumbers } from './describe-numbers';
import { distinctCategories } from './distinct-categories';
import { distinctCount } from './distinct-sketch';
import { emptyNumericProfile } from './numeric-profile';
import { profileDeviation } from './profile-deviation';
import { profileQuantiles } from './profile-quantiles';
import { quantile } from './quantile';
import { sortFinite } from './sort-finite';

interface Rule {
  readonly values?: readonly (number | string | null)[];
  readonly [field: string]: unknown;
}

interface NumberCase {
  readonly name: string;
  readonly inputs: { readonly column: Rule; readonly probabilities: readonly number[] };
  readonly expected: Readonly<
    Record<'n' | 'distinct' | 'min' | 'max' | 'mean' | 'std' | 'scipyStd', number | null>
  > & {
    readonly quantiles: readonly number[];
  };
}

interface CategoryCase {
  readonly name: string;
  readonly inputs: { readonly column: Rule };
  readonly expected: {
    n: number;
    missing: number;
    distinct: number;
    counts: Readonly<Record<string, number>>;
  };
}

const { cases } = JSON.parse(readFileSync(join(__dirname, '../reference-tables/profile.json'), 'utf8')) as {
  cases: { name: string; inputs: { kind: string } }[];
};
const ofKind = <Case>(kind: string) =>
  cases.filter(({ inputs }) => inputs.kind === kind).map((entry) => [entry.name, entry as Case] as const);

/** The values of a rule, as tools/reference/profile.py states it. */
function sample(rule: Rule): Float64Array {
  if (rule.values) return Float64Array.from(rule.values, (value) => (value === null ? NaN : Number(value)));
  let state = Number(rule['seed']);
  const draw = (): number => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const { n, levels, tail, scale, shift } = rule as Record<string, number>;
  return Float64Array.from({ length: n! }, () => {
    if (levels !== undefined) return Math.floor(draw() * levels) + shift!;
    if (tail !== undefined) return draw() ** -tail * scale!;
    return (draw() + draw() + draw()) * scale! + shift!;
  });
}

const gap = (found: number | null, expected: number | null): number =>
  found === expected ? 0 : Math.abs((found ?? NaN) - (expected ?? NaN)) / Math.abs(expected ?? NaN);

const numberCases = ofKind<NumberCase>('numeric');
const compared = numberCases.reduce((sum, [, { expected }]) => sum + 8 + 2 * expected.quantiles.length, 0);
describe(`profiles as pandas, NumPy and SciPy describe columns, ${compared} values`, () => {
  it.each(numberCases)('S-4: %s', (_, { inputs, expected }) => {
    const values = sample(inputs.column);
    const profile = emptyNumericProfile([]);
    addNumbers(
      profile,
      values,
      Uint8Array.from(values, (value) => Number(Number.isNaN(value))),
    );
    expect(profile).toMatchObject({ n: expected.n, notANumber: 0, infinite: 0 });
    expect(gap(profile.min, expected.min)).toBeLessThanOrEqual(1e-14);
    expect(gap(profile.max, expected.max)).toBeLessThanOrEqual(1e-14);
    // Around a mean near zero, relative to what is averaged.
    const scale = Math.max(Math.abs(profile.min ?? 0), Math.abs(profile.max ?? 0), 1e-300);
    if (expected.mean === null) expect(profile.n).toBe(0);
    else expect(Math.abs(profile.mean - expected.mean) / scale).toBeLessThanOrEqual(1e-12);
    const deviation = profileDeviation(profile);
    for (const peer of [expected.std, expected.scipyStd])
      expect(gap(deviation, peer)).toBeLessThanOrEqual(1e-9);
    const found = profileQuantiles(profile, inputs.probabilities)!;
    const exact = describeNumbers(Array.from(values));
    const sorted = sortFinite(values);
    expect(exact.distinct).toBe(expected.distinct);
    expect(found).toHaveLength(expected.quantiles.length);
    for (const [at, peer] of expected.quantiles.entries()) {
      const probability = inputs.probabilities[at]!;
      expect(gap(quantile(sorted, probability), peer)).toBeLessThanOrEqual(1e-9);
      const position = (sorted.length - 1) * probability;
      const around = [sorted[Math.floor(position)]!, sorted[Math.ceil(position)]!].map(Math.abs);
      expect(Math.abs(found[at]! - peer)).toBeLessThanOrEqual(0.01 * Math.max(...around) * (1 + 1e-9));
    }
    const { value, standardError } = distinctCount(profile.distinct!, profile.n);
    expect(Math.abs(value - expected.distinct!)).toBeLessThanOrEqual(3 * standardError * expected.distinct!);
  });

  it.each(ofKind<CategoryCase>('categorical'))('S-7: %s', (_, { inputs, expected }) => {
    const profile = emptyCategoricalProfile();
    for (const value of inputs.column.values ?? []) addCategory(profile, value);
    expect(profile).toMatchObject({ n: expected.n, missing: expected.missing });
    expect(Object.fromEntries(profile.counts)).toEqual(expected.counts);
    expect(distinctCategories(profile)).toMatchObject({ value: expected.distinct, method: 'exact' });
  });
});
