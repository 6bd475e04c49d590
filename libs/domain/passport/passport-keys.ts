import {
  canonicalJson,
  formatVerifierKey,
  type Hashing,
  parseCheckpoint,
  parseVerifierKey,
  type VerifierKey,
  verifyNote,
} from '../audit-log';
import { listOf, MalformedDocument, objectOf, text } from '../json-reading';
import { canonicalValue } from './canonical-text';

/** The keys of the log, in order of use, and the checkpoints at which each but the last handed over to the next. */
export interface PassportKeys {
  origin: string;
  keys: readonly VerifierKey[];
  handovers: readonly string[];
}

interface KeysJson {
  origin: string;
  keys: readonly string[];
  handovers: readonly string[];
}

const read = objectOf<KeysJson>({ origin: text, keys: listOf(text, 100), handovers: listOf(text, 100) });

export function keysText({ origin, keys, handovers }: PassportKeys): string {
  return canonicalJson({ origin, keys: keys.map(formatVerifierKey), handovers });
}

/** @throws MalformedDocument */
export function readKeys(file: string): PassportKeys {
  const { origin, keys: texts, handovers } = read(canonicalValue(file, 'keys.json'), 'keys.json');
  const keys = texts.map((each) => parseVerifierKey(each)).filter((key) => key !== null);
  const areOfLog = keys.every((key) => key.type === 1 && key.name === origin);
  if (keys.length === 0 || keys.length < texts.length || !areOfLog || new Set(texts).size < texts.length)
    throw new MalformedDocument('keys.json', 'holds what is no key of the log, or a key twice.');
  return { origin, keys, handovers };
}

/**
 * The keys that were in force when the log had so many entries: one, and at a handover both. Whoever holds a key that was given
 * up signs nothing any more that came after.
 */
export function keysInForce({ keys, handovers }: PassportKeys, size: number): readonly VerifierKey[] {
  const sizes = handovers.map((note) => parseCheckpoint(note)?.size ?? 0);
  return keys.filter((_, at) => size >= (sizes[at - 1] ?? 0) && size <= (sizes[at] ?? Infinity));
}

/** What is wrong with how one key handed over to the next; null when whoever trusts one of them may trust the last. */
export function handoverFault({ origin, keys, handovers }: PassportKeys, hashing: Hashing): string | null {
  if (handovers.length !== keys.length - 1) return 'a key follows another without a handover';
  const broken = handovers.findIndex((note, at) => {
    const checkpoint = parseCheckpoint(note);
    const [before, next] = [keys[at]!, keys[at + 1]!];
    if (checkpoint?.origin !== origin || checkpoint.nextKey === undefined) return true;
    if (formatVerifierKey(checkpoint.nextKey) !== formatVerifierKey(next)) return true;
    const signers = verifyNote(checkpoint.note, [before, next], hashing) ?? [];
    return ![before, next].every((key) => signers.some((signed) => signed.key.keyId === key.keyId));
  });
  return broken < 0 ? null : `the handover to key ${broken + 2} is not signed by both keys`;
}
