import { MalformedDocument, type Read, text } from '../json-reading';
import { daysFromCivil, isoDate } from '../monitoring';

/** A SHA-256 as 64 hex digits, read in lower case. */
export const digest: Read<string> = (value, place) => {
  const read = text(value, place).toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(read)) throw new MalformedDocument(place, 'has to be a SHA-256: 64 hex digits.');
  return read;
};

const form = /^((\d{4})-(\d{2})-(\d{2}))T(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(?:Z|([+-]\d{2}):(\d{2}))$/;

/** An instant (RFC 3339), in milliseconds since 1970-01-01T00:00Z; the parts of a millisecond are cut off. */
export const instant: Read<number> = (value, place) => {
  const [, date, ...parts] = form.exec(text(value, place)) ?? [];
  const [year = 0, month = 0, day = 0, hours = 99, minutes = 0, seconds = 0, rest = 0, east = 0, more = 0] =
    parts.map((part) => Number((part as string | undefined) ?? 0));
  const midnight = (daysFromCivil(year, month) + day - 1) * 86_400_000;
  const isTime = hours < 24 && minutes < 60 && seconds < 60 && Math.abs(east) < 24 && more < 60;
  if (!isTime || isoDate(midnight) !== date)
    throw new MalformedDocument(
      place,
      'has to be an instant with its time zone, such as 2026-11-21T10:00:00Z.',
    );
  const offset = (Math.abs(east) * 60 + more) * (parts[7]?.startsWith('-') ? -60_000 : 60_000);
  const time = ((hours * 60 + minutes) * 60 + seconds) * 1000 + Math.floor(rest * 1000);
  return midnight + time - offset;
};

/** Exactly this text. */
export function exactly<const T extends string>(wanted: T): Read<T> {
  return (value, place) => {
    if (value !== wanted) throw new MalformedDocument(place, `has to be ${wanted}.`);
    return wanted;
  };
}

/** A text that says something, of at most so many characters. */
export function short(longest = 300): Read<string> {
  return (value, place) => {
    const read = text(value, place);
    if (read.trim() === '') throw new MalformedDocument(place, 'is empty.');
    if (read.length > longest) throw new MalformedDocument(place, `is longer than ${longest} characters.`);
    return read;
  };
}
