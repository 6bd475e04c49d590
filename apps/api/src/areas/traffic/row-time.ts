import { type CellValue, hasZone } from '@countersign/engines/files';
import { type CellPlace, fault } from './file-columns';

const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/**
 * The instant a cell names, to the millisecond.
 *
 * @throws Problem with line and column: NOT_A_TIME where it has no zone and none is assumed; BAD_INPUT outside 1970–2199
 */
export function rowTime(value: CellValue, place: CellPlace, assumeUtc: boolean): Date {
  const text = String(value);
  if (!hasZone(text) && !assumeUtc) {
    throw fault('NOT_A_TIME', place, `"${text}" has no zone. Write one, or set assumeUtc.`);
  }
  const instant = new Date(hasZone(text) ? text : `${text}Z`);
  if (!(instant.getTime() >= earliest && instant.getTime() < latest))
    throw fault('BAD_INPUT', place, `"${text}" lies outside the years 1970 to 2199.`);
  return instant;
}
