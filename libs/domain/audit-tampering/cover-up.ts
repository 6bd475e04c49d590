import {
  bundleHeaderLine,
  checkpointBody,
  formatVerifierKey,
  logOrigin,
  parseNote,
  signNote,
  type Signer,
} from '../audit-log';
import { doubtFrom, editedDeed, someEntry, type LineAttack, type Target } from './attack';
import { signerOf } from './make-plan';
import { bundleOf, writeLog, type WrittenLog } from './trial-log';

type Cover = 'notes kept' | 'signatures grafted' | 'own key' | 'handover forged' | 'next key forged';
const covers: readonly Cover[] = [
  'notes kept',
  'signatures grafted',
  'own key',
  'handover forged',
  'next key forged',
];

/** Entries rewritten and every hash after them made right; the checkpoints, which A cannot sign, are covered up somehow. */
export function coverUp(target: Target, sequences: readonly number[]): LineAttack {
  const { plan, draw, tools } = target;
  const deeds = plan.deeds.map((deed, index) =>
    sequences.includes(index + 1) ? editedDeed(deed, draw) : deed,
  );
  const forged = writeLog({ ...plan, deeds }, tools.hashing);
  return signedOver(target, { forged, first: sequences[0]!, cover: draw.oneOf(covers) });
}

/** The log's key changed for the attacker's own, from some checkpoint on, or everywhere. */
export function swapKey(target: Target): LineAttack {
  const { log, draw } = target;
  const first = draw.chance(0.5) ? 1 : someEntry(target);
  return signedOver(target, {
    forged: log,
    first,
    cover: draw.oneOf(['own key', 'handover forged'] as const),
  });
}

interface Forgery {
  forged: WrittenLog;
  /** From here on the checkpoints are not the log's. */
  first: number;
  cover: Cover;
}

function signedOver(target: Target, { forged, first, cover }: Forgery): LineAttack {
  const { plan, log, draw, tools } = target;
  const own = signerOf(draw, tools, { name: logOrigin(plan.workspaceId) });
  const notes = new Map(log.notes);
  const genuine = plan.checkpoints.filter((size) => size < first);
  for (const size of plan.checkpoints.filter((each) => each >= first))
    notes.set(size, coveredNote(target, { size, root: forged.roots[size]!, own, cover }));
  const last = genuine.at(-1);
  // Under a genuine checkpoint anybody can add a line of their own.
  if (cover === 'handover forged' && last !== undefined)
    notes.set(last, `${log.notes.get(last)!}${ownLine(parseNote(log.notes.get(last)!)!.text, own)}`);
  const keys =
    cover === 'notes kept' || cover === 'signatures grafted'
      ? log.header.keys
      : [...log.header.keys, formatVerifierKey(own.key)];
  const lines = bundleOf({ ...forged, notes }).with(0, bundleHeaderLine({ ...log.header, keys }));
  // Without a genuine checkpoint the file holds together; its key is not the one that the victim knows.
  const isOwnAlone = last === undefined && (cover === 'own key' || cover === 'handover forged');
  return { lines, places: [isOwnAlone ? null : doubtFrom(plan.checkpoints, first)] };
}

function coveredNote(
  { plan, log }: Target,
  { size, root, own, cover }: { size: number; root: string; own: Signer; cover: Cover },
): string {
  const kept = log.notes.get(size)!;
  if (cover === 'notes kept') return kept;
  const origin = logOrigin(plan.workspaceId);
  const signatures = kept.slice(parseNote(kept)!.text.length + 1);
  if (cover === 'signatures grafted') return `${checkpointBody({ origin, size, root })}\n${signatures}`;
  if (cover !== 'next key forged') return signNote(checkpointBody({ origin, size, root }), [own]);
  const body = checkpointBody({ origin, size, root, nextKey: own.key });
  return `${body}\n${signatures}${ownLine(body, own)}`;
}

const ownLine = (text: string, own: Signer): string => signNote(text, [own]).slice(text.length + 1);
