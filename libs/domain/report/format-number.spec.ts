import { formatNumber, formatShare } from './format-number';

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [48842, '48,842'],
    [-1234567, '-1,234,567'],
    [0.123456, '0.1235'],
    [0.5, '0.5'],
    [12.3456, '12.35'],
    [1234.567, '1,234.6'],
    [1e-9, '1.000e-9'],
    [-0.00001234, '-1.234e-5'],
    [1e21, '1.000e+21'],
    [999.99999, '1000'],
    [null, 'n/a'],
  ])('writes %p as %s', (value, text) => expect(formatNumber(value)).toBe(text));
});

describe('formatShare', () => {
  it.each([
    [0, '0 %'],
    [1, '100 %'],
    [0.0512345, '5.12 %'],
    [0.00001, '1.0e-3 %'],
    [null, 'n/a'],
  ])('writes %p as %s', (value, text) => expect(formatShare(value)).toBe(text));
});
