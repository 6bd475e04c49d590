import { rowGroups } from './row-groups';

const sex = { codes: Int32Array.of(1, 0, 1, -1, 0), categories: ['f', 'm'] };
const age = { codes: Int32Array.of(0, 2, 0, 1, -1), categories: ['old', 'unused', 'young'] };

describe('rowGroups', () => {
  it('PF-15 lists the groups that hold rows in the order of their values, and counts the rows of none', () => {
    expect(rowGroups([sex])).toEqual({
      groups: [
        { values: ['f'], rows: Uint32Array.of(1, 4) },
        { values: ['m'], rows: Uint32Array.of(0, 2) },
      ],
      missing: 1,
    });
    expect(rowGroups([sex, age])).toEqual({
      groups: [
        { values: ['f', 'young'], rows: Uint32Array.of(1) },
        { values: ['m', 'old'], rows: Uint32Array.of(0, 2) },
      ],
      missing: 2,
    });
  });

  it('throws for columns of different length', () => {
    expect(() => rowGroups([sex, { codes: Int32Array.of(0), categories: ['x'] }])).toThrow(RangeError);
  });
});
