import { tTest } from './t-test';

describe('tTest', () => {
  it('states its variance and degrees of freedom', () => {
    const pooled = tTest([1, 2, 3, 4], [2, 3, 4, 9, 12]);
    expect(pooled.parameters).toMatchObject({ variance: 'pooled', degreesOfFreedom: 7 });
    const welch = tTest([1, 2, 3, 4], [2, 3, 4, 9, 12], { variance: 'welch' });
    expect(welch.parameters.degreesOfFreedom).toBeLessThan(7);
    expect(welch.value).toBeLessThan(0);
  });

  it('has a reason without variance and for a single value', () => {
    expect(tTest([0.1, 0.1, 0.1], [0.2, 0.2])).toMatchObject({ value: null, reason: 'zero_variance' });
    expect(tTest([1], [1, 2, 3])).toMatchObject({ value: null, reason: 'too_few_rows' });
  });

  it('survives variances whose squares vanish', () => {
    expect(tTest([1e-100, 2e-100, 3e-100], [2e-100, 4e-100]).status).toBe('ok');
  });
});
