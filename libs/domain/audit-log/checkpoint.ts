import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { base64Decode, base64Encode } from './base64';
import { isSize } from './leaf-range';
import { parseNote, type Note } from './signed-note';
import { formatVerifierKey, isKeyName, parseVerifierKey, type VerifierKey } from './verifier-key';

/** What a checkpoint says: this log, so many entries, this root (C2SP tlog-checkpoint). */
export interface CheckpointBody {
  /** Which log; also the name its keys sign under. */
  origin: string;
  size: number;
  /** 64 lower-case hex digits here; base64 in the text. */
  root: string;
  /**
   * The key that signs from here on. Only at a change of keys, and then both sign. The old key's signature covers the
   * name of the new one: two signatures under one text would not say so, since anybody can add a line of their own.
   */
  nextKey?: VerifierKey;
}

/** A checkpoint as read: what it says and the note that says it. Its signatures are not verified yet. */
export interface Checkpoint extends CheckpointBody {
  note: Note;
}

const nextKeyWord = 'next-key ';

/** The origin of a workspace's audit log. */
export function logOrigin(workspaceId: string): string {
  return `countersign.audit/${workspaceId}`;
}

/** The text that is signed: origin, size, root, at a change of keys the new key; each with its line feed. */
export function checkpointBody({ origin, size, root, nextKey }: CheckpointBody): string {
  const lines = [origin, String(size), base64Encode(hexToBytes(root))];
  if (nextKey) lines.push(`${nextKeyWord}${formatVerifierKey(nextKey)}`);
  const text = lines.map((line) => `${line}\n`).join('');
  if (parseCheckpointBody(text) === null) throw new RangeError('these parts make no checkpoint');
  return text;
}

/** A checkpoint of a note's text, or null when it is none of this log's kind. Never throws. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const note = parseNote(text);
  const body = note && parseCheckpointBody(note.text);
  return body && { ...body, note };
}

function parseCheckpointBody(text: string): CheckpointBody | null {
  const [origin = '', size = '', base64 = '', ...rest] = text.split('\n');
  const root = base64Decode(base64);
  if (!isKeyName(origin) || !isDecimal(size) || root?.length !== 32) return null;
  const body = { origin, size: Number(size), root: bytesToHex(root) };
  // What the last line feed leaves behind it is an empty text.
  if (rest.length === 1) return rest[0] === '' ? body : null;
  const nextKey = rest.length === 2 && rest[1] === '' ? parseNextKey(rest[0]!) : null;
  return nextKey?.name === origin ? { ...body, nextKey } : null;
}

/** Whether a text is the one spelling of a size. */
export function isDecimal(text: string): boolean {
  return /^(0|[1-9][0-9]{0,15})$/.test(text) && isSize(Number(text));
}

function parseNextKey(line: string): VerifierKey | null {
  if (!line.startsWith(nextKeyWord)) return null;
  const key = parseVerifierKey(line.slice(nextKeyWord.length));
  return key?.type === 1 ? key : null;
}
