import { smoothedCounts } from './smoothed-counts';

describe('smoothedCounts', () => {
  it('adds half a row to every cell where one has fewer than 50', () => {
    expect([...smoothedCounts([0, 300, 49])]).toEqual([0.5, 300.5, 49.5]);
    expect([...smoothedCounts([50, 300])]).toEqual([50, 300]);
  });
});
