import fc from 'fast-check';
import { generalizedEntropy } from './inequality-index';
import { type GroupCounts } from './outcome-counts';

const group = (name: string, [tp, fp, fn, tn]: readonly [number, number, number, number]): GroupCounts => ({
  group: [name],
  counts: { tp, fp, fn, tn, unlabelledPositive: 0, unlabelledNegative: 0 },
});

/** The definition, row by row. */
function byRows(groups: readonly GroupCounts[], alpha: number): number {
  const benefits = groups.flatMap(({ counts: { tp, fp, fn, tn } }) => [
    ...new Array<number>(fn).fill(0),
    ...new Array<number>(tp + tn).fill(1),
    ...new Array<number>(fp).fill(2),
  ]);
  const mean = benefits.reduce((sum, b) => sum + b, 0) / benefits.length;
  const terms = benefits.map((b) => {
    const r = b / mean;
    if (alpha === 1) return r === 0 ? 0 : r * Math.log(r);
    return alpha === 0 ? -Math.log(r) : (r ** alpha - 1) / (alpha * (alpha - 1));
  });
  return terms.reduce((sum, term) => sum + term, 0) / terms.length;
}

describe('generalizedEntropy', () => {
  const cell = fc.integer({ min: 0, max: 30 });
  const tables = fc
    .array(fc.tuple(cell, cell, cell, cell), { minLength: 1, maxLength: 4 })
    .filter((all) => all.some(([tp, fp, , tn]) => tp + fp + tn > 0));

  it('F-24 is the mean over the rows, and falls exactly into within and between groups (seed 1)', () => {
    fc.assert(
      fc.property(tables, fc.constantFrom(0.5, 1, 2, 3), (cells, alpha) => {
        const groups = cells.map((each, at) => group(String(at), each));
        const { total, withinGroups, betweenGroups } = generalizedEntropy(groups, { alpha });
        expect(total.value).toBeCloseTo(byRows(groups, alpha), 10);
        expect(withinGroups.value! + betweenGroups.value!).toBeCloseTo(total.value!, 10);
        expect(Math.min(total.value!, betweenGroups.value!)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('F-24 measures the benefit by the favourable outcome', () => {
    const [asPositive, asNegative] = [group('a', [4, 3, 1, 2]), group('a', [2, 1, 3, 4])];
    const of = (groups: readonly GroupCounts[], favourable: 'positive' | 'negative') =>
      generalizedEntropy(groups, { alpha: 1, favourable }).total.value;
    // Calling the other outcome positive swaps the cells, and nothing else.
    expect(of([asNegative], 'negative')).toBe(of([asPositive], 'positive'));
    expect(of([asPositive], 'negative')).not.toBe(of([asPositive], 'positive'));
  });

  it('is 0 where everybody has the same benefit', () => {
    expect(
      generalizedEntropy([group('a', [5, 0, 0, 5]), group('b', [0, 3, 0, 0])], { alpha: 2 }).total.value,
    ).not.toBe(0);
    expect(generalizedEntropy([group('a', [5, 0, 0, 5])], { alpha: 2 })).toMatchObject({
      total: { value: 0 },
      withinGroups: { value: 0 },
      betweenGroups: { value: 0 },
    });
  });

  it('has no value where a benefit of 0 would make it infinite, or where there is no benefit or no label', () => {
    const reason = (groups: readonly GroupCounts[], alpha: number) => {
      const { total } = generalizedEntropy(groups, { alpha });
      return total.status === 'ok' ? total.value : total.reason;
    };
    expect(reason([group('a', [5, 1, 1, 5])], 0)).toBe('zero_reference');
    expect(reason([group('a', [5, 1, 0, 5])], 0)).toBeCloseTo(byRows([group('a', [5, 1, 0, 5])], 0), 12);
    expect(reason([group('a', [0, 0, 4, 0])], 2)).toBe('zero_reference');
    expect(reason([], 2)).toBe('no_rows');
    const unlabelled = { ...group('a', [0, 0, 0, 0]).counts, unlabelledPositive: 4 };
    expect(reason([{ group: ['a'], counts: unlabelled }], 2)).toBe('no_labels');
  });

  it('has an interval that narrows with the root of the rows', () => {
    const width = (scale: number) => {
      const { total } = generalizedEntropy([group('a', [5 * scale, 2 * scale, 3 * scale, 7 * scale])], {
        alpha: 1,
      });
      return total.status === 'ok' ? total.interval!.upper - total.interval!.lower : 0;
    };
    expect(width(30) / width(3000)).toBeCloseTo(10, 6);
  });

  it('adds half a row to each benefit where few have it: without an error the interval still has a width', () => {
    const { total } = generalizedEntropy([group('a', [50, 0, 0, 60])], { alpha: 2 });
    expect(total).toMatchObject({ value: 0, interval: { lower: 0, method: 'delta_half_added' } });
    expect(total.status === 'ok' && total.interval!.upper).toBeGreaterThan(0.005);
    const many = generalizedEntropy([group('a', [500, 90, 80, 600])], { alpha: 2 }).total;
    expect(many).toMatchObject({ interval: { method: 'delta' } });
  });
});
