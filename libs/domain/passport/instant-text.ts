import { MalformedDocument, type Read, text } from '../json-reading';
import { daysFromCivil, isoDate } from '../monitoring';

const day = 86_400_000;

/** An instant as entries and runs write it: RFC 3339 in UTC with milliseconds. @param instant milliseconds since 1970-01-01T00:00Z */
export function instantText(instant: number): string {
  const time = instant - Math.floor(instant / day) * day;
  const padded = (value: number, width = 2) => String(Math.floor(value)).padStart(width, '0');
  const [hours, minutes, seconds] = [time / 3_600_000, (time / 60_000) % 60, (time / 1000) % 60];
  return `${isoDate(instant)}T${padded(hours)}:${padded(minutes)}:${padded(seconds)}.${padded(time % 1000, 3)}Z`;
}

/** The instant of such a text, and of no other spelling. */
export const writtenInstant: Read<number> = (value, place) => {
  const read = text(value, place);
  const [year, month, date, hours, minutes, seconds, rest] = read.split(/[-T:.Z]/).map(Number) as Seven;
  const days = daysFromCivil(year, month) + date - 1;
  const instant = days * day + hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + rest;
  if (!Number.isSafeInteger(instant) || instantText(instant) !== read)
    throw new MalformedDocument(place, 'has to be an instant in UTC with milliseconds.');
  return instant;
};

type Seven = [number, number, number, number, number, number, number];
