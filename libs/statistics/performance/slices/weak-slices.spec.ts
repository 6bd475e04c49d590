import { seededRandom } from '../../random';
import { type SliceColumn, weakSlices } from './weak-slices';

const rows = 4000;

function columnOf(name: string, parts: number, seed: number): SliceColumn {
  const random = seededRandom(seed);
  return {
    name,
    codes: new Int32Array(rows).map(() => Math.floor(random.next() * parts)),
    categories: Array.from({ length: parts }, (_, at) => `${name}${at}`),
  };
}

const columns = [columnOf('city', 5, 1), columnOf('age', 4, 2), columnOf('noise', 6, 3)];

/** Right in 90 of 100 rows, but in 60 where the planted condition holds. */
function hits(isWeak: (row: number) => boolean): Float64Array {
  const random = seededRandom(4);
  return new Float64Array(rows).map((_, row) => Number(random.next() < (isWeak(row) ? 0.6 : 0.9)));
}

describe('weakSlices', () => {
  it('PF-16 finds a planted pair first, with its rest and an interval of the difference (seeds 1 to 4)', () => {
    const values = hits((row) => columns[0]!.codes[row] === 2 && columns[1]!.codes[row] === 1);
    const { slices, examined, tooSmall } = weakSlices({ columns, values, isLoss: false });
    expect(slices[0]).toMatchObject({
      conditions: [
        { column: 'age', value: 'age1' },
        { column: 'city', value: 'city2' },
      ],
      difference: { status: 'ok', interval: { method: 'newcombe' } },
    });
    // 5 + 4 + 6 alone, 20 + 30 + 24 crossed.
    expect([examined, tooSmall]).toEqual([89, 0]);
    expect(slices[0]!.value).toBeLessThan(slices[0]!.rest.value - 0.2);
    expect(slices[0]!.n + slices[0]!.rest.n).toBe(rows);
  });

  it('PF-16 finds nothing where nothing is planted, and nothing among better slices', () => {
    const { slices } = weakSlices({ columns, values: hits(() => false), isLoss: false });
    expect(slices).toEqual([]);
    const better = hits((row) => columns[0]!.codes[row] !== 2);
    const names = weakSlices({ columns: [columns[0]!], values: better, isLoss: false }).slices;
    expect(names.map(({ conditions }) => conditions[0]!.value)).not.toContain('city2');
  });

  it('PF-16 looks at no slice below the minimum and counts those', () => {
    const values = hits(() => false);
    const { examined, tooSmall } = weakSlices({ columns, values, isLoss: false, minimumRows: 300 });
    expect(examined + tooSmall).toBe(89);
    expect(examined).toBe(15);
  });

  it('PF-16 does not depend on the order of the columns', () => {
    const values = hits((row) => columns[0]!.codes[row] === 2);
    const found = weakSlices({ columns, values, isLoss: false });
    expect(found.slices.length).toBeGreaterThan(0);
    expect(weakSlices({ columns: columns.toReversed(), values, isLoss: false })).toEqual(found);
  });

  it('takes part only rows with a value, and throws for a column of another length', () => {
    const values = hits(() => false).fill(NaN);
    expect(weakSlices({ columns, values, isLoss: false })).toEqual({ slices: [], examined: 0, tooSmall: 0 });
    expect(() => weakSlices({ columns, values: Float64Array.of(1), isLoss: false })).toThrow(RangeError);
  });
});
