import { type ObservedColumn } from './observed-column';
import { unseenCategories } from './unseen-categories';

const column: ObservedColumn = {
  column: 'city',
  kind: 'categorical',
  rows: 10,
  missing: 3,
  counts: new Map([
    ['Oslo', 4],
    ['Zug', 1],
    ['Bern', 2],
    ['__proto__', 0],
  ]),
};

describe('unseenCategories', () => {
  it('counts rows of other categories, names them, and takes no missing value for one (Q-5)', () => {
    expect(unseenCategories(column, ['Oslo'])).toMatchObject({
      value: 0.3,
      n: 10,
      limit: 0,
      passed: false,
      found: ['Bern', 'Zug'],
    });
    expect(unseenCategories(column, ['Oslo', 'Bern', 'Zug'])).toMatchObject({
      value: 0,
      passed: true,
      found: [],
    });
    expect(unseenCategories(column, ['Oslo'], 0.3).passed).toBe(true);
  });

  it('names ten at most', () => {
    const counts = new Map(Array.from({ length: 30 }, (_, at) => [`c${at}`, 1]));
    expect(
      unseenCategories({ ...column, rows: 30, missing: 0, counts } as ObservedColumn, []).found,
    ).toHaveLength(10);
  });

  it('is unknown for numbers (Q-6)', () => {
    const numbers: ObservedColumn = { column: 'a', kind: 'numeric', rows: 1, missing: 0, values: [1] };
    expect(unseenCategories(numbers, [])).toMatchObject({ passed: false, reason: 'type_changed' });
  });
});
