import * as fc from 'fast-check';
import { type DisparityName } from '@countersign/statistics/fairness';
import {
  type AuditCounts,
  type AuditEvidence,
  auditSections,
  compareAudits,
  countAudit,
  defaultPolicy,
  deriveAudit,
  type FairnessPolicy,
} from './index';
import { exampleCounts, exampleSection } from './example-audit';

const audit = (counts: AuditCounts, rest: Partial<FairnessPolicy> = {}, columns = {}) => {
  const names = [...new Set(counts.sections.flatMap(({ attributes }) => attributes))];
  const policy = { ...defaultPolicy(names, { prediction: 'positive', meaning: 'hired' } as const), ...rest };
  const subject: AuditEvidence['subject'] = {
    ...{
      artifactDigest: null,
      populationDigest: 'a'.repeat(64),
      source: 'file',
      window: null,
      medianScore: null,
    },
    columns: { prediction: 'p', label: 'y', score: null, stratum: null, positive: '1', ...columns },
  };
  return { subject, counts, policy, results: deriveAudit(policy, counts) };
};
const gapOf = (comparison: ReturnType<typeof compareAudits>, disparity: DisparityName) =>
  comparison.sections[0]!.gaps.find((each) => each.disparity === disparity)!;

describe('comparing two audits', () => {
  const before = audit(exampleSection('g', { a: [30, 20, 20, 30], b: [40, 30, 10, 20] }));
  const after = audit(exampleSection('g', { a: [60, 60, 40, 40], b: [70, 60, 30, 40] }));

  it('FA-18 follows the groups farthest apart before, with the difference of their gaps', () => {
    const parity = gapOf(compareAudits(before, after), 'demographic_parity');
    expect(parity.between).toEqual([['a'], ['b']]);
    expect(parity.before.value).toBeCloseTo(0.2, 12);
    expect(parity.after.value).toBeCloseTo(0.05, 12);
    expect(parity.change.value).toBeCloseTo(-0.15, 12);
    expect(parity.change).toMatchObject({
      status: 'ok',
      interval: { method: 'mover_newcombe', confidenceLevel: 0.95 },
    });
    expect(parity.split).toBeNull();
    for (const side of [parity.before, parity.after])
      expect(side).toMatchObject({ interval: { method: 'newcombe', confidenceLevel: 0.95 } });
    const { change } = gapOf(compareAudits(after, before), 'demographic_parity');
    expect(change.value).toBeCloseTo(0.15, 12);
  });

  it('FA-18 widens the interval of a pair picked among several', () => {
    const three = { a: [30, 20, 20, 30], b: [40, 30, 10, 20], c: [35, 25, 15, 25] } as const;
    const several = audit(exampleSection('g', three));
    const found = gapOf(compareAudits(several, after), 'demographic_parity').change;
    const alone = gapOf(compareAudits(before, after), 'demographic_parity').change;
    if (found.status !== 'ok' || alone.status !== 'ok') throw new Error('both have a value');
    expect(found.value).toBeCloseTo(alone.value, 12);
    expect(found.interval).toMatchObject({ method: 'mover_newcombe_simultaneous', confidenceLevel: 0.95 });
    const width = ({ interval }: typeof found) => interval!.upper - interval!.lower;
    expect(width(found)).toBeGreaterThan(1.15 * width(alone));
  });

  it('FA-36 compares no gap of audits that call another value positive', () => {
    const counts = exampleSection('g', { a: [30, 20, 20, 30], b: [40, 30, 10, 20] });
    const other = audit(counts, {}, { positive: '0' });
    const comparison = compareAudits(before, other);
    expect(comparison.questions).toEqual([{ part: 'positive_value', before: '1', after: '0' }]);
    for (const { between, change } of comparison.sections[0]!.gaps) {
      expect(between).toBeNull();
      expect(change).toMatchObject({ value: null, reason: 'other_question' });
    }
    expect(comparison.sections[0]!.baseRate.change).toMatchObject({ value: null, reason: 'other_question' });
    const written = compareAudits(before, audit(counts, {}, { positive: '1.0' }));
    expect(written.questions).toEqual([]);
    expect(gapOf(written, 'demographic_parity').change.value).toBe(0);
  });

  it('FA-36 names other columns, another favourable outcome and another method', () => {
    const favourable = { prediction: 'negative', meaning: 'not flagged' } as const;
    const other = audit(before.counts, { favourable, method: 1 }, { label: 'outcome', prediction: 'flag' });
    expect(compareAudits(before, other).questions).toEqual([
      { part: 'favourable_prediction', before: 'positive', after: 'negative' },
      { part: 'label', before: 'y', after: 'outcome' },
      { part: 'prediction', before: 'p', after: 'flag' },
      { part: 'method', before: '3', after: '1' },
    ]);
  });

  it('FA-36 says how the share of actual positives changed, with its interval', () => {
    const drifted = audit(exampleSection('g', { a: [60, 60, 60, 20], b: [80, 60, 40, 20] }));
    const { baseRate } = compareAudits(before, drifted).sections[0]!;
    expect(baseRate.before).toMatchObject({ value: 0.5, n: 200 });
    expect(baseRate.after).toMatchObject({ value: 0.6, n: 400 });
    expect(baseRate.change).toMatchObject({
      n: 600,
      interval: { method: 'newcombe', confidenceLevel: 0.95 },
    });
    expect(baseRate.change.value).toBeCloseTo(0.1, 12);
    const unlabelled = audit(exampleSection('g', {}));
    expect(compareAudits(before, unlabelled).sections[0]!.baseRate.change).toMatchObject({
      reason: 'no_labels',
    });
  });

  it('FA-18 has a reason where a group, a rate or the favourable outcome is another', () => {
    const gone = audit(exampleSection('g', { a: [60, 60, 40, 40], z: [70, 60, 30, 40] }));
    expect(gapOf(compareAudits(before, gone), 'equal_opportunity')).toMatchObject({
      after: { value: null, reason: 'no_rows' },
      change: { value: null, reason: 'no_rows' },
    });
    const alone = audit(exampleSection('g', { a: [60, 60, 40, 40] }));
    expect(gapOf(compareAudits(alone, before), 'fpr_parity')).toMatchObject({
      between: null,
      change: { reason: 'missing_group' },
    });
    const other = audit(after.counts, { favourable: { prediction: 'negative', meaning: 'set free' } });
    const comparison = compareAudits(before, other);
    expect(gapOf(comparison, 'impact_ratio').change).toMatchObject({ reason: 'method_does_not_fit' });
    expect(gapOf(comparison, 'demographic_parity').change.status).toBe('ok');
    const elsewhere = audit(exampleSection('h', { a: [1, 1, 1, 1] }));
    expect(compareAudits(before, elsewhere)).toMatchObject({ sections: [], unmatched: [['g'], ['h']] });
  });

  it('FA-19 splits a change into the mix of people and the rates, without a remainder (seed 1)', () => {
    const row = fc.record({
      groups: fc.tuple(fc.constantFrom('f', 'm'), fc.constantFrom('n', 's', null)),
      predicted: fc.boolean(),
      actual: fc.boolean(),
    });
    const rows = fc.array(row, { minLength: 20, maxLength: 80 });
    const plan = { attributes: ['sex', 'region'], sections: auditSections(2, true) };
    const least = {
      ...before.policy.minimums,
      groupSize: 1,
      positives: 1,
      negatives: 1,
      predictedPositives: 1,
    };
    let split = 0;
    fc.assert(
      fc.property(rows, rows, (old, next) => {
        const [a, b] = [old, next].map((some) => audit(countAudit(some, plan), { minimums: least }));
        for (const gap of compareAudits(a!, b!).sections[0]!.gaps) {
          if (gap.split === null || gap.change.value === null) continue;
          split += 1;
          expect(gap.split.by).toEqual(['region']);
          expect(gap.split.mix + gap.split.rates).toBeCloseTo(gap.change.value, 10);
        }
      }),
      { seed: 1, numRuns: 25 },
    );
    expect(split).toBeGreaterThan(100);
  });

  it('FA-19 knows a crossing again whose attributes the other audit names in another order', () => {
    const people = (seed: number, isTurned: boolean) =>
      Array.from({ length: 400 }, (_, at) => {
        const values = [at % 3 === 0 ? 'f' : 'm', (at * seed) % 5 < 2 ? 'n' : 's', at % 2 === 0 ? 'o' : 'y'];
        const [sex, region, age] = values as [string, string, string];
        const groups = isTurned ? [age, region, sex] : [sex, region, age];
        return { groups, predicted: (at * seed) % 7 < 3, actual: at % 4 < 2 };
      });
    const attributes = ['sex', 'region', 'age'];
    const old = audit(countAudit(people(3, false), { attributes, sections: auditSections(3, true) }));
    const [same, turned] = [false, true].map((isTurned) =>
      audit(
        countAudit(people(11, isTurned), {
          attributes: isTurned ? attributes.toReversed() : attributes,
          sections: auditSections(3, true),
        }),
      ),
    );
    const comparison = compareAudits(old, turned!);
    expect(comparison.unmatched).toEqual([]);
    expect(comparison).toEqual(compareAudits(old, same!));
    const split = gapOf(comparison, 'demographic_parity').split!;
    expect(split.by).toEqual(['region', 'age']);
    expect(Math.abs(split.mix) + Math.abs(split.rates)).toBeGreaterThan(0);
  });

  it('FA-19 finds that only the mix changed, and splits by the widest crossing', () => {
    const people = (north: number, south: number) => [
      ...Array.from({ length: north }, (_, at) => ({
        groups: ['f', 'n'],
        predicted: at % 2 === 0,
        actual: true,
      })),
      ...Array.from({ length: south }, (_, at) => ({
        groups: ['f', 's'],
        predicted: at % 10 === 0,
        actual: true,
      })),
      ...Array.from({ length: 100 }, (_, at) => ({
        groups: ['m', 'n'],
        predicted: at % 2 === 0,
        actual: true,
      })),
    ];
    const plan = { attributes: ['sex', 'region'], sections: auditSections(2, true) };
    const [old, next] = [people(100, 100), people(60, 240)].map((rows) => audit(countAudit(rows, plan)));
    const { change, split } = gapOf(compareAudits(old!, next!), 'demographic_parity');
    expect(change.value).toBeCloseTo(0.12, 12);
    expect(split!.mix).toBeCloseTo(0.12, 12);
    expect(split!.rates).toBeCloseTo(0, 12);
    const wide = audit(exampleCounts(400));
    expect(gapOf(compareAudits(wide, wide), 'demographic_parity').split!.by).toEqual(['region', 'age']);
  });
});
