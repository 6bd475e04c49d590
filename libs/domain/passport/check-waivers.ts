import { canonicalJson } from '../audit-log';
import { counted } from '../report';
import { instantText } from './instant-text';
import { type OpenPassport } from './open-passport';
import { type ReadEntry } from './passport-entry';
import { waiverEntries } from './promotion-entries';

/**
 * How the waivers of a case differ from those of the log up to a step; null where they are the same. A waiver whose details
 * were erased is compared by who gave it and when.
 */
export function waiversFault({ recorded, entries }: OpenPassport, until: ReadEntry): string | null {
  const open = [...(recorded.waivers ?? [])];
  const told = waiverEntries(entries, until);
  if (told.length !== open.length)
    return `the log tells of ${counted(told.length, 'waiver of a gate', 'waivers of gates')}, not of ${open.length}`;
  for (const { says, payload } of told) {
    const found = open.findIndex(
      ({ personId, waivedAt, ...waiver }) =>
        personId === says.actor.id &&
        says.at === instantText(waivedAt) &&
        (payload === undefined || canonicalJson(payload['waived']) === canonicalJson(waiver)),
    );
    if (found < 0) return `the waiver of entry ${says.sequence} is not among those that count`;
    const isOfRound = open[found]?.round === recorded.request.round;
    if (isOfRound && says.subject.digest !== recorded.request.subjectDigest)
      return `the waiver of entry ${says.sequence} was on something else`;
    open.splice(found, 1);
  }
  return null;
}
