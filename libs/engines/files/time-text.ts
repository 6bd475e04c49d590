const pattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?(?: ?(Z|UTC|[+-]\d\d(?::?\d\d)?))?$/i;

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * Reads a date or date-time in ISO 8601 order (`2026-09-15`, `2026-09-15 08:30`, `2026-09-15T08:30:00.5+02:00`) and
 * rewrites it as `YYYY-MM-DDTHH:MM:SS[.fraction]` plus `Z` or `±HH:MM` when the text names a zone. A date alone is
 * its midnight. Leap seconds are not accepted: no clock of ours can hold one.
 *
 * @returns the normal form, or undefined when the text is not a time
 */
export function parseTimeText(text: string): string | undefined {
  const match = pattern.exec(text.trim());
  if (!match) return undefined;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', fraction, zone] =
    match;
  if (zone !== undefined && match[4] === undefined) return undefined;
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  if (Number(day) < 1 || (Number(day) > 28 && Number(day) > daysInMonth(Number(year), Number(month))))
    return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = zone === undefined ? '' : normalOffset(zone);
  if (offset === undefined) return undefined;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction ? `.${fraction}` : ''}${offset}`;
}

/** Whether a normal form carries its zone. */
export function hasZone(normalForm: string): boolean {
  return /(?:Z|[+-]\d\d:\d\d)$/.test(normalForm);
}

function normalOffset(zone: string): string | undefined {
  if (/^(?:z|utc)$/i.test(zone)) return 'Z';
  const hours = zone.slice(1, 3);
  const minutes = zone.length > 3 ? zone.slice(-2) : '00';
  return Number(hours) > 23 || Number(minutes) > 59 ? undefined : `${zone[0]}${hours}:${minutes}`;
}
