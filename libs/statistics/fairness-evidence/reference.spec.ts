import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  changeOfGap,
  consistency,
  type GroupSelection,
  labelBias,
  missingDemographicsBounds,
  reweighingWeights,
  sampleSizeAdvice,
  shrinkGroupRates,
} from '.';

type Value = number | null | readonly (number | null | undefined)[];
type Values = Readonly<Record<string, Value | undefined>>;
type Pair = readonly [number, number];

interface Case {
  readonly name: string;
  readonly inputs: { readonly of: string };
  readonly expected: Readonly<Record<string, Value>>;
}

const { cases } = JSON.parse(
  readFileSync(join(__dirname, '../reference-tables/fairness-evidence.json'), 'utf8'),
) as { cases: Case[] };

/** The generator of the script: x' = 1664525 x + 1013904223 modulo 2³². */
function drawn(seed: number, count: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
}

const side = ([successes, n]: Pair): { successes: number; n: number } => ({ successes, n });
const groupsOf = (list: Pair[]): GroupSelection[] =>
  list.map(([n, selected], index) => ({ group: [`g${index}`], n, selected }));

const ours: Readonly<Record<string, (inputs: never) => Values>> = {
  reweighingWeights: ({ counts }: { counts: [number, number, number, number] }): Values => {
    const [a, b, c, d] = counts;
    const weights = reweighingWeights([
      { group: ['1'], positives: a, negatives: b },
      { group: ['0'], positives: c, negatives: d },
    ]);
    return { weights: weights.flatMap(({ positive, negative }) => [positive, negative]) };
  },
  consistency: ({ seed, n, width, k }: Record<'seed' | 'n' | 'width' | 'k', number>): Values => {
    const flat = drawn(seed, n * (width + 1));
    const features = Array.from({ length: width }, (_, at) => flat.slice(at * n, (at + 1) * n));
    const outcomes = flat.slice(n * width).map((value) => (value < 0.4 ? 1 : 0));
    return { value: consistency({ features, outcomes, neighbours: k }).value };
  },
  labelBias: ({ first, second }: { first: number[]; second: number[] }): Values =>
    Object.fromEntries(
      Object.entries(labelBias(first, second, [0])).map(([key, estimate]) => [key, estimate.value]),
    ),
  sampleSizeAdvice: ({ reference: [x, n], n: own, ...options }: AdviceInputs): Values => {
    const [advice] = sampleSizeAdvice(
      [
        { group: ['reference'], n, selected: x },
        { group: ['own'], n: own, selected: 0 },
      ],
      options,
    ).groups;
    return { power: advice!.power, moreRows: advice!.moreRows };
  },
  changeOfGap: ({ before, after }: Record<'before' | 'after', [Pair, Pair]>): Values => {
    const pair = ([first, second]: [Pair, Pair]) => ({ first: side(first), second: side(second) });
    const result = changeOfGap(pair(before), pair(after));
    if (result.status !== 'ok') return { value: null, lower: null, upper: null };
    return { value: result.value, lower: result.interval!.lower, upper: result.interval!.upper };
  },
  shrinkGroupRates: ({ groups }: { groups: Pair[] }): Values => {
    const rates = shrinkGroupRates(groupsOf(groups)).groups.map(({ rate }) => rate);
    const intervals = rates.map((rate) => (rate.status === 'ok' ? rate.interval : undefined));
    return {
      rates: rates.map(({ value }) => value),
      lower: intervals.map((interval) => interval?.lower),
      upper: intervals.map((interval) => interval?.upper),
    };
  },
  missingDemographicsBounds: ({ groups, unknown }: { groups: Pair[]; unknown: number }): Values => {
    const bounds = missingDemographicsBounds(groupsOf(groups), { unknown: { n: unknown } }).groups;
    return {
      worstLower: bounds.map(({ worstCase }) => worstCase!.impactRatio[0]),
      worstUpper: bounds.map(({ worstCase }) => worstCase!.impactRatio[1]),
      proportionalLower: bounds.map(({ proportional }) => proportional!.impactRatio[0]),
      proportionalUpper: bounds.map(({ proportional }) => proportional!.impactRatio[1]),
    };
  },
};

interface AdviceInputs {
  readonly reference: Pair;
  readonly n: number;
  readonly gap: number;
  readonly alpha: number;
  readonly power: number;
}

/** AIF360's weights to 1e-12, everything else to 1e-9; a difference of shares may be off by the rounding of a share. */
function compare(value: Value | undefined, expected: Value, tolerance: number): void {
  if (Array.isArray(expected)) {
    expect(value).toHaveLength(expected.length);
    expected.forEach((entry, index) => compare((value as Value[])[index], entry as Value, tolerance));
  } else if (typeof value !== 'number' || typeof expected !== 'number') {
    expect(value).toEqual(expected);
  } else {
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected) + 1e-15);
  }
}

const withoutName = (inputs: Case['inputs']): never =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== 'of')) as never;

const count = cases.reduce((sum, { expected }) => sum + Object.values(expected).flat().length, 0);

describe(`fairness evidence as AIF360, SciPy and statsmodels have it, ${count} values`, () => {
  it.each(cases.map((entry) => [entry.name, entry] as const))('%s', (_, { inputs, expected }) => {
    const result = ours[inputs.of]!(withoutName(inputs));
    expect(Object.keys(result)).toEqual(expect.arrayContaining(Object.keys(expected)));
    const tolerance = inputs.of === 'reweighingWeights' ? 1e-12 : 1e-9;
    for (const [key, value] of Object.entries(expected)) compare(result[key], value, tolerance);
  });
});
