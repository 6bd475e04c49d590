import { cramerVonMisesLimitTail } from './cramer-von-mises-limit-tail';

describe('cramerVonMisesLimitTail', () => {
  // Anderson and Darling (1952), table 1, and scipy 1.14.1 (1 − _cdf_cvm_inf) where that has digits left.
  it.each([
    [0.0248, 0.99],
    [0.11888, 0.5],
    [0.46136, 0.05],
    [0.74346, 0.01],
    [1.16786, 0.001],
  ])('of %p is about %p', (x, expected) => {
    expect(cramerVonMisesLimitTail(x)).toBeCloseTo(expected, 4);
  });

  it('falls from 1 to 0 without ever rising, and keeps far tails', () => {
    let last = 1;
    for (let x = 0; x < 30; x += 0.05) {
      const tail = cramerVonMisesLimitTail(x);
      expect(tail).toBeLessThanOrEqual(last + 1e-13);
      expect(tail).toBeGreaterThan(0);
      last = tail;
    }
    expect(last).toBeLessThan(1e-60);
  });
});
