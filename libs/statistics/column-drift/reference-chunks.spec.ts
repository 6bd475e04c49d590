import { categoricalChunks, numericChunks } from './reference-chunks';

describe('reference chunks', () => {
  it('are ten and the remainder, as NannyML cuts 23 rows', () => {
    const chunks = numericChunks({ values: Float64Array.from({ length: 23 }, (_, index) => index) });
    expect(chunks.map((chunk) => chunk.length)).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1]);
    expect([...chunks[11]!]).toEqual([22]);
  });

  it('are none below ten rows and unknown without the order of the rows', () => {
    expect(numericChunks({ values: new Float64Array(9) })).toEqual([]);
    expect(categoricalChunks({ categories: ['a'], counts: [30] })).toBeNull();
  });

  it('count categories and leave out missing values', () => {
    const codes = Int32Array.from({ length: 20 }, (_, index) => (index % 2) - (index === 0 ? 1 : 0));
    expect(categoricalChunks({ codes, categories: ['a', 'b'], counts: [9, 10] })!.slice(0, 2)).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });
});
