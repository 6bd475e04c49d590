import fc from 'fast-check';
import { compareCodePoints } from './compare-code-points';
import { sortByCodePoint } from './sort-by-code-point';

describe('sortByCodePoint', () => {
  it('puts what UTF-16 writes in two units behind what it writes in one', () => {
    expect(sortByCodePoint(['\u{1f600}', '\uffee', 'b', 'B', ''])).toEqual([
      '',
      'B',
      'b',
      '\uffee',
      '\u{1f600}',
    ]);
  });

  it('orders as compareCodePoints does (seed 3)', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 3 }), { maxLength: 30 }), (texts) => {
        expect(sortByCodePoint([...texts])).toEqual([...texts].sort(compareCodePoints));
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
