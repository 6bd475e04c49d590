import { cochranMantelHaenszel, mantelHaenszelOddsRatio, type Stratum } from './cochran-mantel-haenszel';

const stratum = (x1: number, n1: number, x2: number, n2: number): Stratum => ({
  first: { successes: x1, n: n1 },
  second: { successes: x2, n: n2 },
});

const strata = [stratum(10, 30, 8, 38), stratum(15, 20, 20, 38)];

describe('cochranMantelHaenszel and mantelHaenszelOddsRatio', () => {
  it('do not count strata with one side only', () => {
    const padded = [...strata, stratum(5, 9, 0, 0), stratum(0, 0, 1, 2)];
    expect(cochranMantelHaenszel(padded)).toEqual(cochranMantelHaenszel(strata));
    expect(mantelHaenszelOddsRatio(padded)).toEqual(mantelHaenszelOddsRatio(strata));
  });

  it('see no gap where the strata explain it all (Simpson)', () => {
    const test = cochranMantelHaenszel([stratum(80, 100, 8, 10), stratum(1, 10, 10, 100)]);
    expect(test).toMatchObject({ status: 'ok', pValue: 1 });
    expect(mantelHaenszelOddsRatio([stratum(80, 100, 8, 10), stratum(1, 10, 10, 100)]).value).toBeCloseTo(
      1,
      14,
    );
  });

  it('invert with the sides', () => {
    const turned = strata.map(({ first, second }) => ({ first: second, second: first }));
    expect(mantelHaenszelOddsRatio(turned).value! * mantelHaenszelOddsRatio(strata).value!).toBeCloseTo(
      1,
      13,
    );
    const [one, other] = [cochranMantelHaenszel(turned), cochranMantelHaenszel(strata)];
    expect(one.status === 'ok' && other.status === 'ok' && one.statistic - other.statistic).toBeCloseTo(
      0,
      12,
    );
  });

  it('say why there is no value', () => {
    expect(cochranMantelHaenszel([])).toMatchObject({ reason: 'no_common_stratum' });
    expect(cochranMantelHaenszel([stratum(0, 5, 0, 6)])).toMatchObject({ reason: 'zero_variance' });
    expect(mantelHaenszelOddsRatio([stratum(1, 2, 0, 0)])).toMatchObject({ reason: 'no_common_stratum' });
    expect(mantelHaenszelOddsRatio([stratum(5, 5, 2, 6)])).toMatchObject({ reason: 'zero_reference' });
  });

  it('give a ratio of 0 without an interval where the first group never succeeds', () => {
    const ratio = mantelHaenszelOddsRatio([stratum(0, 5, 3, 6)]);
    expect(ratio).toMatchObject({ status: 'ok', value: 0 });
    expect(ratio).not.toHaveProperty('interval');
  });

  it('refuse counts that are none', () => {
    expect(() => cochranMantelHaenszel([stratum(4, 3, 1, 2)])).toThrow(RangeError);
    expect(() => mantelHaenszelOddsRatio([stratum(1, 0, 1, 2)])).toThrow(RangeError);
  });
});
