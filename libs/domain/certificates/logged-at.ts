import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import {
  base64Decode,
  base64Encode,
  canonicalJson,
  leafHashOf,
  parseNote,
  verifyInclusion,
} from '../audit-log';
import { isSignedBy } from './is-signed-by';
import { type LoggedSignature, isEntryOf } from './logged-signature';
import { readPublicKey, type PublicKey } from './public-key';

/** An entry of a transparency log (Rekor, version 1) with what proves it. Nothing of it is verified yet. */
export interface LogEntry {
  /** Canonical JSON: what was logged. */
  body: Uint8Array;
  /** 64 hex digits. */
  logId: string;
  /** In all parts of the log. */
  logIndex: number;
  /** Seconds since 1970. */
  integratedTime: number;
  /** The log's signature on the four. */
  promise: Uint8Array;
  /** That the body stands in the tree of this part of the log. Hashes are 64 hex digits. */
  proof: { index: number; size: number; root: string; hashes: readonly string[]; checkpoint: string };
}

/** When a log took a signature in, or why that is not known. The reason is a sentence. */
export type LoggedAt = { at: number } | { verdict: 'fail' | 'unknown'; reason: string };

/**
 * When a transparency log took in the signature: the log signed the time, and a tree in which the entry stands, and the entry
 * is of this signature. Milliseconds since 1970-01-01T00:00Z.
 * @param log PEM of the log's public key
 */
export function loggedAt(entry: LogEntry | null, logged: LoggedSignature, log: string): LoggedAt {
  const key = readPublicKey(log);
  if (key === null)
    return {
      verdict: 'unknown',
      reason: 'The key of the transparency log is no P-256, P-384 or Ed25519 key in PEM.',
    };
  if (entry === null)
    return {
      verdict: 'unknown',
      reason: 'The bundle has no entry of a transparency log with a time that the log signed.',
    };
  if (!isPromised(entry, key))
    return {
      verdict: 'fail',
      reason: 'The transparency log that the policy names did not sign the time of the entry.',
    };
  if (!isIncluded(entry, key))
    return {
      verdict: 'fail',
      reason: 'The entry does not stand in a tree that the transparency log signed.',
    };
  if (!isEntryOf(entry.body, logged))
    return {
      verdict: 'fail',
      reason: 'The entry of the transparency log is of another signature, or of another kind.',
    };
  return { at: entry.integratedTime * 1000 };
}

/** The signed entry timestamp: over the entry without its proof, as canonical JSON. */
function isPromised({ body, logId, logIndex, integratedTime, promise }: LogEntry, key: PublicKey): boolean {
  const signed = canonicalJson({ body: base64Encode(body), integratedTime, logID: logId, logIndex });
  return isSignedBy(promise, utf8ToBytes(signed), key);
}

function isIncluded({ body, proof }: LogEntry, key: PublicKey): boolean {
  const { index, size, root, hashes, checkpoint } = proof;
  const note = parseNote(checkpoint);
  const [, notedSize, notedRoot = ''] = note?.text.split('\n') ?? [];
  const rootBytes = base64Decode(notedRoot);
  if (note === null || rootBytes === null) return false;
  if (notedSize !== String(size) || bytesToHex(rootBytes) !== root) return false;
  return (
    verifyInclusion({ index, size, leaf: leafHashOf(body), proof: hashes, root }) &&
    note.signatures
      .slice(0, mostSigners)
      .some((line) => isSignedBy(line.signature, utf8ToBytes(note.text), key))
  );
}

/** The log's own line and those of witnesses; each costs a verification. */
const mostSigners = 8;
