import fc from 'fast-check';
import { columnOrder } from './column-order';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('columnOrder', () => {
  it('names the fewest columns that have moved, and passes them unless a limit is given (Q-8)', () => {
    expect(columnOrder(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])).toMatchObject({
      check: 'column_order',
      ...{ value: 1, n: 4, limit: {}, passed: true, status: 'ok', found: ['d'] },
    });
    expect(columnOrder(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'], 0).passed).toBe(false);
    expect(columnOrder(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'], 1).passed).toBe(true);
    expect(columnOrder(['a', 'b', 'c'], ['c', 'b', 'a'])).toMatchObject({ value: 2 });
    expect(columnOrder([], ['a'])).toMatchObject({ value: 0, n: 0, passed: true, found: [] });
  });

  it('takes no part in columns that came or went (Q-8, seed 4)', () => {
    const some = fc.shuffledSubarray(names);
    fc.assert(
      fc.property(some, some, (expected, present) => {
        const common = expected.filter((name) => present.includes(name));
        const there = present.filter((name) => expected.includes(name));
        const { value, found, n } = columnOrder(expected, present);
        expect({ value, found, n }).toEqual({ ...pick(columnOrder(common, there)), n: common.length });
        const rest = (list: readonly string[]) => list.filter((name) => !found!.includes(name));
        expect(rest(common)).toEqual(rest(there));
        expect(Number(value)).toBeLessThan(Math.max(1, common.length));
        expect(columnOrder(expected, expected).value).toBe(0);
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});

const pick = ({ value, found }: ReturnType<typeof columnOrder>) => ({ value, found });
