import { kolmogorovLimit } from './kolmogorov-limit';

describe('kolmogorovLimit', () => {
  it.each([
    [0.1, 1],
    [0.3, 0.9999906941986655],
    [0.5, 0.9639452436648751],
    [0.9, 0.3927307079406543],
    [1, 0.26999967167735456],
    [1.36, 0.049485876755377876],
    [2, 0.0006709252557796953],
    [3, 3.045995948942526e-8],
  ])('of %d is %d (scipy 1.14.1 kstwobign.sf)', (z, expected) => {
    expect(kolmogorovLimit(z) / expected).toBeCloseTo(1, 9);
  });
});
