import {
  parseCheckpoint,
  parseVerifierKey,
  type BundleOptions,
  type KeyType,
  type VerifierKey,
} from '@countersign/domain/audit-log';
import { t } from '../../texts';

/** What a reader typed or pasted, as it stands in the fields. */
export interface KnownTexts {
  keys: string;
  checkpoints: string;
  witnesses: string;
}

export const nothingKnown: KnownTexts = { keys: '', checkpoints: '', witnesses: '' };

export type KnownFaults = Partial<Record<keyof KnownTexts, string>>;

/** The parts of the fields, or what is wrong with them. */
export type Known = { options: BundleOptions } | { faults: KnownFaults };

interface Keys {
  keys: VerifierKey[];
  /** The first line that is no key of this kind, from 1; null when all are. */
  badLine: number | null;
}

function keysIn(text: string, type: KeyType): Keys {
  const keys: VerifierKey[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const key = parseVerifierKey(line.trim());
    if (key?.type !== type) return { keys, badLine: index + 1 };
    keys.push(key);
  }
  return { keys, badLine: null };
}

/** A note ends in a line feed; pasting often loses it, and carries the line ends of another system. */
function checkpointsIn(text: string) {
  const note = text.replaceAll('\r\n', '\n').trim();
  if (note === '') return { checkpoints: [], isBad: false };
  const checkpoint = parseCheckpoint(`${note}\n`);
  return { checkpoints: checkpoint ? [checkpoint] : [], isBad: checkpoint === null };
}

/** Reads what is known from elsewhere; an empty field is nothing known. */
export function knownFrom(texts: KnownTexts): Known {
  const keys = keysIn(texts.keys, 1);
  const witnesses = keysIn(texts.witnesses, 4);
  const { checkpoints, isBad } = checkpointsIn(texts.checkpoints);
  const faults: KnownFaults = {
    ...(keys.badLine !== null && { keys: t('auditLog.verify.keysBad', { line: keys.badLine }) }),
    ...(isBad && { checkpoints: t('auditLog.verify.checkpointsBad') }),
    ...(witnesses.badLine !== null && {
      witnesses: t('auditLog.verify.witnessesBad', { line: witnesses.badLine }),
    }),
  };
  if (Object.keys(faults).length > 0) return { faults };
  return { options: { keys: keys.keys, witnesses: witnesses.keys, checkpoints } };
}
