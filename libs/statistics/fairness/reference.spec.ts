import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { benjaminiHochberg, type Estimate, holm } from '../inference';
import { assessFairness, type AssessmentOptions, type FairnessAssessment } from './assess-fairness';
import { bootstrapDisparities } from './bootstrap-disparities';
import { type DenominatorPolicy } from './choose-reference';
import { conditionalDemographicDisparity, type StratumCounts } from './conditional-demographic-disparity';
import { differentialFairness } from './differential-fairness';
import { groupMetrics } from './group-metrics';
import { generalizedEntropy } from './inequality-index';
import { type GroupCounts, type OutcomeCounts } from './outcome-counts';
import { type GroupRateName } from './rate-cells';

interface Inputs {
  readonly kind: string;
  readonly groups?: readonly GroupCounts[];
  readonly reference?: readonly [number, number] | readonly string[];
  readonly audited?: readonly [number, number];
  readonly alpha?: number;
  readonly group?: readonly string[];
  readonly strata?: readonly StratumCounts[];
  readonly p?: readonly number[];
}

interface Case {
  readonly name: string;
  readonly inputs: Inputs;
  readonly expected: Readonly<Record<string, number | null | readonly number[]>>;
}

const { cases } = JSON.parse(readFileSync(join(__dirname, '../reference-tables/fairness.json'), 'utf8')) as {
  cases: readonly Case[];
};

const labelled = { unlabelledPositive: 0, unlabelledNegative: 0 };
const complete = (groups: readonly GroupCounts[]): GroupCounts[] =>
  groups.map(({ group, counts, squares }) => ({
    group,
    counts: { ...labelled, ...counts },
    ...(squares && { squares: { ...labelled, ...squares } }),
  }));

const options: AssessmentOptions = {
  favourable: 'positive',
  minimumGroupSize: 1,
  limits: {},
  alpha: 0.05,
  correction: 'none',
};

interface Policy {
  readonly denominator?: DenominatorPolicy;
  readonly reference?: readonly string[];
}

function assess(groups: readonly GroupCounts[], policy: Policy = {}): FairnessAssessment {
  const population = { attributes: ['g'], rows: 0, unknownGroup: 0, unpredicted: 0, ...policy };
  return assessFairness([{ ...population, groups: complete(groups) }], options)[0]!;
}

const folded = (ratio: number): number => Math.min(ratio, 1 / ratio);

type Values = Record<string, number | null | undefined | readonly (number | null)[]>;

const bounds = (name: string, estimate: Estimate | null | undefined): Values => ({
  [name]: estimate?.value,
  [`${name}/lower`]: estimate?.status === 'ok' ? estimate.interval?.lower : null,
  [`${name}/upper`]: estimate?.status === 'ok' ? estimate.interval?.upper : null,
});

/** Fairlearn takes differences in size and folds ratios. */
function byPolicy({ groups }: Inputs): Values {
  return Object.fromEntries(
    (['max_eligible', 'overall'] as const).flatMap((denominator) =>
      assess(groups!, { denominator }).disparities.flatMap(({ metric, difference, ratio, mean }) => [
        [
          `${denominator}/${metric}/difference`,
          difference.value === null ? null : Math.abs(difference.value),
        ],
        [`${denominator}/${metric}/ratio`, ratio.value === null ? null : folded(ratio.value)],
        [`${denominator}/${metric}/mean_difference`, mean?.difference.value],
        [`${denominator}/${metric}/mean_ratio`, mean?.ratio.value],
      ]),
    ),
  );
}

function against({ groups, reference }: Inputs): Values {
  const policy = { denominator: 'fixed' as const, reference: reference as readonly string[] };
  return Object.fromEntries(
    assess(groups!, policy).disparities.flatMap(({ metric, comparisons }) =>
      comparisons.flatMap(({ audited, difference, ratio }) => [
        [`${audited[0]}/${metric}/difference`, difference.value],
        [`${audited[0]}/${metric}/ratio`, ratio.value],
      ]),
    ),
  );
}

function rates({ groups }: Inputs): Values {
  return Object.assign(
    {},
    ...complete(groups!).flatMap(({ group, counts }) =>
      Object.entries(groupMetrics(counts, { favourable: 'positive' })).map(([name, rate]) =>
        bounds(`${group[0]}/${name as GroupRateName}`, rate),
      ),
    ),
  ) as Values;
}

function inequality({ groups }: Inputs): Values {
  const index = (alpha: number) => generalizedEntropy(complete(groups!), { alpha });
  const { epsilon, labelEpsilon, amplification } = differentialFairness(complete(groups!));
  return {
    theil: index(1).total.value,
    'theil/between': index(1).betweenGroups.value,
    epsilon: epsilon.value,
    label_epsilon: labelEpsilon.value,
    amplification: amplification.value,
    ...Object.fromEntries(
      [0.5, 2, 3].flatMap((alpha) => [
        [`${alpha}`, index(alpha).total.value],
        [`${alpha}/between`, index(alpha).betweenGroups.value],
      ]),
    ),
  };
}

function pair({ audited, reference, alpha }: Inputs): Values {
  const counts = ([x, n]: readonly number[]): OutcomeCounts => ({
    ...{ tp: 0, fp: 0, fn: 0, tn: 0 },
    unlabelledPositive: x!,
    unlabelledNegative: n! - x!,
  });
  const groups = [
    { group: ['audited'], counts: counts(audited!) },
    { group: ['reference'], counts: counts(reference as readonly number[]) },
  ];
  const population = { attributes: ['g'], rows: 0, unknownGroup: 0, unpredicted: 0, groups };
  const [{ disparities }] = assessFairness(
    [{ ...population, denominator: 'fixed', reference: ['reference'] }],
    { ...options, confidenceLevel: 1 - alpha! },
  ) as [FairnessAssessment];
  const { difference, ratio, z, p, cohenH } = disparities[0]!.comparisons[0]!;
  return { ...bounds('difference', difference), ...bounds('ratio', ratio), z, p, cohenH };
}

function strata({ strata: all, group }: Inputs): Values {
  const completed = all!.map(({ stratum, groups }) => ({ stratum, groups: complete(groups) }));
  const result = conditionalDemographicDisparity(completed, group!, { favourable: 'positive' });
  const { disparity, test, oddsRatio } = result;
  const { statistic, pValue } = test.status === 'ok' ? test : { statistic: null, pValue: null };
  return { disparity: disparity.value, statistic, p: pValue, ...bounds('oddsRatio', oddsRatio) };
}

const answers: Record<string, (inputs: Inputs) => Values> = {
  disparities: byPolicy,
  degenerate: byPolicy,
  against,
  rates,
  inequality,
  pair,
  strata,
  corrections: ({ p }) => ({ holm: holm(p!), bh: benjaminiHochberg(p!) }),
};

const tolerance = 1e-9;
function expectClose(actual: unknown, expected: number, what: string): void {
  const isClose =
    typeof actual === 'number' &&
    Math.abs(actual - expected) <= tolerance * Math.max(Math.abs(expected), 1e-6);
  if (!isClose) throw new Error(`${what}: ${String(actual)} is not ${expected}`);
}

const compared = cases.filter(({ inputs }) => !['degenerate', 'bootstrap'].includes(inputs.kind));
const count = compared.reduce((sum, { expected }) => sum + Object.values(expected).flat().length, 0);

describe(`fairness beside Fairlearn, AIF360, statsmodels and SciPy: ${count} values`, () => {
  it('compares at least 600 values', () => expect(count).toBeGreaterThan(600));

  it.each(compared.map((each) => [each.name, each] as const))('%s', (_, { inputs, expected }) => {
    const ours = answers[inputs.kind]!(inputs);
    for (const [key, value] of Object.entries(expected)) {
      if (Array.isArray(value))
        value.forEach((one, at) => expectClose((ours[key] as number[])[at], one, key));
      else expectClose(ours[key], value as number, key);
    }
    expect(Object.keys(ours)).toEqual(expect.arrayContaining(Object.keys(expected)));
  });

  const degenerate = cases.filter(({ inputs }) => inputs.kind === 'degenerate');
  it.each(degenerate.map((each) => [each.name, each] as const))(
    '%s has no value',
    (_, { inputs, expected }) => {
      const ours = answers[inputs.kind]!(inputs);
      for (const key of Object.keys(expected)) expect([key, ours[key]]).toEqual([key, null]);
    },
  );

  it('bootstraps to about the intervals of Fairlearn: both draw at random, so within a twentieth of the width', () => {
    const { inputs, expected } = cases.find((each) => each.inputs.kind === 'bootstrap')!;
    const intervals = bootstrapDisparities(assess(inputs.groups!), {
      ...{ favourable: 'positive', replicates: 20_000, seed: 1 },
    }).get('demographic_parity')!;
    for (const part of ['difference', 'ratio'] as const) {
      const [lower, upper] = [expected[`${part}/lower`] as number, expected[`${part}/upper`] as number];
      expect(Math.abs(intervals[part]!.lower - lower)).toBeLessThan((upper - lower) / 20);
      expect(Math.abs(intervals[part]!.upper - upper)).toBeLessThan((upper - lower) / 20);
    }
  });
});
