import { mannWhitney } from './mann-whitney';

describe('mannWhitney', () => {
  it('of the ages of males and females is U 17, p 1/9 (Shier, 2004, as in scipy)', () => {
    const result = mannWhitney([19, 22, 16, 29, 24], [20, 11, 17, 12]);
    expect(result.value).toBe(17);
    expect(result.pValue).toBeCloseTo(1 / 9, 14);
  });

  it('looks one way when asked to: less means smaller reference values', () => {
    const rising = mannWhitney([1, 2, 3, 4], [5, 6, 7, 8], { alternative: 'less' });
    expect(rising.pValue).toBeCloseTo(1 / 70, 14);
    expect(mannWhitney([5, 6, 7, 8], [1, 2, 3, 4], { alternative: 'less' }).pValue).toBeCloseTo(1, 14);
  });

  it('has a reason where all values are equal', () => {
    expect(mannWhitney([2, 2], [2])).toMatchObject({ value: null, reason: 'zero_variance' });
  });
});
