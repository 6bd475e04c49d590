import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  benjaminiHochberg,
  clopperPearson,
  cochranMantelHaenszel,
  type DetectionDesign,
  type DiscordantPairs,
  fisherExact,
  gTest,
  holm,
  type Interval,
  katzInterval,
  koopmanInterval,
  mantelHaenszelOddsRatio,
  mcnemar,
  minimumDetectableDifference,
  normalMeanInterval,
  pairedTTest,
  powerForProportions,
  type ProportionDesign,
  sampleSizeForProportions,
  type SampleMoments,
  type Stratum,
  studentInterval,
  type TestResult,
  wilsonInterval,
} from '.';

type Value = number | null | readonly (number | null)[];
type Values = Readonly<Record<string, Value>>;

interface Case {
  readonly name: string;
  readonly inputs: { readonly of: string };
  readonly expected: Values;
}

const { cases } = JSON.parse(readFileSync(join(__dirname, '../reference-tables/inference.json'), 'utf8')) as {
  cases: Case[];
};

const ofTest = (result: TestResult): Values =>
  result.status === 'ok'
    ? { statistic: result.statistic, pValue: result.pValue }
    : { statistic: null, pValue: null };
const ofInterval = ({ lower, upper }: Interval): Values => ({ lower, upper });
type Fourfold = [[number, number], [number, number]];

const strata = (tables: Fourfold[]): Stratum[] =>
  tables.map(([[a, b], [c, d]]) => ({
    first: { successes: a, n: a + b },
    second: { successes: c, n: c + d },
  }));

interface ProportionInputs {
  readonly successes: number;
  readonly n: number;
  readonly level: number;
}

interface PairInputs {
  readonly x1: number;
  readonly n1: number;
  readonly x2: number;
  readonly n2: number;
  readonly level: number;
}

interface MomentInputs extends SampleMoments {
  readonly level: number;
}

/** The inputs of a case are what its script wrote under its function's name. */
const ours: Readonly<Record<string, (inputs: never) => Values>> = {
  holm: ({ pValues }: { pValues: number[] }) => ({ adjusted: holm(pValues) }),
  benjaminiHochberg: ({ pValues }: { pValues: number[] }) => ({ adjusted: benjaminiHochberg(pValues) }),
  fisherExact: ({ x1, n1, x2, n2 }: Record<'x1' | 'n1' | 'x2' | 'n2', number>) => {
    const result = fisherExact({ successes: x1, n: n1 }, { successes: x2, n: n2 });
    return { oddsRatio: result.oddsRatio, pValue: result.status === 'ok' ? result.pValue : null };
  },
  gTest: ({ table }: { table: number[][] }) => ofTest(gTest(table)),
  mcnemar: ({ form, ...pairs }: DiscordantPairs & { form: 'exact' | 'asymptotic' }) =>
    ofTest(mcnemar(pairs, form)),
  cochranMantelHaenszel: ({ tables }: { tables: Fourfold[] }) =>
    ofTest(cochranMantelHaenszel(strata(tables))),
  mantelHaenszelOddsRatio: ({ tables }: { tables: Fourfold[] }): Values => {
    const result = mantelHaenszelOddsRatio(strata(tables));
    if (result.status !== 'ok') return { value: null, lower: null, upper: null };
    return { value: result.value, ...ofInterval(result.interval!) };
  },
  clopperPearson: ({ successes, n, level }: ProportionInputs) =>
    ofInterval(clopperPearson(successes, n, level)),
  wilsonInterval: ({ successes, n, level }: ProportionInputs) =>
    ofInterval(wilsonInterval(successes, n, level)),
  koopmanInterval: ({ x1, n1, x2, n2, level }: PairInputs) =>
    ofInterval(koopmanInterval({ successes: x1, n: n1 }, { successes: x2, n: n2 }, level)!),
  katzInterval: ({ x1, n1, x2, n2, level }: PairInputs) =>
    ofInterval(katzInterval({ successes: x1, n: n1 }, { successes: x2, n: n2 }, level)!),
  studentInterval: ({ level, ...moments }: MomentInputs) => ofInterval(studentInterval(moments, level)),
  normalMeanInterval: ({ level, ...moments }: MomentInputs) => ofInterval(normalMeanInterval(moments, level)),
  pairedTTest: ({ first, second }: { first: number[]; second: number[] }) =>
    ofTest(pairedTTest(first, second)),
  powerForProportions: ({
    firstN,
    secondN,
    ...design
  }: ProportionDesign & { firstN: number; secondN: number }) => ({
    value: powerForProportions(design, { firstN, secondN }),
  }),
  sampleSizeForProportions: ({ power, ...design }: ProportionDesign & { power: number }) => ({
    value: sampleSizeForProportions(design, power),
  }),
  minimumDetectableDifference: (design: DetectionDesign) => ({ ...minimumDetectableDifference(design) }),
};

/** Bounds of an interval near 0 are differences of numbers of size 1. */
const agree = (value: number, expected: number, digits: number): boolean =>
  Math.abs(value - expected) <= digits * Math.abs(expected) + 1e-15;

function compare(value: Value, expected: Value, digits: number): void {
  if (typeof value !== 'number' || typeof expected !== 'number') {
    if (!Array.isArray(value) || !Array.isArray(expected)) return expect(value).toEqual(expected);
    expect(value).toHaveLength(expected.length);
    return value.forEach((entry, index) => compare(entry, expected[index], digits));
  }
  if (!agree(value, expected, digits)) expect(value).toBe(expected);
}

const withoutName = (inputs: Case['inputs']): never =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== 'of')) as never;

const count = cases.reduce((sum, { expected }) => sum + Object.values(expected).flat().length, 0);

describe(`inference as SciPy and statsmodels have it, ${count} values`, () => {
  it.each(cases.map((entry) => [entry.name, entry] as const))('%s', (_, { inputs, expected }) => {
    const result = ours[inputs.of]!(withoutName(inputs));
    expect(Object.keys(result).sort()).toEqual(Object.keys(expected).sort());
    // statsmodels finds Koopman's bounds by a search that stops at 2e-12.
    const digits = inputs.of === 'koopmanInterval' ? 1e-6 : 1e-9;
    for (const [key, value] of Object.entries(expected)) compare(result[key]!, value, digits);
  });
});
