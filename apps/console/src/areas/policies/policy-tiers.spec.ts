import { policyTemplates, type Policy } from '@countersign/domain/approvals';
import { policyDigest } from '@countersign/domain/approvals';
import { rankOf, tierRows } from './policy-tiers';
import { templateStanding } from './template-standing';

const [floor, medium, high] = policyTemplates as [Policy, Policy, Policy];
const everywhere: Policy = { ...floor, name: 'everywhere', alias: '*', approvalTtlDays: 3 };

describe('policies by risk tier', () => {
  it('P-175 P-62 says of each tier which policies apply and what they come to together', () => {
    const rows = tierRows([high, floor, medium], floor);
    expect(rows.map(({ tier, names }) => [tier, names])).toEqual([
      ['low', [floor.name]],
      ['medium', [floor.name, medium.name]],
      ['high', [high.name, floor.name]],
    ]);
    expect(rows.map(({ policy }) => policy?.approvalTtlDays)).toEqual([14, 10, 7]);
  });

  it('P-62 counts what holds at every alias, and says nothing where no policy tells the tiers apart', () => {
    const rows = tierRows([floor, high, everywhere], floor);
    expect(rows.map(({ policy }) => policy?.approvalTtlDays)).toEqual([3, 3, 3]);
    expect(tierRows([floor, everywhere], floor)).toEqual([]);
    expect(tierRows([floor, high, everywhere], everywhere)).toEqual([]);
    expect(tierRows([high], high).map(({ policy }) => policy === null)).toEqual([true, true, false]);
  });

  it('puts the floor first, then the tiers, then what is for certain uses', () => {
    const loans: Policy = { ...floor, bind: { useCases: ['loans'] } };
    const sorted = [loans, high, floor, medium].sort((one, other) => rankOf(one) - rankOf(other));
    expect(sorted).toEqual([floor, medium, high, loans]);
  });

  it('P-175 says of a template whether it is in force as it is, otherwise, no more, or never was', () => {
    const known = (policiesInForce: Policy[], before: Policy[] = []) => ({
      policiesInForce: policiesInForce.map((policy) => ({ name: policy.name, digest: policyDigest(policy) })),
      policies: { nodes: [...policiesInForce, ...before] },
    });
    expect(templateStanding(high, known([high]))).toBe('inForce');
    expect(templateStanding(high, known([{ ...high, version: 2 }]))).toBe('otherInForce');
    expect(templateStanding(high, known([floor], [high]))).toBe('ended');
    expect(templateStanding(high, known([floor]))).toBe('never');
  });
});
