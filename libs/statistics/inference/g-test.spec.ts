import { gTest } from './g-test';

describe('gTest', () => {
  it('leaves out empty rows and columns', () => {
    const full = gTest([
      [10, 20],
      [30, 25],
    ]);
    const padded = gTest([
      [10, 0, 20],
      [0, 0, 0],
      [30, 0, 25],
    ]);
    expect(padded).toEqual(full);
    expect(full).toMatchObject({ status: 'ok', degreesOfFreedom: 1 });
  });

  it('says why nothing can be tested', () => {
    expect(gTest([])).toMatchObject({ reason: 'no_rows' });
    expect(gTest([[0], [0]])).toMatchObject({ reason: 'no_rows' });
    expect(
      gTest([
        [3, 4],
        [0, 0],
      ]),
    ).toMatchObject({ reason: 'single_group' });
    expect(
      gTest([
        [3, 0],
        [4, 0],
      ]),
    ).toMatchObject({ reason: 'single_category' });
  });

  it('refuses ragged tables and negative counts', () => {
    expect(() => gTest([[1, 2], [1]])).toThrow(RangeError);
    expect(() => gTest([[1, -2]])).toThrow(RangeError);
  });
});
