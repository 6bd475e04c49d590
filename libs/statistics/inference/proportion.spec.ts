import { proportion } from './proportion';

describe('proportion', () => {
  it('is a share with its counts and Wilson interval', () => {
    expect(proportion(8, 10, 'no_rows')).toMatchObject({
      status: 'ok',
      value: 0.8,
      n: 10,
      numerator: 8,
      denominator: 10,
      interval: { method: 'wilson', confidenceLevel: 0.95 },
    });
  });

  it('has a reason where the denominator is empty, never 0 or NaN', () => {
    expect(proportion(0, 0, 'no_positives')).toEqual({
      status: 'not_computable',
      value: null,
      n: 0,
      numerator: 0,
      denominator: 0,
      reason: 'no_positives',
      method: 'proportion',
    });
  });
});
