import { formatBytes, formatCount, formatNumber, formatPercent } from './numbers';
import { formatInstant, windowLabel } from './times';
import { listOf, methodName } from './words';

describe('numbers', () => {
  it('never shows a small value as zero', () => {
    expect(formatNumber(0.0000123)).toBe('1.23E-5');
    expect(formatNumber(0)).toBe('0');
    expect(formatNumber(0.9079415179)).toBe('0.9079');
  });

  it('groups thousands and rounds shares to one decimal', () => {
    expect(formatCount(8232)).toBe('8,232');
    expect(formatPercent(0.1234)).toBe('12.3%');
    expect(formatBytes(1_234_000)).toBe('1.234 MB');
  });
});

describe('times', () => {
  it('says UTC', () => {
    expect(formatInstant('2021-11-03T14:05:09.000Z')).toBe('2021-11-03 14:05 UTC');
  });

  it('names a whole month or day shortly and any other window by its ends', () => {
    expect(windowLabel({ start: '2021-12-01T00:00:00.000Z', end: '2022-01-01T00:00:00.000Z' })).toBe(
      '2021-12',
    );
    expect(windowLabel({ start: '2021-11-03T00:00:00Z', end: '2021-11-04T00:00:00Z' })).toBe('2021-11-03');
    expect(windowLabel({ start: '2021-11-01T00:00:00Z', end: '2021-11-20T00:00:00Z' })).toBe(
      '2021-11-01T00:00:00Z/2021-11-20T00:00:00Z',
    );
  });
});

describe('words', () => {
  it('keeps the name of a method it does not know', () => {
    expect(methodName('psi')).toBe('Population stability index');
    expect(methodName('energy')).toBe('energy');
  });

  it('joins for a sentence', () => {
    expect(listOf(['a', 'b', 'c'])).toBe('a, b and c');
  });
});
