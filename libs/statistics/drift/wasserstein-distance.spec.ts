import { wassersteinDistance } from './wasserstein-distance';

const run = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

describe('wassersteinDistance', () => {
  it('of 0..99 against 50..149 is 50 (public vector)', () => {
    expect(wassersteinDistance(run(0, 100), run(50, 100)).value).toBeCloseTo(50, 11);
  });

  it('has a reason for values out of range', () => {
    expect(wassersteinDistance([-1.5e308], [1.5e308])).toMatchObject({ value: null, reason: 'out_of_range' });
  });
});
