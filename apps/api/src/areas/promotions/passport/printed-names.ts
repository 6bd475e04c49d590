import { payloadCommitment } from '@countersign/domain/audit-log';
import { type PrintedName, type ReadEntry } from '@countersign/domain/passport';
import { type SuspensionRow } from '../suspensions/suspension.entity';
import { type VoteRow } from '../votes/vote.entity';

/** Steps that are printed with the name of who took them. */
const signed: readonly string[] = ['castVote', 'reinstatePromotion'];

/**
 * The names that were printed with votes and with lifted suspensions, each with the entry that commits to it; none of whoever
 * was erased since.
 */
export function printedNames(
  { votes, lifted }: { votes: readonly VoteRow[]; lifted: readonly SuspensionRow[] },
  entries: readonly ReadEntry[],
): PrintedName[] {
  const printed = [
    ...votes.map(({ printedName, nameSalt }) => ({ printedName, nameSalt })),
    ...lifted.map(({ liftPrintedName: printedName, liftNameSalt: nameSalt }) => ({ printedName, nameSalt })),
  ];
  const known = new Map(
    printed.flatMap(({ printedName, nameSalt: salt }) =>
      printedName === null || salt === null
        ? []
        : [[payloadCommitment(printedName, salt), { printedName, salt }] as const],
    ),
  );
  return entries.flatMap(({ says, payload }) => {
    const found = known.get(String(payload?.['nameCommitment']));
    const isSigned = signed.includes(says.action) && says.outcome === 'done';
    return isSigned && found ? [{ sequence: says.sequence, ...found }] : [];
  });
}
