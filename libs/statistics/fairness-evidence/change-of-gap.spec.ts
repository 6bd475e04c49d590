import { changeOfGap } from './change-of-gap';

const pair = (x1: number, n1: number, x2: number, n2: number) => ({
  first: { successes: x1, n: n1 },
  second: { successes: x2, n: n2 },
});

describe('changeOfGap', () => {
  it('FE-11 changes sign when the audits are swapped', () => {
    const there = changeOfGap(pair(40, 100, 25, 90), pair(44, 110, 40, 100));
    const back = changeOfGap(pair(44, 110, 40, 100), pair(40, 100, 25, 90));
    expect(there.value! + back.value!).toBeCloseTo(0, 15);
    if (there.status !== 'ok' || back.status !== 'ok') throw new Error('both have a value');
    expect(there.interval!.lower + back.interval!.upper).toBeCloseTo(0, 15);
    expect(there.interval!.lower).toBeLessThan(there.value);
  });

  it('FE-11 holds 0 for one audit against itself', () => {
    const same = changeOfGap(pair(40, 100, 25, 90), pair(40, 100, 25, 90));
    expect(same).toMatchObject({ status: 'ok', value: 0, n: 380 });
    expect(same.status === 'ok' && same.interval!.lower < 0 && same.interval!.upper > 0).toBe(true);
  });

  it('has no value where a side is empty', () => {
    expect(changeOfGap(pair(0, 0, 1, 2), pair(1, 2, 1, 2))).toMatchObject({ reason: 'no_rows' });
  });

  it('refuses counts that are none', () => {
    expect(() => changeOfGap(pair(3, 2, 1, 2), pair(1, 2, 1, 2))).toThrow(RangeError);
  });
});
