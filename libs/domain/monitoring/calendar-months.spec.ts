import fc from 'fast-check';
import { calendarMonths, isoDate, latestCompleteWindow } from './index';

const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 10);

describe('calendarMonths', () => {
  it('M-11 gives whole months over the end of a year', () => {
    const months = calendarMonths(at('2023-12-31T23:59:59.999Z'), at('2024-03-01T00:00:00Z'));
    expect(months.map(({ start, end }) => [iso(start), iso(end)])).toEqual([
      ['2023-12-01', '2024-01-01'],
      ['2024-01-01', '2024-02-01'],
      ['2024-02-01', '2024-03-01'],
      ['2024-03-01', '2024-04-01'],
    ]);
  });

  it('M-11 does not open a month that the last instant only touches from before', () => {
    expect(calendarMonths(at('2024-02-01T00:00:00Z'), at('2024-02-29T23:59:59.999Z'))).toEqual([
      { start: at('2024-02-01T00:00:00Z'), end: at('2024-03-01T00:00:00Z') },
    ]);
  });

  it.each([
    ['1900-02-15', '1900-02-01', '1900-03-01'],
    ['2000-02-29', '2000-02-01', '2000-03-01'],
    ['1969-12-31', '1969-12-01', '1970-01-01'],
    ['2100-02-28', '2100-02-01', '2100-03-01'],
  ])('M-11 knows the leap years: %s', (day, start, end) => {
    expect(calendarMonths(at(day), at(day))).toEqual([{ start: at(start), end: at(end) }]);
  });

  it('M-11 gives nothing when last is before first', () => {
    expect(calendarMonths(2, 1)).toEqual([]);
  });

  it('throws for an instant that is no number', () => {
    expect(() => calendarMonths(NaN, 1)).toThrow(RangeError);
    expect(() => calendarMonths(0, Infinity)).toThrow(RangeError);
  });

  it("M-11 agrees with the platform's calendar, without gap or overlap (seed 11)", () => {
    const instant = fc.integer({ min: at('1850-01-01'), max: at('2250-01-01') });
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 400 * 86_400_000 }), (first, span) => {
        const months = calendarMonths(first, first + span);
        const date = new Date(first);
        expect(months[0]?.start).toBe(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));
        months.forEach(({ start, end }, index) => {
          const opened = new Date(start);
          expect(end).toBe(Date.UTC(opened.getUTCFullYear(), opened.getUTCMonth() + 1, 1));
          expect(months[index + 1]?.start ?? end).toBe(end);
        });
        const last = months.at(-1);
        expect(last !== undefined && last.start <= first + span && first + span < last.end).toBe(true);
      }),
      { seed: 11 },
    );
  });
});

describe('isoDate', () => {
  it('gives the UTC day that the calendar of the engine gives, seed 13', () => {
    const instant = fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9999, 11, 31) });
    fc.assert(
      fc.property(instant, (at) => expect(isoDate(at)).toBe(iso(at))),
      { seed: 13 },
    );
  });
});

describe('latestCompleteWindow', () => {
  const months = calendarMonths(at('2024-01-01'), at('2024-03-31'));

  it('M-12 finds the last window that has ended', () => {
    expect(latestCompleteWindow(months, at('2024-03-31T23:59:59Z'))).toEqual(months[1]);
    expect(latestCompleteWindow([...months].reverse(), at('2024-04-01T00:00:00Z'))).toEqual(months[2]);
  });

  it('M-12 finds none while the first is filling', () => {
    expect(latestCompleteWindow(months, at('2024-01-31'))).toBeNull();
  });
});
