import { andersonDarling } from './anderson-darling';

const run = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

describe('andersonDarling', () => {
  it('says at which bound the interpolated p-value stands', () => {
    expect(andersonDarling(run(0, 40), run(0.5, 40))).toMatchObject({
      pValue: 0.25,
      parameters: { pValueBound: 'at_least_0.25' },
    });
    expect(andersonDarling(run(0, 40), run(100, 40))).toMatchObject({
      pValue: 0.001,
      parameters: { pValueBound: 'at_most_0.001' },
    });
    expect(andersonDarling(run(0, 40), run(8, 40)).parameters).toMatchObject({ pValueBound: 'none' });
  });

  it('has a reason where nothing differs and for too few values', () => {
    expect(andersonDarling([3, 3], [3, 3, 3])).toMatchObject({ value: null, reason: 'zero_variance' });
    expect(andersonDarling([1], [2, 3])).toMatchObject({ value: null, reason: 'too_few_rows' });
  });
});
