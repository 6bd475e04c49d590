import { known, notComputable } from './estimate';

describe('Estimate', () => {
  it('carries a value with its n and method', () => {
    expect(known({ value: 0.5, n: 4, method: 'proportion' })).toEqual({
      status: 'ok',
      value: 0.5,
      n: 4,
      method: 'proportion',
    });
  });

  it.each([NaN, Infinity, -Infinity])('refuses %p as a value', (value) => {
    expect(() => known({ value, n: 1, method: 'm' })).toThrow(RangeError);
  });

  it('carries a reason in place of a value', () => {
    expect(notComputable({ n: 0, reason: 'no_rows', method: 'm' })).toEqual({
      status: 'not_computable',
      value: null,
      n: 0,
      reason: 'no_rows',
      method: 'm',
    });
  });
});
