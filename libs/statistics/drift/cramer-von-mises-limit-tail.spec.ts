import { cramerVonMisesLimitTail } from './cramer-von-mises-limit-tail';

describe('cramerVonMisesLimitTail', () => {
  // One minus the Bessel series of Anderson and Darling (1952), summed with 80 decimal digits
  it.each([
    [0.02, 9.96999385698398077e-1],
    [0.1, 5.84873438406794954e-1],
    [0.5, 3.98332175656075926e-2],
    [1, 2.46045218013396386e-3],
    [2, 1.27807361727816731e-5],
    [5, 3.05392903310338756e-12],
    [10, 4.17894109288528813e-23],
    [25, 1.88936091352243999e-55],
  ])('of %p is %p', (x, expected) => {
    expect(cramerVonMisesLimitTail(x) / expected).toBeCloseTo(1, 11);
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
