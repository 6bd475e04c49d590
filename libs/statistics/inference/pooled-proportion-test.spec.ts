import { pooledProportionTest } from './pooled-proportion-test';

describe('pooledProportionTest', () => {
  it('of the DCWP selection example has z −.5017085 and p .6158726', () => {
    const result = pooledProportionTest({ successes: 555, n: 1181 }, { successes: 667, n: 1390 });
    expect(result.status).toBe('ok');
    if (result.status !== 'ok') return;
    expect(result.statistic).toBeCloseTo(-0.5017085, 7);
    expect(result.pValue).toBeCloseTo(0.6158726, 7);
  });

  it('of 3/4 against 1/4 has p .1573 (two-proportion vector of the drift methods)', () => {
    const result = pooledProportionTest({ successes: 3, n: 4 }, { successes: 1, n: 4 });
    expect(result.status === 'ok' && result.pValue).toBeCloseTo(0.1573, 4);
  });

  it.each([0, 5])('has no spread to judge by when %p of 5 succeed on both sides', (successes) => {
    expect(pooledProportionTest({ successes, n: 5 }, { successes, n: 5 })).toMatchObject({
      status: 'not_computable',
      reason: 'zero_variance',
    });
  });
});
