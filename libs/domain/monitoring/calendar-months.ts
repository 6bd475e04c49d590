/** Half-open UTC interval [start, end), both in milliseconds since 1970-01-01T00:00Z. */
export interface Window {
  start: number;
  end: number;
}

const millisecondsPerDay = 86_400_000;

/**
 * The UTC calendar months that hold the instants from first to last, both included; none when last is before
 * first. The first and the last month are whole: they reach beyond the instants.
 * @param first milliseconds since 1970-01-01T00:00Z
 * @param last milliseconds since 1970-01-01T00:00Z
 * @throws RangeError when an instant is not a finite number
 */
export function calendarMonths(first: number, last: number): Window[] {
  if (!Number.isFinite(first) || !Number.isFinite(last)) throw new RangeError('an instant has to be finite');
  if (last < first) return [];
  const months: Window[] = [];
  for (let month = monthOf(first); startOf(month) <= last; month += 1) {
    months.push({ start: startOf(month), end: startOf(month + 1) });
  }
  return months;
}

/** The last of the windows that had ended by `now`, or null: a window still filling says little. */
export function latestCompleteWindow(windows: readonly Window[], now: number): Window | null {
  const complete = windows.filter((window) => window.end <= now);
  return complete.reduce<Window | null>(
    (latest, next) => (latest === null || next.end > latest.end ? next : latest),
    null,
  );
}

/** The UTC day of an instant as YYYY-MM-DD. */
export function isoDate(instant: number): string {
  const { year, month, day } = civilFromDays(Math.floor(instant / millisecondsPerDay));
  const padded = (value: number, width: number) => String(value).padStart(width, '0');
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** Months since January of year 0. */
function monthOf(instant: number): number {
  const { year, month } = civilFromDays(Math.floor(instant / millisecondsPerDay));
  return year * 12 + month - 1;
}

function startOf(month: number): number {
  const year = Math.floor(month / 12);
  return daysFromCivil(year, month - year * 12 + 1) * millisecondsPerDay;
}

// Both ways count years from 1 March, so that the leap day comes last, in eras of 400 years = 146,097 days,
// after which the Gregorian calendar repeats. 719,468 days lie between 0000-03-01 and 1970-01-01.
// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days.

/** Days from 1970-01-01 to the first day of a month (1 to 12). */
export function daysFromCivil(year: number, month: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5);
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Year, month (1 to 12) and day of the month of a day counted from 1970-01-01. */
function civilFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays =
    Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = ((monthFromMarch + 2) % 12) + 1;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}
