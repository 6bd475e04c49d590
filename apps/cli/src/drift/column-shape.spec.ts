import { columnShape } from './column-shape';

describe('columnShape', () => {
  it('counts numbers between the 1st and the 99th percentile of the reference, and the rest beside', () => {
    const reference = { values: Float64Array.from({ length: 1001 }, (_, row) => row) };
    const current = { values: Float64Array.of(-5, 10, 500, 5000, NaN, Infinity) };
    const shape = columnShape({ column: 'x', kind: 'numeric', reference, current })!;
    expect(shape.labels).toHaveLength(32);
    expect(shape.labels[0]).toBe('< 10.00');
    expect(shape.labels.at(-1)).toBe('≥ 990.0');
    expect(shape.reference.reduce((sum, count) => sum + count, 0)).toBe(1001);
    expect(shape.current.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect([shape.current[0], shape.current[1], shape.current.at(-1)]).toEqual([1, 1, 1]);
  });

  it('finds the range of values that alternate', () => {
    const side = { values: Float64Array.from({ length: 100_000 }, (_, row) => row % 2) };
    const shape = columnShape({ column: 'x', kind: 'numeric', reference: side, current: side })!;
    expect([shape.labels[0], shape.labels.at(-1)]).toEqual(['< 0.000', '≥ 1.000']);
  });

  it('shows the twelve most frequent categories of both sides and one bar for the others', () => {
    const categories = Array.from({ length: 20 }, (_, at) => `c${String(at).padStart(2, '0')}`);
    const reference = { categories, counts: categories.map((_, at) => at + 1) };
    const current = { categories: ['c00', 'new'], counts: [100, 7] };
    const shape = columnShape({ column: 'x', kind: 'categorical', reference, current })!;
    expect(shape.labels).toHaveLength(13);
    expect([shape.labels[0], shape.labels.at(-1)]).toEqual(['c00', 'all others']);
    expect([shape.reference[0], shape.current[0]]).toEqual([1, 100]);
    expect(shape.reference.reduce((sum, count) => sum + count, 0)).toBe(210);
    expect(shape.current.reduce((sum, count) => sum + count, 0)).toBe(107);
  });

  it('draws nothing where nothing is', () => {
    const none = { values: new Float64Array() };
    expect(columnShape({ column: 'x', kind: 'numeric', reference: none, current: none })).toBeNull();
    const empty = { categories: [], counts: [] };
    expect(columnShape({ column: 'x', kind: 'categorical', reference: empty, current: empty })).toBeNull();
  });
});
