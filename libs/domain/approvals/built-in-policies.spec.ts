import { builtInPolicy, policyDigest, policyTemplates } from './index';

describe('the built-in policies', () => {
  it('P-18 keeps the digest of the policy of a new workspace: votes are bound to it', () => {
    expect(policyDigest(builtInPolicy)).toBe(
      '59ee7de5949c7bf79d389806552c1178f9f4d11058dc3e1805ab35d9fa23fd3b',
    );
  });

  it('P-61 bind the stricter two to their tier', () => {
    expect(policyTemplates.map(({ bind }) => bind?.riskTiers)).toEqual([undefined, ['medium'], ['high']]);
  });
});
