import { mergeClasses } from './merge-classes';

describe('mergeClasses', () => {
  it('orders all classes by code points and keeps unknown rows unknown', () => {
    expect(
      mergeClasses(
        { codes: Int32Array.of(1, 0, -1), classes: ['b', '10'] },
        { codes: Int32Array.of(0, 1, 1), classes: ['é', 'B'] },
      ),
    ).toEqual({
      classes: ['10', 'B', 'b', 'é'],
      predictions: Int32Array.of(0, 2, -1),
      labels: Int32Array.of(3, 1, 1),
    });
  });
});
