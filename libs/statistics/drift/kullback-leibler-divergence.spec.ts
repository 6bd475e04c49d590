import { kullbackLeiblerDivergence } from './kullback-leibler-divergence';

describe('kullbackLeiblerDivergence', () => {
  it('is Σ r·log(r / c) in either base', () => {
    const natural = 0.5 * Math.log(0.5 / 0.75) + 0.5 * Math.log(0.5 / 0.25);
    expect(kullbackLeiblerDivergence([1, 1], [3, 1]).value).toBeCloseTo(natural, 14);
    expect(kullbackLeiblerDivergence([1, 1], [3, 1], { base: 2 }).value).toBeCloseTo(natural / Math.LN2, 14);
  });

  it('has no value without an epsilon where the current side lost a bin, and one where it gained one', () => {
    expect(kullbackLeiblerDivergence([1, 1], [2, 0], { epsilon: 'none' })).toMatchObject({
      value: null,
      reason: 'zero_reference',
    });
    expect(kullbackLeiblerDivergence([2, 0], [1, 1], { epsilon: 'none' }).value).toBeCloseTo(Math.LN2, 14);
  });

  it('states its rule for empty bins', () => {
    expect(kullbackLeiblerDivergence([1, 1], [2, 0]).parameters).toEqual({
      bins: 2,
      epsilonRule: 'fixed',
      epsilon: 0.0001,
      base: 'e',
    });
  });
});
