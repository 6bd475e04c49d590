import { mcnemar } from './mcnemar';

describe('mcnemar', () => {
  it('gives p = 1 where both directions are as frequent', () => {
    expect(mcnemar({ onlyFirst: 10, onlySecond: 10 })).toMatchObject({
      status: 'ok',
      statistic: 10,
      pValue: 1,
    });
    expect(mcnemar({ onlyFirst: 10, onlySecond: 10 }, 'asymptotic')).toMatchObject({
      statistic: 0,
      pValue: 1,
    });
  });

  it('does not mind which side is which', () => {
    const one = mcnemar({ onlyFirst: 5, onlySecond: 15 });
    expect(mcnemar({ onlyFirst: 15, onlySecond: 5 })).toEqual(one);
    expect(one.status === 'ok' && one.pValue).toBeCloseTo(0.04138946533203125, 15);
  });

  it('says nothing without a discordant pair', () => {
    expect(mcnemar({ onlyFirst: 0, onlySecond: 0 })).toMatchObject({ reason: 'zero_variance' });
  });

  it('refuses what is no count', () => {
    expect(() => mcnemar({ onlyFirst: -1, onlySecond: 2 })).toThrow(RangeError);
  });
});
