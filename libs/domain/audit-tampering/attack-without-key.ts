import { utf8ToBytes } from '@noble/hashes/utils.js';
import { headsAt, someEntry, type Attack, type LineAttack, type Tampering, type Target } from './attack';
import { coverUp, swapKey } from './cover-up';
import { cutTail, restoreBackup, stripSignatures } from './cut-lines';
import {
  deleteEntry,
  duplicateEntry,
  editText,
  flipBit,
  insertEntry,
  shiftTime,
  swapEntries,
  transplantEntry,
} from './edit-lines';

const lineAttacks: Record<Exclude<Tampering, 'bit flip'>, (target: Target) => LineAttack> = {
  edit: editText,
  delete: deleteEntry,
  insert: insertEntry,
  swap: swapEntries,
  'tail cut': cutTail,
  'time shift': shiftTime,
  're-chain': (target) => coverUp(target, [someEntry(target)]),
  'old backup': restoreBackup,
  fork: (target) => {
    const from = someEntry(target);
    const { length } = target.plan.deeds;
    return coverUp(
      target,
      Array.from({ length: length - from + 1 }, (_, index) => from + index),
    );
  },
  'key swap': swapKey,
  'signature strip': stripSignatures,
  transplant: transplantEntry,
  duplicate: duplicateEntry,
};

/** Attacker A: may write every byte of the export, but cannot sign. The victim has pinned the log's first key. */
export function attackWithoutKey(kind: Tampering, target: Target): Attack {
  const keys = [target.plan.signer.key];
  if (kind === 'bit flip') return { ...flipBit(target), known: { keys } };
  const { lines, heads = [], ...attack } = lineAttacks[kind](target);
  const known = { keys, checkpoints: headsAt(target, heads) };
  return { ...attack, bytes: utf8ToBytes(lines.join('')), known };
}
