import { bundleCheckpointLine, bundleHeaderLine, logOrigin, parseNote } from '../audit-log';
import { doubtFrom, type LineAttack, type Target } from './attack';
import { lineOf } from './edit-lines';
import { signerOf } from './make-plan';
import { bundleOf, signedNote } from './trial-log';

/** The file ends early; its header may say so, or may not. */
export function cutTail(target: Target): LineAttack {
  const { plan, log, draw } = target;
  const lines = bundleOf(log);
  const { checkpoints } = plan;
  const size = draw.between(1, plan.deeds.length - 1);
  const kept = lines.slice(0, lineOf(target, size) + 1);
  const isWhole = draw.chance(0.3);
  // Everything but the last checkpoint.
  if (isWhole) return { lines: lines.slice(0, -1), places: [doubtFrom(checkpoints, plan.deeds.length)] };
  if (draw.chance(0.5)) return { lines: kept, places: [size + 1] };
  const header = bundleHeaderLine({ ...log.header, to: size });
  return { lines: kept.with(0, header), places: [doubtFrom(checkpoints, size)] };
}

/** The file as it was at an older checkpoint, rightly signed then: only who knows a later head can tell. */
export function restoreBackup(target: Target): LineAttack {
  const { plan, log, draw } = target;
  const size = draw.oneOf(plan.checkpoints.slice(0, -1));
  const lines = bundleOf(log).slice(0, lineOf(target, size) + 2);
  const heads = [draw.oneOf(plan.checkpoints.filter((later) => later > size))];
  return {
    lines: lines.with(0, bundleHeaderLine({ ...log.header, to: size })),
    heads,
    places: [size + 1],
    needsHead: true,
  };
}

/** One signature line taken from a checkpoint, or somebody else's in its place. */
export function stripSignatures(target: Target): LineAttack {
  const { plan, log, draw, tools } = target;
  const size = draw.oneOf(plan.checkpoints);
  const note = log.notes.get(size)!;
  const { text } = parseNote(note)!;
  const signatures = note
    .slice(text.length + 1)
    .trimEnd()
    .split('\n');
  const at = draw.between(0, signatures.length - 1);
  const stranger = { ...plan, signer: signerOf(draw, tools, { name: logOrigin(plan.workspaceId) }) };
  const { handover, ...single } = stranger;
  const others = draw.chance(0.5)
    ? []
    : signedNote(single, { size, root: log.roots[size]! }).trimEnd().split('\n').slice(-1);
  const left = [...signatures.toSpliced(at, 1), ...others];
  const stripped = `${text}\n${left.map((line) => `${line}\n`).join('')}`;
  const lines = bundleOf(log).with(lineOf(target, size) + 1, bundleCheckpointLine(stripped));
  // Where the old key's line goes from the very first checkpoint, the file seems to begin with the new key.
  const isBirth = handover?.size === size && size === plan.checkpoints[0] && at === 0;
  return { lines, places: [isBirth ? null : doubtFrom(plan.checkpoints, size)] };
}
