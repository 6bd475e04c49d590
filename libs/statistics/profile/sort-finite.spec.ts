import { seededRandom } from '../random';
import { sortFinite } from './sort-finite';

describe('sortFinite', () => {
  it('sorts by value and drops what is no finite number', () => {
    expect([...sortFinite([10, 9, NaN, -1, Infinity, null, '3', 2.5])]).toEqual([-1, 2.5, 9, 10]);
    expect([...sortFinite(Float64Array.of(2, NaN, 1, -Infinity, 0))]).toEqual([0, 1, 2]);
  });

  it('leaves its input alone', () => {
    const values = Float64Array.of(3, 1, 2);
    sortFinite(values);
    expect([...values]).toEqual([3, 1, 2]);
  });

  it('sorts 20,000 numbers with gaps among them as the engine does (seed 1)', () => {
    const random = seededRandom(1);
    const values = Float64Array.from({ length: 20_000 }, (_, row) =>
      row % 7 === 0 ? NaN : (random.next() - 0.5) * 10 ** (row % 30),
    );
    expect(sortFinite(values)).toEqual(values.filter(Number.isFinite).sort());
  });
});
