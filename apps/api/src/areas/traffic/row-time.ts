import { type CellValue, hasZone } from '@countersign/engines/files';
import { type CellPlace, fault } from './file-columns';

/** How to read the times of a delivery. */
export interface TimeReading {
  /** A time without a zone is in UTC. */
  assumeUtc: boolean;
  receivedAt: Date;
}

const earliest = Date.UTC(1970, 0, 1);

/** Room for clocks that run ahead and for local times written as UTC, which are at most 14 hours ahead. */
const mostAhead = 24 * 60 * 60 * 1000;

/**
 * The instant a cell names, to the millisecond.
 *
 * @throws Problem with line and column: NOT_A_TIME where it has no zone and none is assumed; BAD_INPUT before 1970 or more
 *   than 24 hours after receipt, since one such row would stay in the record for good
 */
export function rowTime(value: CellValue, place: CellPlace, { assumeUtc, receivedAt }: TimeReading): Date {
  const text = String(value);
  if (!hasZone(text) && !assumeUtc) {
    throw fault('NOT_A_TIME', place, `"${text}" has no zone. Write one, or set assumeUtc.`);
  }
  const instant = new Date(hasZone(text) ? text : `${text}Z`);
  if (!(instant.getTime() >= earliest)) throw fault('BAD_INPUT', place, `"${text}" lies before 1970.`);
  if (instant.getTime() > receivedAt.getTime() + mostAhead) {
    const received = receivedAt.toISOString();
    throw fault('BAD_INPUT', place, `"${text}" lies more than 24 hours after its receipt at ${received}.`);
  }
  return instant;
}
