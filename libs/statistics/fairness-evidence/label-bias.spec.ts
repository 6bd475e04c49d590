import { labelBias } from './label-bias';

describe('labelBias', () => {
  it('FE-12 puts groups without a common label at the largest distance', () => {
    const bias = labelBias([5, 0], [0, 9], [0]);
    expect(bias.klDivergence).toMatchObject({ status: 'not_computable', reason: 'zero_reference' });
    expect(bias.jsDivergence.value).toBeCloseTo(Math.LN2, 15);
    expect(bias.totalVariation.value).toBe(1);
    expect(bias.largestDifference.value).toBe(1);
    expect(bias.l2Norm.value).toBeCloseTo(Math.SQRT2, 15);
    expect(bias.classImbalance.value).toBeCloseTo(-4 / 14, 15);
    expect(bias.labelRateDifference.value).toBe(1);
  });

  it('FE-12 sums the labels that count as positive', () => {
    expect(labelBias([1, 2, 3], [3, 2, 1], [0, 1]).labelRateDifference.value).toBeCloseTo(-1 / 3, 15);
  });

  it('has no distance from an empty group', () => {
    const bias = labelBias([0, 0], [1, 2], [0]);
    expect(bias.klDivergence).toMatchObject({ reason: 'no_rows' });
    expect(bias.classImbalance.value).toBe(-1);
    expect(labelBias([0], [0], [0]).classImbalance).toMatchObject({ reason: 'no_rows' });
  });

  it('refuses counts that are none, and labels that are not there', () => {
    expect(() => labelBias([1], [1, 2], [0])).toThrow(RangeError);
    expect(() => labelBias([1, -1], [1, 2], [0])).toThrow(RangeError);
    expect(() => labelBias([1, 1], [1, 2], [2])).toThrow(RangeError);
  });
});
