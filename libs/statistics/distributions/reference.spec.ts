import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  betaCdf,
  betaQuantile,
  binomialLowerTail,
  binomialProbability,
  binomialUpperTail,
  fUpperTail,
  hypergeometricLowerTail,
  hypergeometricProbability,
  hypergeometricUpperTail,
  studentQuantile,
  studentUpperTail,
  type Urn,
} from '.';

type Inputs = Readonly<Record<string, number>> & { readonly of: string };

interface Case {
  readonly name: string;
  readonly inputs: Inputs;
  readonly expected: { readonly value: number };
}

const { cases } = JSON.parse(
  readFileSync(join(__dirname, '../reference-tables/distributions.json'), 'utf8'),
) as { cases: Case[] };

const ours: Record<string, (inputs: Record<string, number>) => number> = {
  studentUpperTail: ({ t, df }) => studentUpperTail(t!, df!),
  studentQuantile: ({ p, df }) => studentQuantile(p!, df!),
  fUpperTail: ({ f, d1, d2 }) => fUpperTail(f!, { numerator: d1!, denominator: d2! }),
  betaCdf: ({ x, a, b }) => betaCdf(x!, { a: a!, b: b! }),
  betaQuantile: ({ p, a, b }) => betaQuantile(p!, { a: a!, b: b! }),
  binomialProbability: ({ k, n, p }) => binomialProbability(k!, { n: n!, p: p! }),
  binomialLowerTail: ({ k, n, p }) => binomialLowerTail(k!, { n: n!, p: p! }),
  binomialUpperTail: ({ k, n, p }) => binomialUpperTail(k!, { n: n!, p: p! }),
  hypergeometricProbability: ({ k, ...urn }) => hypergeometricProbability(k!, urn as unknown as Urn),
  hypergeometricLowerTail: ({ k, ...urn }) => hypergeometricLowerTail(k!, urn as unknown as Urn),
  hypergeometricUpperTail: ({ k, ...urn }) => hypergeometricUpperTail(k!, urn as unknown as Urn),
};

describe(`distributions as SciPy has them, ${cases.length} values`, () => {
  it.each(cases.map((entry) => [entry.name, entry] as const))('%s', (_, { inputs, expected }) => {
    const { of, ...numbers } = inputs as Record<string, number> & { of: string };
    const value = ours[of]!(numbers);
    expect(Math.abs(value - expected.value)).toBeLessThanOrEqual(1e-9 * Math.abs(expected.value));
  });
});
