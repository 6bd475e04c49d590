import fc from 'fast-check';
import { allowedShare } from './allowed-share';
import { checkColumn } from './check-column';
import { learnColumn, learnDataset } from './learn-expectations';
import { type ObservedColumn } from './observed-column';

function numbers(values: readonly number[]): ObservedColumn {
  return {
    column: 'a',
    kind: 'numeric',
    rows: values.length,
    missing: values.filter(Number.isNaN).length,
    values,
  };
}

function texts(values: readonly (string | null)[]): ObservedColumn {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return {
    column: 'a',
    kind: 'categorical',
    rows: values.length,
    missing: values.filter((v) => v === null).length,
    counts,
  };
}

describe('learnColumn', () => {
  it('allows nothing of what the reference never shows (Q-13)', () => {
    expect(learnColumn(texts(['x', 'x', 'y', 'y']), 10)).toEqual({
      kind: 'categorical',
      missing: 0,
      categories: ['x', 'y'],
      unseen: 0,
      constant: false,
    });
  });

  it('learns the range of finite values, its extremes counted as if outside (Q-15)', () => {
    const column = numbers([3, -0, NaN, 7, Infinity]);
    expect(learnColumn(column, 100)).toEqual({
      kind: 'numeric',
      missing: allowedShare({ count: 1, rows: 5, judgedRows: 100 }),
      minimum: 0,
      maximum: 7,
      outside: allowedShare({ count: 3, rows: 5, judgedRows: 100 }),
      constant: false,
    });
  });

  it('allows unseen categories by those seen once (Q-16)', () => {
    expect(learnColumn(texts(['x', 'x', 'x', 'y', 'z', null]), 6).unseen).toBe(
      allowedShare({ count: 2, rows: 6, judgedRows: 6 }),
    );
    const names = learnColumn(texts(Array.from({ length: 50 }, (_, at) => `id${at}`)), 50);
    expect(names.unseen).toBe(1);
    expect(learnColumn(texts(Array.from({ length: 1001 }, (_, at) => `id${at}`)), 5)).not.toHaveProperty(
      'categories',
    );
  });

  it('expects a column without values to be there, and no more (Q-6)', () => {
    expect(learnColumn(texts([null, null]), 5)).toEqual({});
    expect(learnColumn(numbers([Infinity, Infinity]), 5)).not.toHaveProperty('minimum');
  });

  it('lets the reference pass itself, whatever it holds and in whatever order (Q-12, Q-19, seed 1)', () => {
    const number = fc.constantFrom(NaN, 0, -0, 1.5, -3, 1e300, Infinity, -Infinity);
    const text = fc.constantFrom(null, 'x', 'y', 'z', '__proto__', '');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(number, { minLength: 1 }).map(numbers),
          fc.array(text, { minLength: 1 }).map(texts),
        ),
        (column) => {
          const learned = learnColumn(column, column.rows);
          expect(checkColumn(column, learned).filter((check) => !check.passed)).toEqual([]);
          const turned =
            column.kind === 'numeric'
              ? { ...column, values: Array.from(column.values).reverse() }
              : { ...column, counts: new Map([...column.counts].reverse()) };
          expect(JSON.stringify(learnColumn(turned, column.rows))).toBe(JSON.stringify(learned));
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('learnDataset', () => {
  it('learns few duplicates, none where there are none, and not the usual ones (Q-13, Q-17)', () => {
    const learned = (distinct: number, judgedRows = 1000) =>
      learnDataset({ judgedRows, duplicateRows: { rows: 1000, distinct } });
    expect(learned(1000)).toEqual({ newColumns: 0, duplicateRows: 0 });
    expect(learned(995).duplicateRows).toBe(allowedShare({ count: 5, rows: 1000, judgedRows: 1000 }));
    expect(learned(995, 4000).duplicateRows).toBe(allowedShare({ count: 20, rows: 1000, judgedRows: 4000 }));
    expect(learned(900)).toEqual({ newColumns: 0 });
  });

  it('learns the longest pause and the ids (Q-18)', () => {
    expect(
      learnDataset({ judgedRows: 5, longestPauseHours: 24, duplicateIds: { rows: 5, distinct: 5 } }),
    ).toEqual({ newColumns: 0, duplicateIds: 0, maximumAgeHours: 24 });
    expect(
      learnDataset({ judgedRows: 5, longestPauseHours: null, duplicateIds: { rows: 0, distinct: 0 } }),
    ).toEqual({
      newColumns: 0,
    });
  });
});
