import { cramerVonMisesExactTail } from './cramer-von-mises-exact-tail';

/** Anderson's U of every order of n reference and m current values. */
function everyU(n: number, m: number): number[] {
  const all: number[] = [];
  const walk = (i: number, j: number, squares: number): void => {
    if (i === n && j === m) all.push(squares);
    // The i-th reference value has rank i + j when j current values came before it.
    if (i < n) walk(i + 1, j, squares + n * j ** 2);
    if (j < m) walk(i, j + 1, squares + m * i ** 2);
  };
  walk(0, 0, 0);
  return all;
}

describe('cramerVonMisesExactTail', () => {
  it.each([
    [2, 2],
    [4, 6],
    [7, 5],
    [6, 6],
  ])('of %d against %d is the share of all orders', (reference, current) => {
    const all = everyU(reference, current);
    for (const u of new Set(all)) {
      const share = all.filter((each) => each >= u).length / all.length;
      expect(cramerVonMisesExactTail(u, { reference, current })).toBeCloseTo(share, 13);
    }
  });
});
