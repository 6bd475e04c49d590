import { utf8ToBytes } from '@noble/hashes/utils.js';
import { bundleEntryLine, canonicalJson, sealEntry } from '../audit-log';
import { doubtFrom, shifted, someEntry, type Attack, type LineAttack, type Target } from './attack';
import { makeDeed, makePlan } from './make-plan';
import { bundleOf, writeLog } from './trial-log';

/** Where the line of an entry stands in a bundle from entry 1 on. */
export function lineOf({ plan }: Pick<Target, 'plan'>, sequence: number): number {
  return sequence + plan.checkpoints.filter((size) => size < sequence).length;
}

/** Any bit of the file. */
export function flipBit({ plan, log, draw }: Target): Pick<Attack, 'bytes' | 'places'> {
  const lines = bundleOf(log).map(utf8ToBytes);
  const at = draw.between(0, lines.length - 1);
  const line = lines[at]!;
  line[draw.between(0, line.length - 1)]! ^= 1 << draw.between(0, 7);
  const bytes = Uint8Array.from(lines.flatMap((each) => [...each]));
  if (at === 0) return { bytes };
  // The entry itself, or the one before the checkpoint; what fits its place is found by what comes after.
  const sequence = plan.deeds.findLastIndex((_, index) => lineOf({ plan }, index + 1) <= at) + 1;
  return { bytes, places: [sequence, sequence + 1, doubtFrom(plan.checkpoints, sequence)] };
}

/** Where a text that fits its place is found out: by the entry after it, or a checkpoint between. */
function afterwards({ plan: { checkpoints } }: Target, sequence: number): number[] {
  return checkpoints.includes(sequence) ? [doubtFrom(checkpoints, sequence)] : [sequence + 1];
}

/** Another text of an entry, or another payload beside it. */
export function editText(target: Target): LineAttack {
  const { log, draw } = target;
  const at = someEntry(target);
  const entry = log.entries[at - 1]!;
  if (draw.chance(0.3)) {
    const lines = replacedLine(
      target,
      at,
      bundleEntryLine({ ...entry, payload: { note: 'rewritten' }, salt: draw.hex(16) }),
    );
    return { lines, places: [at] };
  }
  const members = JSON.parse(entry.canonical) as Record<string, unknown>;
  const edits = [
    { action: 'withdrawPromotion' },
    { id: 'e0' },
    { subject: { type: 'promotion', id: 'p0' } },
    { more: 1 },
  ];
  const canonical = canonicalJson({ ...members, ...draw.oneOf(edits) });
  return {
    lines: replacedLine(target, at, bundleEntryLine({ ...entry, canonical })),
    places: afterwards(target, at),
  };
}

export function shiftTime(target: Target): LineAttack {
  const at = someEntry(target);
  const entry = target.log.entries[at - 1]!;
  const { draft } = target.plan.deeds[at - 1]!;
  const canonical = entry.canonical.replace(draft.at, shifted(draft.at, target.draw));
  return {
    lines: replacedLine(target, at, bundleEntryLine({ ...entry, canonical })),
    places: afterwards(target, at),
  };
}

export function deleteEntry(target: Target): LineAttack {
  const at = someEntry(target);
  return { lines: bundleOf(target.log).toSpliced(lineOf(target, at), 1), places: [at] };
}

export function duplicateEntry(target: Target): LineAttack {
  const at = someEntry(target);
  const lines = bundleOf(target.log);
  const line = lineOf(target, at);
  return { lines: lines.toSpliced(line, 0, lines[line]!), places: [at + 1] };
}

/** An entry that fits its place perfectly: the next one is the first that does not. */
export function insertEntry(target: Target): LineAttack {
  const { plan, log, draw } = target;
  const at = someEntry(target);
  const deed = makeDeed(draw, { workspaceId: plan.workspaceId, index: at });
  const { canonical } = sealEntry(deed.draft, {
    sequence: at,
    previousHash: log.hashes[at - 1]!,
    salt: deed.salt,
  });
  const line = bundleEntryLine({ canonical, payload: deed.draft.payload, salt: deed.salt });
  return { lines: bundleOf(log).toSpliced(lineOf(target, at), 0, line), places: [at + 1] };
}

export function swapEntries(target: Target): LineAttack {
  const [a, b] = [someEntry(target), someEntry(target)];
  if (a === b) return swapEntries(target);
  const lines = bundleOf(target.log);
  const [first, second] = [lineOf(target, a), lineOf(target, b)];
  const swapped = lines.with(first, lines[second]!).with(second, lines[first]!);
  return { lines: swapped, places: [Math.min(a, b)] };
}

/** An entry of another workspace's log, as it is, or made to fit its new place. */
export function transplantEntry(target: Target): LineAttack {
  const { log, draw, tools } = target;
  const at = someEntry(target);
  const donor = draw.oneOf(writeLog(makePlan(draw, tools), tools.hashing).entries);
  const members = JSON.parse(donor.canonical) as Record<string, unknown>;
  const fitted = { ...members, sequence: at, previousHash: log.hashes[at - 1]! };
  const entry = draw.chance(0.5) ? donor : { ...donor, canonical: canonicalJson(fitted) };
  return { lines: replacedLine(target, at, bundleEntryLine(entry)), places: [at] };
}

function replacedLine(target: Target, sequence: number, line: string): string[] {
  return bundleOf(target.log).with(lineOf(target, sequence), line);
}
