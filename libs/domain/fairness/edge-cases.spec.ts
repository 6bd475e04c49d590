import { type DisparityName, type FairnessVerdict } from '@countersign/statistics/fairness';
import { type ReasonCode } from '@countersign/statistics/inference';
import {
  type AuditRow,
  auditSections,
  countAudit,
  defaultPolicy,
  deriveAudit,
  type FairnessPolicy,
} from './index';
import { exampleSection } from './example-audit';

type Cells = readonly [tp: number, fp: number, fn: number, tn: number];

interface Situation {
  /** What the libraries were seen to do with it stands in brackets. */
  readonly name: string;
  readonly groups: Readonly<Record<string, Cells>>;
  readonly metric: DisparityName;
  readonly part: 'difference' | 'ratio';
  readonly found: number | ReasonCode;
  readonly verdict: FairnessVerdict;
  readonly policy?: Partial<FairnessPolicy>;
}

const favourable = { prediction: 'positive', meaning: 'hired' } as const;
const none: FairnessVerdict = 'INSUFFICIENT_EVIDENCE';
const minimumsOf = (least: number): FairnessPolicy['minimums'] => ({
  ...{ groupSize: least, share: 0, forPass: least },
  ...{ positives: least, negatives: least, predictedPositives: least },
});
const against = (reference: string): Partial<FairnessPolicy> => ({
  attributes: [{ name: 'g', origin: 'unknown', legalBasis: '', reference }],
});
const policyOf = (attributes: string[], rest: Partial<FairnessPolicy> = {}): FairnessPolicy => ({
  ...{ ...defaultPolicy(attributes, favourable), minimums: minimumsOf(1) },
  ...rest,
});
/** y = 0 0 0 | 1 1 0 and ŷ = 0 1 0 | 1 0 0: the first group has no actual positives. */
const noPositives = { a: [0, 1, 0, 2], b: [1, 0, 1, 1] } as const;
const allNegative = { a: [0, 0, 2, 3], b: [0, 0, 1, 4] } as const;
const disjoint = { a: [3, 0, 2, 0], b: [0, 2, 0, 3] } as const;

const situations: readonly Situation[] = [
  {
    name: 'a group without actual positives has no true positive rate (Fairlearn 0, Clarify 0, VerifyWise 0)',
    ...{ groups: noPositives, metric: 'equal_opportunity', part: 'difference' },
    ...{ found: 'single_group', verdict: none },
  },
  {
    name: 'and no ratio of it (Fairlearn 0.0)',
    ...{ groups: noPositives, metric: 'equal_opportunity', part: 'ratio' },
    ...{ found: 'single_group', verdict: none },
  },
  {
    name: 'equalized odds of which one rate is missing are none (Fairlearn 0.5; Aequitas False)',
    ...{ groups: noPositives, metric: 'equalized_odds', part: 'difference' },
    ...{ found: 'single_group', verdict: none },
  },
  {
    name: 'all predictions negative give no ratio of selection rates (Clarify 0, AIF360 nan)',
    ...{ groups: allNegative, metric: 'impact_ratio', part: 'ratio' },
    ...{ found: 'zero_reference', verdict: none },
  },
  {
    name: 'nor a difference of 0 that would pass (Fairlearn 0.0)',
    ...{ groups: allNegative, metric: 'demographic_parity', part: 'difference' },
    ...{ found: 'zero_reference', verdict: none },
  },
  {
    name: 'nor equal opportunity',
    ...{ groups: allNegative, metric: 'equal_opportunity', part: 'difference' },
    ...{ found: 'zero_reference', verdict: none },
  },
  {
    name: 'while nobody was accepted wrongly, which is a finding',
    ...{ groups: allNegative, metric: 'fpr_parity', part: 'difference' },
    ...{ found: 0, verdict: 'PASS' },
  },
  {
    name: 'and nobody is predicted positive, so that there is no precision',
    ...{ groups: allNegative, metric: 'predictive_parity', part: 'difference' },
    ...{ found: 'no_predicted_positives', verdict: none },
  },
  {
    name: 'one group alone is compared with nobody (Fairlearn difference 0, ratio 1)',
    ...{ groups: { a: [3, 2, 1, 4] }, metric: 'demographic_parity', part: 'difference' },
    ...{ found: 'single_group', verdict: none },
  },
  {
    name: 'nor is its ratio 1 (Aequitas 1.0)',
    ...{ groups: { a: [3, 2, 1, 4] }, metric: 'impact_ratio', part: 'ratio' },
    ...{ found: 'single_group', verdict: none },
  },
  {
    name: 'no group at all (Clarify raises)',
    ...{ groups: {}, metric: 'demographic_parity', part: 'difference' },
    ...{ found: 'missing_group', verdict: none },
  },
  {
    name: 'a reference of 0 gives no ratio (Aequitas 10.0, Clarify inf)',
    ...{ groups: { a: [0, 0, 5, 5], b: [3, 2, 2, 3] }, metric: 'impact_ratio', part: 'ratio' },
    ...{ found: 'zero_reference', verdict: none, policy: against('a') },
  },
  {
    name: 'and still a difference',
    ...{ groups: { a: [0, 0, 5, 5], b: [3, 2, 2, 3] }, metric: 'demographic_parity', part: 'difference' },
    ...{ found: 0.5, verdict: 'FAIL', policy: against('a') },
  },
  {
    name: 'a group of whom nobody is selected has the ratio 0',
    ...{ groups: { a: [0, 0, 5, 5], b: [3, 2, 2, 3] }, metric: 'impact_ratio', part: 'ratio' },
    ...{ found: 0, verdict: 'FAIL' },
  },
  {
    name: 'disjoint labels: one group without negatives, the other without positives (Clarify 0)',
    ...{ groups: disjoint, metric: 'equalized_odds', part: 'difference' },
    ...{ found: 'single_group', verdict: none },
  },
  {
    name: 'which can be compared by how many are right',
    ...{ groups: disjoint, metric: 'accuracy_parity', part: 'difference' },
    ...{ found: 0, verdict: 'PASS' },
  },
  {
    name: 'a group of two people makes no gap (Fairlearn 1.0)',
    ...{ groups: { a: [20, 10, 10, 20], b: [20, 11, 10, 20], tiny: [0, 0, 1, 1] } },
    ...{ metric: 'impact_ratio', part: 'ratio', found: 30 / 60 / (31 / 61), verdict: 'PASS' },
    policy: { minimums: minimumsOf(20) },
  },
  {
    name: 'two groups of which one is too small are one',
    ...{ groups: { a: [20, 10, 10, 20], tiny: [0, 0, 1, 1] }, metric: 'impact_ratio', part: 'ratio' },
    ...{ found: 'single_group', verdict: none, policy: { minimums: minimumsOf(20) } },
  },
  {
    name: 'two groups that are both too small say so',
    ...{ groups: { a: [2, 1, 1, 2], b: [1, 1, 1, 1] }, metric: 'impact_ratio', part: 'ratio' },
    ...{ found: 'below_minimum_n', verdict: none, policy: { minimums: minimumsOf(20) } },
  },
  {
    name: 'a group below the least share takes no part',
    ...{ groups: { a: [300, 100, 100, 500], b: [5, 5, 5, 4] }, metric: 'impact_ratio', part: 'ratio' },
    found: 'single_group',
    ...{ verdict: none, policy: { minimums: { ...minimumsOf(1), share: 0.02 } } },
  },
  {
    name: 'a ratio of exactly four fifths passes (Giskard fails it)',
    ...{ groups: { a: [40, 0, 0, 10], b: [50, 0, 0, 0] }, metric: 'impact_ratio', part: 'ratio' },
    ...{ found: 0.8, verdict: 'PASS' },
  },
  {
    name: 'a ratio of exactly five fourths passes',
    ...{ groups: { a: [40, 0, 0, 10], b: [50, 0, 0, 0] }, metric: 'impact_ratio', part: 'ratio' },
    ...{ found: 1.25, verdict: 'PASS', policy: against('a') },
  },
  {
    name: 'a ratio a little above 1.2 passes (HolisticAI fails it)',
    ...{ groups: { a: [50, 0, 0, 50], b: [601, 0, 0, 399] }, metric: 'impact_ratio', part: 'ratio' },
    ...{ found: 1.202, verdict: 'PASS', policy: against('a') },
  },
  {
    name: 'the best rate of a group too small for verdicts is no denominator unless the policy says so',
    ...{ groups: { a: [50, 0, 0, 50], b: [45, 0, 0, 55], best: [5, 0, 0, 0] }, metric: 'impact_ratio' },
    ...{ part: 'ratio', found: 0.9, verdict: 'PASS', policy: { minimums: minimumsOf(20) } },
  },
  {
    name: 'and is where it does (VerifyWise always)',
    ...{ groups: { a: [50, 0, 0, 50], b: [45, 0, 0, 55], best: [5, 0, 0, 0] }, metric: 'impact_ratio' },
    ...{ part: 'ratio', found: 0.45, verdict: 'FAIL' },
    policy: { minimums: minimumsOf(20), denominator: 'max_all' },
  },
  {
    name: 'a benefit of 0 counts as 0 in Theil’s index (0 ln 0)',
    ...{ groups: { a: [1, 0, 1, 0], b: [1, 0, 1, 0] }, metric: 'theil', part: 'difference' },
    ...{ found: Math.log(2), verdict: none },
  },
  {
    name: 'scores that are not there',
    ...{ groups: { a: [3, 2, 1, 4], b: [2, 2, 2, 4] }, metric: 'scoring_rate', part: 'difference' },
    ...{ found: 'no_scores', verdict: none },
  },
  {
    name: 'strata that are not there',
    groups: { a: [3, 2, 1, 4], b: [2, 2, 2, 4] },
    ...{ metric: 'conditional_demographic_disparity', part: 'difference' },
    ...{ found: 'no_common_stratum', verdict: none },
  },
];

const row = (group: string | null, predicted: boolean | null, rest: Partial<AuditRow> = {}): AuditRow => ({
  groups: [group],
  predicted,
  actual: true,
  ...rest,
});
const audited = (rows: readonly AuditRow[], rest: Partial<FairnessPolicy> = {}, median?: number) => {
  const counts = countAudit(rows, {
    ...{ attributes: ['g'], sections: [[0]] },
    ...(median !== undefined && { scores: { median } }),
  });
  const results = deriveAudit(policyOf(['g'], rest), counts);
  return { counts, results, section: results.sections[0]! };
};

describe('edge cases of an audit', () => {
  it.each(situations)('FA-34 $name', ({ groups, metric, part, found, verdict, policy }) => {
    const results = deriveAudit(policyOf(['g'], policy), exampleSection('g', groups));
    const disparity = results.sections[0]!.disparities.find((each) => each.metric === metric)!;
    const estimate = disparity[part];
    if (typeof found === 'number') expect(estimate.value).toBeCloseTo(found, 12);
    else expect(estimate).toMatchObject({ status: 'not_computable', value: null, reason: found });
    expect(disparity.verdict).toBe(verdict);
    expect(JSON.stringify(results)).not.toMatch(/NaN|Infinity/);
    // A want of data is no pass of the whole.
    if (verdict === none && results.criteria.some(({ criterion }) => criterion === metric))
      expect(results.verdict).not.toBe('PASS');
  });

  it('FA-34 a missing group is counted as unknown and is no group (Fairlearn drops it silently)', () => {
    const { section } = audited([row('a', true), row(null, true), row('b', false), row(null, null)]);
    expect(section).toMatchObject({ rows: 4, unknownGroup: 2, unknownPeople: { tp: 1 } });
    expect(section.groups.map(({ group, n }) => [group, n])).toEqual([
      [['a'], 1],
      [['b'], 1],
    ]);
  });

  it('FA-34 a missing prediction is no rejection (Fairlearn counts NaN as not selected)', () => {
    const { section } = audited([row('a', true), row('a', null), row('b', true)]);
    expect(section).toMatchObject({ rows: 3, unpredicted: 1 });
    expect(section.groups[0]).toMatchObject({ n: 1, metrics: { selection_rate: { value: 1, n: 1 } } });
  });

  it('FA-34 a missing label is no negative', () => {
    const { section } = audited([row('a', true, { actual: null }), row('a', true), row('b', true)]);
    expect(section.unlabelled).toBe(1);
    expect(section.groups[0]!.metrics).toMatchObject({ tpr: { value: 1, n: 1 }, selection_rate: { n: 2 } });
    expect(section.groups[0]!.metrics.base_rate).toMatchObject({ value: 1, n: 1 });
  });

  it('FA-34 a missing score is not one below the median, nor is the median itself above it', () => {
    const scored = (group: string, score: number | null) => row(group, true, { score });
    const { section } = audited(
      [scored('a', 0.9), scored('a', 0.5), scored('a', null), scored('b', 0.5), scored('b', 0.1)],
      {},
      0.5,
    );
    expect(section.groups.map(({ scoring }) => scoring)).toEqual([
      { aboveMedian: 1, scored: 2 },
      { aboveMedian: 0, scored: 2 },
    ]);
  });

  it('FA-34 a crossing without rows is no group (Fairlearn a NaN cell)', () => {
    const rows = [
      ['f', 'x'],
      ['f', 'y'],
      ['m', 'x'],
    ].map((groups) => ({ groups, predicted: true, actual: true }));
    const counts = countAudit(rows, { attributes: ['g', 'h'], sections: auditSections(2, true) });
    const crossed = deriveAudit(policyOf(['g', 'h']), counts).sections[2]!;
    expect(crossed.groups.map(({ group }) => group.join(' '))).toEqual(['f x', 'f y', 'm x']);
  });

  it('FA-34 numbers as groups are names, however many rows they have (Clarify calls three of them continuous)', () => {
    const { section } = audited([row('1', true), row('2', true), row('10', false)]);
    expect(section.groups.map(({ group }) => group[0])).toEqual(['1', '10', '2']);
  });

  it('FA-34 the order of the groups decides nothing where a rate is missing (Fairlearn’s worst of two)', () => {
    const three = { a: [0, 1, 0, 2], b: [1, 0, 1, 1], c: [2, 1, 1, 1] } as const;
    const renamed = { c: three.a, a: three.b, b: three.c };
    const [one, other] = [three, renamed].map((groups) =>
      deriveAudit(policyOf(['g']), exampleSection('g', groups)).sections[0]!.disparities.find(
        ({ metric }) => metric === 'equalized_odds',
      )!,
    );
    expect(one!.difference).toEqual(other!.difference);
    expect(one!.verdict).toBe(other!.verdict);
  });

  it('FA-34 no row, no label and nobody of known group give reasons for everything', () => {
    for (const rows of [[], [row(null, true)], [row('a', true, { actual: null })], [row('a', null)]]) {
      const { results, section } = audited(rows);
      expect(results.verdict).toBe('INSUFFICIENT_EVIDENCE');
      for (const { difference, verdict } of section.disparities) {
        expect(difference).toMatchObject({ value: null });
        expect(verdict).toBe('INSUFFICIENT_EVIDENCE');
      }
      expect(JSON.stringify(results)).not.toMatch(/NaN|Infinity/);
    }
  });
});
