import { type DisparityName } from '@countersign/statistics/fairness';
import { powerForProportions } from '@countersign/statistics/inference';
import { defaultPolicy, deriveAudit, type FairnessPolicy } from '../fairness';
import { exampleSection } from '../fairness/example-audit';
import { neededRows, type RateNeed } from './needed-rows';

const favourable = { prediction: 'positive', meaning: '' } as const;

function needsOf(
  groups: Parameters<typeof exampleSection>[1],
  criterion: DisparityName,
  rest: Partial<FairnessPolicy> = {},
): RateNeed[] {
  const policy = { ...defaultPolicy(['g'], favourable), criteria: [criterion], ...rest };
  const [section] = deriveAudit(policy, exampleSection('g', groups)).sections;
  return [...neededRows(section!, policy).needs];
}
const groupOf = (need: RateNeed, name: string) => need.groups.find(({ group }) => group[0] === name)!;

describe('neededRows', () => {
  it('FY-1 counts the rows that the rate divides by, and what the minimums still ask for', () => {
    const [tpr, fpr] = needsOf({ a: [60, 20, 40, 80], b: [4, 2, 8, 10] }, 'equalized_odds');
    expect(tpr).toMatchObject({ rate: 'tpr', denominator: 'positives' });
    expect(fpr).toMatchObject({ rate: 'fpr', denominator: 'negatives' });
    expect(groupOf(tpr!, 'b')).toMatchObject({ n: 12, people: 24, forVerdict: 18 });
    expect(groupOf(fpr!, 'b')).toMatchObject({ n: 12, forVerdict: 18 });
    expect(groupOf(tpr!, 'a')).toMatchObject({ n: 100, forVerdict: 0, isReference: true, power: null });
  });

  it('FY-1 names the rows and the people that it takes to find a gap of the size of the limit', () => {
    const [need] = needsOf({ a: [60, 20, 40, 80], b: [6, 2, 6, 10] }, 'equal_opportunity');
    const { forGap, morePeople, power } = groupOf(need!, 'b');
    expect(need).toMatchObject({ gap: 0.2, reference: ['a'] });
    const reached = (rows: number) =>
      powerForProportions({ first: 0.6, second: 0.4 }, { firstN: 100, secondN: rows });
    expect(power).toBeCloseTo(reached(12), 12);
    expect(reached(12 + forGap!)).toBeGreaterThanOrEqual(0.8);
    expect(reached(12 + forGap! - 1)).toBeLessThan(0.8);
    // 24 people hold 12 positives.
    expect(morePeople).toBe(2 * forGap!);
  });

  it('FY-2 takes a ratio at the rate of the reference, and the stricter of two limits', () => {
    const groups = { a: [50, 0, 0, 50], b: [45, 0, 0, 55] } as const;
    const gapBy = (limit: object) =>
      needsOf(groups, 'impact_ratio', { limits: { impact_ratio: limit } })[0]!.gap;
    expect(gapBy({ minimumRatio: 0.8 })).toBeCloseTo(0.1, 12);
    expect(gapBy({ minimumRatio: 0.8, maximumDifference: 0.05 })).toBe(0.05);
    expect(gapBy({ minimumRatio: 1 })).toBeNull();
  });

  it('FY-2 looks above the reference where there is no room below, as below its opposite', () => {
    const named = { ...defaultPolicy(['g'], favourable).attributes[0]!, reference: 'a' };
    // False positive rates of 0.1 and 0.15: no rate lies 0.2 below that of a.
    const [above] = needsOf({ a: [5, 10, 5, 90], b: [5, 3, 5, 17] }, 'fpr_parity', { attributes: [named] });
    const { forGap } = groupOf(above!, 'b');
    const reached = (rows: number) =>
      powerForProportions({ first: 0.1, second: 0.3 }, { firstN: 100, secondN: rows });
    expect(reached(20 + forGap!)).toBeGreaterThanOrEqual(0.8);
    expect(reached(20 + forGap! - 1)).toBeLessThan(0.8);
  });

  it('FY-2 says where no rows of the group suffice, and names the criteria it leaves out', () => {
    const [need] = needsOf({ a: [3, 0, 3, 0], b: [2, 0, 4, 0] }, 'equal_opportunity');
    expect(groupOf(need!, 'b')).toMatchObject({ forGap: null, forVerdict: 24, morePeople: 24 });
    const policy = { ...defaultPolicy(['g'], favourable), criteria: ['theil', 'impact_ratio'] as const };
    const [section] = deriveAudit(policy, exampleSection('g', { a: [1, 0, 0, 1] })).sections;
    expect(neededRows(section!, policy)).toMatchObject({ without: ['theil'], alpha: 0.05, power: 0.8 });
  });

  it('FY-2 has no reference and no gap where nobody is there', () => {
    const [need] = needsOf({ a: [0, 0, 0, 0], b: [0, 0, 0, 0] }, 'equal_opportunity');
    expect(need).toMatchObject({ gap: null, reference: null });
    expect(groupOf(need!, 'a')).toMatchObject({ forGap: null, forVerdict: 30, morePeople: null });
  });
});
