import * as fc from 'fast-check';
import { type DenominatorPolicy, type DisparityName } from '@countersign/statistics/fairness';
import { lawPacks } from '@countersign/statistics/law-packs';
import { rocAuc, scoreCounts } from '@countersign/statistics/performance';
import { readRealCsv, withRealData } from '@countersign/testing/real-data';
import { canonicalJson } from '../audit-log';
import {
  type AuditCounts,
  type AuditResults,
  auditSections,
  countAudit,
  defaultPolicy,
  deriveAudit,
  type FairnessPolicy,
  mergeAuditCounts,
} from './index';
import { exampleCounts, exampleRows, exampleSection } from './example-audit';

const favourable = { prediction: 'positive', meaning: 'the loan is granted' } as const;
const policyOf = (attributes: string[], rest: Partial<FairnessPolicy> = {}): FairnessPolicy => ({
  ...defaultPolicy(attributes, favourable),
  ...rest,
});
const lenient = (least: number): Pick<FairnessPolicy, 'minimums'> => ({
  minimums: {
    ...{ groupSize: least, share: 0, forPass: least },
    ...{ positives: least, negatives: least, predictedPositives: least },
  },
});
const disparityOf = ({ sections }: AuditResults, metric: DisparityName, at = 0) =>
  sections[at]!.disparities.find((each) => each.metric === metric)!;
const by = (groups: Parameters<typeof exampleSection>[1], rest: Partial<FairnessPolicy> = {}) =>
  deriveAudit(policyOf(['g'], { ...lenient(1), ...rest }), exampleSection('g', groups));

describe('deriving an audit', () => {
  it('FA-22 holds people against a group that is large enough, or the one that the policy names', () => {
    const counts = exampleSection(
      'g',
      { a: [40, 0, 0, 60], b: [30, 0, 0, 70], x: [2, 0, 0, 0] },
      [5, 0, 0, 5],
    );
    const referenceOf = (rest: Partial<FairnessPolicy>) => {
      const [section] = deriveAudit(policyOf(['g'], { ...lenient(30), ...rest }), counts).sections;
      return [section!.bounds!.reference, section!.advice!.reference];
    };
    expect(referenceOf({})).toEqual([['a'], ['a']]);
    expect(referenceOf({ denominator: 'max_all' })).toEqual([['x'], ['x']]);
    const [attribute] = policyOf(['g']).attributes;
    expect(referenceOf({ attributes: [{ ...attribute!, reference: 'b' }] })).toEqual([['b'], ['b']]);
  });

  const policy = policyOf(['sex', 'region', 'age'], {
    lawPacks: [
      { id: 'eeoc-four-fifths', version: 1, leaveOutSmall: false, day: '2026-01-01' },
      { id: 'nyc-ll144', version: 1, leaveOutSmall: true, day: null },
    ],
  });

  it('FA-5 gives the same bytes for the same rows in any order and split', () => {
    const rows = exampleRows(600);
    const plan = {
      attributes: ['sex', 'region', 'age'],
      sections: auditSections(3, true),
      scores: { median: 0.5 },
    };
    const backwards = countAudit(rows.toReversed(), plan);
    const [first, second] = [countAudit(rows.slice(0, 231), plan), countAudit(rows.slice(231), plan)];
    const whole = canonicalJson(deriveAudit(policy, countAudit(rows, plan)));
    expect(canonicalJson(deriveAudit(policy, backwards))).toBe(whole);
    expect(canonicalJson(deriveAudit(policy, mergeAuditCounts(second!, first!)))).toBe(whole);
  });

  it('FA-5 is JSON as it stands, whatever the counts (seed 1)', () => {
    const count = fc.constantFrom(0, 0, 1, 2, 5, 29, 30, 31, 400);
    const cells = fc.tuple(count, count, count, count);
    const groups = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', ''), cells);
    const names: (DenominatorPolicy | null)[] = [null, 'max_all', 'fixed', 'majority', 'min', 'overall'];
    fc.assert(
      fc.property(groups, cells, fc.constantFrom(...names), (each, unknown, denominator) => {
        const one = policyOf(['g'], { ...lenient(1), denominator });
        const results = deriveAudit(one, exampleSection('g', each, unknown));
        expect(JSON.parse(canonicalJson(results))).toEqual(JSON.parse(JSON.stringify(results)));
        expect(results.sections[0]!.disparities).toHaveLength(15);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('FA-6 names every group with its part, its counts and its rates with Wilson intervals', () => {
    const { groups, unlabelled } = by({ a: [30, 10, 20, 40], b: [1, 2, 3, 4] }).sections[0]!;
    expect(groups[0]).toMatchObject({
      group: ['a'],
      n: 100,
      share: 100 / 110,
      eligible: true,
      scoring: null,
    });
    expect(groups[0]!.metrics.tpr).toMatchObject({
      ...{ value: 0.6, numerator: 30, denominator: 50 },
      interval: { method: 'wilson', confidenceLevel: 0.95 },
    });
    expect(unlabelled).toBe(0);
    const strict = by({ a: [30, 10, 20, 40], b: [1, 2, 3, 4] }, lenient(30)).sections[0]!;
    expect(strict.groups.map(({ eligible }) => eligible)).toEqual([true, false]);
  });

  it('FA-7 fails if a criterion fails, passes only if all pass, and says why it cannot say', () => {
    const fair = by({ a: [30, 20, 20, 30], b: [31, 20, 19, 30] }, lenient(30));
    expect(fair.verdict).toBe('PASS');
    expect(fair.criteria.map(({ verdict }) => verdict)).toEqual(['PASS', 'PASS', 'PASS', 'PASS']);
    const unfair = by({ a: [30, 20, 20, 30], b: [5, 5, 45, 45] }, lenient(30));
    expect([unfair.verdict, unfair.criteria[0]!.verdict]).toEqual(['FAIL', 'FAIL']);
    const small = by({ a: [30, 20, 20, 30], b: [3, 2, 2, 3] }, lenient(30));
    expect(small.verdict).toBe('INSUFFICIENT_EVIDENCE');
    expect(small.criteria[0]!.sections).toEqual([
      { attributes: ['g'], verdict: 'INSUFFICIENT_EVIDENCE', reason: 'single_group' },
    ]);
    expect(by({ a: [1, 1, 1, 1] }, { criteria: [] }).verdict).toBe('INSUFFICIENT_EVIDENCE');
  });

  it('FA-7 asks for positives, negatives and predicted positives of their own', () => {
    const groups = { a: [40, 30, 10, 20], b: [8, 40, 2, 50] } as const;
    const minimums = { ...lenient(30).minimums, positives: 11 };
    const reasonsOf = (least: number) =>
      disparityOf(by(groups, { minimums: { ...minimums, positives: least } }), 'equal_opportunity').reason;
    expect([reasonsOf(11), reasonsOf(10)]).toEqual(['single_group', 'below_minimum_n']);
    const precise = disparityOf(
      by(groups, { minimums: { ...minimums, predictedPositives: 49 } }),
      'predictive_parity',
    );
    expect(precise.excluded).toEqual([{ group: ['b'], reason: 'below_minimum_n' }]);
  });

  it('FA-8 measures against the group that the attributes name, or the one that the policy picks', () => {
    const attributes = [{ name: 'g', origin: 'observed', legalBasis: 'consent', reference: 'b' }] as const;
    const groups = { a: [75, 0, 25, 0], b: [180, 0, 20, 0], c: [98, 0, 2, 0] } as const;
    const named = by(groups, { attributes });
    expect(named.sections[0]).toMatchObject({ denominator: 'fixed', reference: ['b'] });
    expect(disparityOf(named, 'impact_ratio').comparisons.map(({ reference }) => reference)).toEqual([
      ['b'],
      ['b'],
    ]);
    const picked = by(groups, { attributes, denominator: 'max_all' });
    expect(picked.sections[0]).toMatchObject({ denominator: 'max_all', reference: ['b'] });
    expect(disparityOf(picked, 'impact_ratio')).toMatchObject({ verdict: 'FAIL', isRobust: false });
    expect(Object.keys(disparityOf(picked, 'impact_ratio').byDenominator!).sort()).toEqual([
      'fixed',
      'majority',
      'max_all',
      'max_eligible',
      'min',
      'overall',
    ]);
    const missing = by(groups, { attributes: [{ ...attributes[0], reference: 'nobody' }] });
    expect(disparityOf(missing, 'impact_ratio')).toMatchObject({ reason: 'missing_group' });
  });

  describe('FA-9 has a reason where it has no number', () => {
    const nothing = { status: 'not_computable', value: null };
    it.each<[string, Parameters<typeof by>[0], DisparityName, string]>([
      [
        'a group without actual positives',
        { a: [0, 3, 0, 7], b: [4, 3, 1, 2] },
        'equal_opportunity',
        'single_group',
      ],
      ['all predictions negative', { a: [0, 0, 4, 6], b: [0, 0, 5, 5] }, 'impact_ratio', 'zero_reference'],
      ['one group only', { a: [3, 2, 4, 5] }, 'demographic_parity', 'single_group'],
      ['no group', {}, 'demographic_parity', 'missing_group'],
      ['a group without rows', { a: [3, 2, 4, 5], b: [0, 0, 0, 0] }, 'demographic_parity', 'single_group'],
      ['a group without negatives', { a: [3, 0, 4, 0], b: [4, 3, 1, 2] }, 'fpr_parity', 'single_group'],
      [
        'nobody predicted positive',
        { a: [0, 0, 4, 6], b: [4, 3, 1, 2] },
        'predictive_parity',
        'single_group',
      ],
    ])('%s', (_, groups, metric, reason) => {
      const results = by(groups);
      const { difference, verdict, ...found } = disparityOf(results, metric);
      expect(metric === 'impact_ratio' ? found.ratio : difference).toMatchObject({ ...nothing, reason });
      expect(verdict).toBe('INSUFFICIENT_EVIDENCE');
      expect(results.verdict).not.toBe('PASS');
    });

    it('labels missing, for a rate and for the weights', () => {
      const rows = ['a', 'b'].flatMap((name) =>
        [true, false].map((predicted) => ({ groups: [name], predicted, actual: null })),
      );
      const counts = countAudit(rows, { attributes: ['g'], sections: [[0]] });
      const results = deriveAudit(policyOf(['g'], lenient(1)), counts);
      expect(results.sections[0]!.groups[0]!.metrics.tpr).toMatchObject({ ...nothing, reason: 'no_labels' });
      expect(disparityOf(results, 'demographic_parity').difference.value).toBe(0);
      expect(results.sections[0]).toMatchObject({ unlabelled: 4, reweighing: null, scores: null });
    });
  });

  it('FA-10 says what people of unknown group could change, what is lacking and what to weigh', () => {
    const counts = exampleSection('g', { a: [30, 10, 20, 40], b: [20, 10, 30, 40] }, [5, 5, 5, 5]);
    const { bounds, advice, reweighing } = deriveAudit(policyOf(['g']), counts).sections[0]!;
    expect(bounds).toMatchObject({ unknown: { n: 20, selected: 10 }, reference: ['a'] });
    expect(bounds!.groups[1]!.worstCase!.rate).toEqual([30 / 110, 40 / 110]);
    expect(advice!.groups[0]).toMatchObject({ group: ['b'], n: 100 });
    expect(reweighing![0]).toEqual({ group: ['a'], positive: 1, negative: 1 });
    expect(by({ a: [30, 10, 20, 40], b: [20, 10, 30, 40] }).sections[0]!.bounds).toBeNull();
  });

  it('FA-10 shrinks the rates of many groups, so that no cell of two people makes the headline', () => {
    const large = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name, at) => [name, [40 + at, 60, 40, 60] as const]),
    );
    const { shrunken, largestGap } = by({ ...large, tiny: [2, 0, 0, 0] }).sections[0]!;
    expect(shrunken!.groups).toHaveLength(5);
    expect([largestGap!.high, largestGap!.low]).not.toContainEqual(['tiny']);
    expect(by(large).sections[0]).toMatchObject({ shrunken: null, largestGap: null });
  });

  it('FA-11 takes curves from 100 bins and says so, near to what the rows give', () => {
    const rows = exampleRows(4_000).filter(({ groups }) => groups[0] === 'f');
    const counts = countAudit(rows, {
      attributes: ['sex', 'r', 'a'],
      sections: [[0]],
      scores: { median: 0.5 },
    });
    const { scores } = deriveAudit(policyOf(['sex']), counts).sections[0]!;
    const [group] = scores!.groups;
    const exact = rocAuc(
      scoreCounts(
        Float64Array.from(rows, ({ score }) => score ?? Number.NaN),
        Int8Array.from(rows, ({ actual }) => (actual === null ? -1 : Number(actual))),
      ),
    );
    expect(group!.auc).toMatchObject({ method: 'roc_auc_from_100_bins', n: exact.n, status: 'ok' });
    const { positive, negative } = counts.sections[0]!.groups[0]!.histogram!;
    const total = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);
    const pairs = total(positive.counts) * total(negative.counts);
    const tied = total(positive.counts.map((each, bin) => each * negative.counts[bin]!)) / pairs;
    expect(Math.abs(group!.auc.value! - exact.value!)).toBeLessThanOrEqual(tied / 2);
    expect(tied).toBeLessThan(0.03);
    const labelled = rows.filter(({ score, actual }) => score !== null && actual !== null);
    const mean =
      labelled.reduce((sum, { score, actual }) => sum + score! - Number(actual), 0) / labelled.length;
    expect(group!.calibrationInTheLarge).toBeCloseTo(mean, 6);
    expect(group!.calibration.reduce((sum, { n }) => sum + n, 0)).toBe(labelled.length);
    expect(group!.ece.method).toBe('ece_10_equal_width_bins_from_100_bins');
    const scored = rows.filter(({ score }) => score !== null);
    scores!.thresholds.forEach((threshold, at) =>
      expect(scores!.sweep[0]!.selected[at]).toBe(scored.filter(({ score }) => score! >= threshold).length),
    );
    expect(scores!.aucGap).toMatchObject({ status: 'not_computable', reason: 'single_group' });
  });

  it('FA-12 applies law packs at the version that the policy names, and refuses others', () => {
    const counts = exampleCounts(500);
    const { law } = deriveAudit(policy, counts);
    expect(law.map(({ pack }) => pack.id)).toEqual(['eeoc-four-fifths', 'nyc-ll144']);
    expect(law.map(({ tables }) => tables[0]!.rate)).toEqual(['selection', 'scoring']);
    const applied = { id: 'nyc-ll144', leaveOutSmall: false, day: null } as const;
    for (const lawPack of [
      { ...applied, version: lawPacks['nyc-ll144'].version + 1 },
      { ...applied, version: 1, id: 'constructor' as 'nyc-ll144' },
    ])
      expect(() => deriveAudit({ ...policy, lawPacks: [lawPack] }, counts)).toThrow(RangeError);
    expect(() => deriveAudit({ ...policy, method: 9 }, counts)).toThrow('method 9 is not known');
  });

  it('FA-12 reports attributes that were inferred to the pack that forbids it', () => {
    const attributes = [{ name: 'g', origin: 'inferred', legalBasis: '', reference: null }] as const;
    const lawPack = { id: 'nyc-ll144', version: 1, leaveOutSmall: false, day: null } as const;
    const codesOf = (origin: 'inferred' | 'self_reported') =>
      by(
        { a: [1, 2, 3, 4], b: [4, 3, 2, 1] },
        { attributes: [{ ...attributes[0], origin }], lawPacks: [lawPack] },
      ).law[0]!.findings.map(({ code }) => code);
    expect(codesOf('inferred')).toContain('inferred_categories');
    expect(codesOf('self_reported')).not.toContain('inferred_categories');
  });

  it('FA-12 gives the example of the rule of New York City to the printed digits', () => {
    // Selected and not, by 6 RCNY 5-301: sex and race.
    const tables: [AuditCounts, [string, string, string][]][] = [
      [
        exampleSection('sex', { Male: [667, 0, 723, 0], Female: [555, 0, 626, 0] }),
        [
          ['Female', '47', '0.979'],
          ['Male', '48', '1.000'],
        ],
      ],
      [
        exampleSection('race', { Hispanic: [204, 0, 204, 0], White: [412, 0, 385, 0] }),
        [
          ['Hispanic', '50', '0.967'],
          ['White', '52', '1.000'],
        ],
      ],
    ];
    const lawPack = { id: 'nyc-ll144', version: 1, leaveOutSmall: false, day: null } as const;
    for (const [counts, printed] of tables) {
      const { law } = deriveAudit(policyOf(['sex'], { lawPacks: [lawPack] }), counts);
      const found = law[0]!.tables[0]!.rows.map(({ group, rate, impactRatio }) => [
        group[0],
        (100 * rate.value!).toFixed(0),
        impactRatio.value!.toFixed(3),
      ]);
      expect(found).toEqual(printed);
    }
    const sexes = deriveAudit(policyOf(['sex']), tables[0]![0]);
    const { tested } = disparityOf(sexes, 'impact_ratio');
    expect(tested!.difference.z).toBeCloseTo(-0.5017085, 7);
    expect(tested!.difference.p).toBeCloseTo(0.6158726, 7);
  });

  withRealData(() =>
    it('gives the public check values of COMPAS by race', () => {
      const people = readRealCsv('compas.csv').map((person) => ({
        groups: [person['race']!],
        predicted: person['score'] === '1.0',
        actual: person['label_value'] === '1',
      }));
      const counts = countAudit(people, { attributes: ['race'], sections: [[0]] });
      const compas = policyOf(['race'], {
        favourable: { prediction: 'negative', meaning: 'not held for a high risk' },
        ...lenient(1),
      });
      const results = deriveAudit(compas, counts);
      const parity = disparityOf(results, 'demographic_parity');
      expect(parity.difference.value).toBeCloseTo(0.457117595, 9);
      expect(parity.ratio.value).toBeCloseTo(0.314323607, 9);
      expect(disparityOf(results, 'equalized_odds').difference.value).toBeCloseTo(0.576691729, 9);
      expect(results.verdict).toBe('FAIL');
    }),
  );
});
