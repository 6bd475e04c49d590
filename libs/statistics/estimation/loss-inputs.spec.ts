import { lossInputs } from './loss-inputs';

const side = (codes: number[], categories: string[]) => ({
  features: [{ codes: Int32Array.from(codes), categories }, { values: Float64Array.from(codes) }],
  rows: { predictions: Float64Array.from(codes, () => 0.5) },
});

describe('lossInputs', () => {
  it('E-19 numbers the texts of the reference by code point, a missing one among them', () => {
    const { columns, categorical } = lossInputs([
      side([0, 1, -1, 1], ['a', 'Z']),
      side([0, 1], ['new', 'a']),
    ]);
    // "NML_missing_value" stands before "Z", and "Z" before "a".
    expect([...columns[0]![0]!]).toEqual([3, 2, 1, 2]);
    expect([...columns[1]![0]!]).toEqual([NaN, 3]);
    expect(categorical).toEqual([true, false, false]);
  });

  it('E-19 takes a missing text for an unknown one where the reference misses none', () => {
    const { columns } = lossInputs([side([0, 1], ['a', 'b']), side([-1, 1], ['a', 'b'])]);
    expect([...columns[1]![0]!]).toEqual([NaN, 2]);
  });

  it('does not number categories that no reference row has', () => {
    const { columns } = lossInputs([side([1, 1], ['a', 'b']), side([0, 1], ['a', 'b'])]);
    expect([...columns[1]![0]!]).toEqual([NaN, 1]);
  });
});
