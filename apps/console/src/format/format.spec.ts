import {
  formatBrief,
  formatBytes,
  formatCount,
  formatMeasure,
  formatNumber,
  formatPValue,
  formatPercent,
} from './numbers';
import { formatInstant, windowLabel } from './times';
import { t } from '../texts';
import { listOf, methodName } from './words';

describe('numbers', () => {
  it('never shows a small value as zero', () => {
    expect(formatNumber(0.0000123)).toBe('<0.0001');
    expect(formatMeasure(-0.0000123)).toBe('>-0.0001');
    expect(formatBrief(0.000499)).toBe('<0.001');
    expect(formatNumber(0)).toBe('0');
  });

  it('keeps the decimals of measured numbers and none too many of thresholds', () => {
    expect(formatNumber(0.25)).toBe('0.25');
    expect(formatMeasure(0.25)).toBe('0.2500');
    expect(formatMeasure(0.9079415179)).toBe('0.9079');
    expect(formatBrief(0.000919)).toBe('0.001');
    expect(formatBrief(1.23456)).toBe('1.23');
    expect(formatMeasure(12.34567)).toBe('12.35');
    expect(formatMeasure(12345.67)).toBe('12,346');
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

describe('formatPValue', () => {
  it('never shows a p-value as zero', () => {
    expect([0, 1e-300, 0.00004, 0.0001, 0.05, 1].map(formatPValue)).toEqual([
      ...['<0.0001', '<0.0001', '<0.0001', '0.0001', '0.0500', '1.0000'],
    ]);
  });
});

describe('text from right to left', () => {
  it('takes neither the commas of a list nor what a sentence goes on with along', () => {
    expect(listOf(['بوابة 30', 'drift'])).toBe('\u2068بوابة 30\u2069 and drift');
    expect(t('promotions.status.gates', { count: 1, gates: 'שער 5' })).toContain('\u2068שער 5\u2069');
    expect(t('promotions.status.gates', { count: 1, gates: 'Drift <5 & "é"' })).toContain('Drift <5 & "é"');
  });
});
