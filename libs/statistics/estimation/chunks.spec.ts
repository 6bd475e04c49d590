import { countChunks, periodChunks, sizeChunks } from './chunks';

const sizes = (chunks: { start: number; end: number }[]): number[] =>
  chunks.map(({ start, end }) => end - start);

describe('chunks', () => {
  it('E-5 keep the remainder as a chunk of its own', () => {
    expect(sizeChunks(5, 2).map(({ key }) => key)).toEqual(['[0:1]', '[2:3]', '[4:4]']);
    expect(sizes(countChunks(891, 10))).toEqual([...new Array<number>(10).fill(89), 1]);
    expect(sizes(countChunks(3, 10))).toEqual([1, 1, 1]);
    expect(sizeChunks(0, 4)).toEqual([]);
  });

  it('E-5 cut periods half-open in UTC and leave out empty ones', () => {
    const times = ['2024-01-31T23:59:59.999Z', '2024-02-01T00:00:00Z', '2024-04-01T00:00:00Z'];
    expect(periodChunks(Float64Array.from(times, Date.parse), 'month')).toEqual([
      { key: '2024-01', start: 0, end: 1 },
      { key: '2024-02', start: 1, end: 2 },
      { key: '2024-04', start: 2, end: 3 },
    ]);
  });

  it.each([
    ['no whole size', () => sizeChunks(5, 1.5)],
    ['a size of zero', () => sizeChunks(5, 0)],
    ['a count of zero', () => countChunks(5, 0)],
    ['falling times', () => periodChunks(Float64Array.of(2, 1), 'day')],
    ['a missing time', () => periodChunks(Float64Array.of(NaN), 'day')],
  ])('throw for %s', (_, cut) => {
    expect(cut).toThrow(RangeError);
  });
});
