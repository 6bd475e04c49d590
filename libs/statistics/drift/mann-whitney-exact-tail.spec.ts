import { mannWhitneyExactTail } from './mann-whitney-exact-tail';

/** U of every order of n reference and m current values. */
function everyU(n: number, m: number): number[] {
  if (n === 0 || m === 0) return [0];
  // The largest value is a reference one, and wins against all current ones, or a current one.
  return [...everyU(n - 1, m).map((u) => u + m), ...everyU(n, m - 1)];
}

describe('mannWhitneyExactTail', () => {
  it.each([
    [1, 1],
    [3, 5],
    [6, 4],
    [7, 7],
  ])('of %d against %d is the share of all orders', (reference, current) => {
    const all = everyU(reference, current);
    for (let u = 0; u <= reference * current + 1; u += 1) {
      const share = all.filter((each) => each >= u).length / all.length;
      expect(mannWhitneyExactTail(u, { reference, current })).toBeCloseTo(share, 13);
    }
  });
});
