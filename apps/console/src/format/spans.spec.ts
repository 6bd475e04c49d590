import { distanceTo, spanText } from './spans';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('spanText', () => {
  it.each([
    [0, 'less than a minute'],
    [minute - 1, 'less than a minute'],
    [minute, '1 minute'],
    [2 * hour - 1, '119 minutes'],
    [2 * hour, '2 hours'],
    [2 * day - 1, '47 hours'],
    [3.9 * day, '3 days'],
  ])('tells %d ms in the largest unit that counts two', (milliseconds, text) => {
    expect(spanText(milliseconds)).toBe(text);
  });
});

describe('distanceTo', () => {
  const now = new Date('2026-11-29T14:00:00.000Z');

  it('is the same on both sides of now', () => {
    expect(distanceTo('2026-12-02T14:00:00.000Z', now)).toEqual({ isPast: false, span: '3 days' });
    expect(distanceTo('2026-11-26T14:00:00.000Z', now)).toEqual({ isPast: true, span: '3 days' });
  });

  it('takes what ends now as ended', () => {
    expect(distanceTo(now.toISOString(), now).isPast).toBe(true);
  });
});
