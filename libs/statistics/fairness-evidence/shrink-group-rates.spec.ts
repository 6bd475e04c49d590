import { type GroupSelection } from './group-selection';
import { largestCredibleGap } from './largest-credible-gap';
import { shrinkGroupRates } from './shrink-group-rates';

const groups = (...list: [number, number][]): GroupSelection[] =>
  list.map(([selected, n], index) => ({ group: [`g${index}`], n, selected }));

describe('shrinkGroupRates', () => {
  it('FE-14 draws a group of two to the whole and leaves a large one at its own rate', () => {
    const { groups: rates } = shrinkGroupRates(groups([2, 2], [400, 1000], [300, 1000], [450, 1000]));
    expect(rates[0]!.rate.value).toBeLessThan(0.5);
    expect(rates[1]!.rate.value).toBeCloseTo(0.4, 2);
    const widths = rates.map(({ rate }) =>
      rate.status === 'ok' ? rate.interval!.upper - rate.interval!.lower : 0,
    );
    expect(widths[0]!).toBeGreaterThan(widths[1]!);
  });

  it('FE-14 gives everybody the same where the rates are equal, with some uncertainty left', () => {
    const { groups: rates } = shrinkGroupRates(groups([20, 100], [40, 200], [2, 10]));
    for (const { rate } of rates) {
      expect(rate.value).toBeCloseTo(0.2, 14);
      expect(rate.status === 'ok' && rate.interval!.upper - rate.interval!.lower).toBeGreaterThan(0.01);
    }
  });

  it('shows an empty group at the prior', () => {
    const { groups: rates, prior } = shrinkGroupRates(groups([20, 100], [50, 100], [0, 0]));
    expect(rates[2]!.rate.value).toBeCloseTo(prior!.a / (prior!.a + prior!.b), 14);
  });

  it('says why nothing can be estimated', () => {
    const reason = (...list: [number, number][]): unknown =>
      shrinkGroupRates(groups(...list)).groups[0]?.rate;
    expect(reason([0, 0], [0, 0])).toMatchObject({ reason: 'no_rows' });
    expect(reason([3, 9], [0, 0])).toMatchObject({ reason: 'single_group' });
    expect(reason([1, 1], [0, 1])).toMatchObject({ reason: 'too_few_rows' });
    expect(reason([0, 5], [0, 7])).toMatchObject({ reason: 'zero_variance' });
    expect(() => shrinkGroupRates(groups([3, 2]))).toThrow(RangeError);
    expect(() => shrinkGroupRates(groups([1, 2]), 1)).toThrow(RangeError);
  });
});

describe('largestCredibleGap', () => {
  it('FE-14 takes the surest gap, not the largest raw one', () => {
    const gap = largestCredibleGap(groups([2, 2], [400, 1000], [300, 1000], [0, 2]));
    expect([gap.high, gap.low, gap.isCredible]).toEqual([['g1'], ['g2'], true]);
    expect(gap.difference.value).toBeLessThan(0.101);
  });

  it('FE-14 has no credible gap among equals', () => {
    const gap = largestCredibleGap(groups([20, 100], [41, 200], [2, 10]));
    expect(gap.isCredible).toBe(false);
    expect(gap.difference.status).toBe('ok');
  });

  it('says why there is none', () => {
    expect(largestCredibleGap([])).toMatchObject({ difference: { reason: 'missing_group' }, high: null });
    expect(largestCredibleGap(groups([1, 4]))).toMatchObject({ difference: { reason: 'single_group' } });
  });
});
