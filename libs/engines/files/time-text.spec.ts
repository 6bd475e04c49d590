import fc from 'fast-check';
import { hasZone, parseTimeText } from './time-text';

describe('parseTimeText', () => {
  it.each([
    ['2026-09-15', '2026-09-15T00:00:00'],
    ['2021-06-01 00:00:00', '2021-06-01T00:00:00'],
    ['2026-09-15T08:30', '2026-09-15T08:30:00'],
    ['2026-09-15T08:30:01.250Z', '2026-09-15T08:30:01.250Z'],
    ['2026-09-15 08:30:01 UTC', '2026-09-15T08:30:01Z'],
    ['2026-09-15 08:30:00+02', '2026-09-15T08:30:00+02:00'],
    ['2026-09-15T08:30:00-0530', '2026-09-15T08:30:00-05:30'],
    ['2024-02-29', '2024-02-29T00:00:00'],
  ])('rewrites %j', (text, normal) => expect(parseTimeText(text)).toBe(normal));

  it.each([
    '',
    '2026',
    '2026-13-01',
    '2026-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-01-01 24:00',
    '2026-01-01T10:60',
    '2026-01-01T10:00:60',
    '2026-01-01Z',
    '2026-01-01T10:00+25:00',
    '15/09/2026',
    '20260915',
    'now',
  ])('refuses %j', (text) => expect(parseTimeText(text)).toBeUndefined());

  it('knows whether the zone was stated', () => {
    expect(hasZone('2026-09-15T08:30:00Z')).toBe(true);
    expect(hasZone('2026-09-15T08:30:00-05:30')).toBe(true);
    expect(hasZone('2026-09-15T08:30:00')).toBe(false);
  });

  it('keeps every instant a Date can print, years 0000 to 9999 (seed 2026)', () => {
    const instants = fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (instant) => {
        expect(parseTimeText(instant.toISOString())).toBe(instant.toISOString());
      }),
      { seed: 2026 },
    );
  });
});
