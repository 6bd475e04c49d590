import { kolmogorovSmirnov } from './kolmogorov-smirnov';
import { sortedSample } from './sorted-sample';

describe('sortedSample', () => {
  it('serves the methods as the values themselves do', () => {
    const reference = [3, NaN, 1, 2];
    const current = [5, 4, 2];
    expect([...sortedSample(reference).sorted]).toEqual([1, 2, 3]);
    expect(kolmogorovSmirnov(sortedSample(reference), sortedSample(current))).toEqual(
      kolmogorovSmirnov(reference, current),
    );
  });
});
