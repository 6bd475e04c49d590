import { genesisHash } from './audit-entry';
import { leafHash, payloadCommitment } from './digest';
import { parseEntryText } from './entry-text';
import { portableSha256, type Sha256 } from './sha-256';

/** One stored entry as it comes back for checking. */
export interface StoredEntry {
  sequence: number;
  previousHash: string;
  canonical: string;
  hash: string;
  /** Checked against the commitment, with its salt; both are gone after an erasure, never one alone. */
  payload?: unknown;
  salt?: string | null;
  /** Fields stored a second time beside the text, by path such as `action` or `actor.id`; each must agree. */
  columns?: Readonly<Record<string, string | null>>;
}

/** A head of the log: how many entries, and the hash of the last one. */
export interface LogHead {
  size: number;
  hash: string;
}

/** What to start from (default: the empty log) and what to end at (default: wherever the entries end). */
export interface VerifyOptions {
  from?: LogHead;
  /** A head known from elsewhere; without one, entries cut off the end cannot be noticed. */
  until?: LogHead;
  hashing?: Sha256;
}

export interface LogVerification {
  valid: boolean;
  /** Entries that verified. */
  entries: number;
  /** Sequence number at which the log stops verifying. */
  firstBad: number | null;
  reason: string | null;
  /** The last head that verified: `from` of the next page. */
  head: LogHead;
}

/** The head of a log without entries. */
export const emptyHead: LogHead = { size: 0, hash: genesisHash };

/**
 * Checks a run of entries, in order: sequence without gaps, hash of the text, link to the entry before,
 * text and columns in agreement, payload and salt as committed to, or both absent.
 * Stops at the first entry that fails. Never throws on bad content.
 */
export function verifyEntries(entries: Iterable<StoredEntry>, options: VerifyOptions = {}): LogVerification {
  const { from = emptyHead, until, hashing = portableSha256 } = options;
  let head = from;
  for (const entry of entries) {
    const reason = faultOf(entry, head, hashing);
    if (reason !== null) return broken(from, head, reason);
    head = { size: entry.sequence, hash: entry.hash };
  }
  if (until !== undefined && until.size !== head.size) {
    return broken(from, head, `the log ends at ${head.size}, the known head is at ${until.size}`);
  }
  if (until !== undefined && until.hash !== head.hash)
    return broken(from, head, 'the known head has another hash');
  return { valid: true, entries: head.size - from.size, firstBad: null, reason: null, head };
}

function broken(from: LogHead, head: LogHead, reason: string): LogVerification {
  return { valid: false, entries: head.size - from.size, firstBad: head.size + 1, reason, head };
}

function faultOf(entry: StoredEntry, head: LogHead, hashing: Sha256): string | null {
  if (entry.sequence !== head.size + 1)
    return `sequence ${entry.sequence} stands where ${head.size + 1} belongs`;
  if (leafHash(entry.canonical, hashing) !== entry.hash) return 'the hash is not the hash of the text';
  if (entry.previousHash !== head.hash) return 'it does not link to the entry before it';
  const fields = readFields(entry.canonical);
  if (fields === null) return 'the text is not canonical JSON of an entry, version 1 or 2';
  if (fields.get('sequence') !== entry.sequence) return 'sequence differs between text and row';
  if (fields.get('previousHash') !== entry.previousHash) return 'previousHash differs between text and row';
  for (const [path, value] of Object.entries(entry.columns ?? {})) {
    if ((fields.get(path) ?? null) !== value) return `${path} differs between text and row`;
  }
  return payloadFault(entry, fields.get('payloadCommitment'), hashing);
}

function payloadFault({ payload, salt }: StoredEntry, commitment: unknown, hashing: Sha256): string | null {
  if (payload === undefined && salt == null) return null;
  if (payload === undefined || salt == null)
    return 'of payload and salt one is missing: they are erased together';
  try {
    return payloadCommitment(payload, salt, hashing) === commitment
      ? null
      : 'the payload is not the one committed to';
  } catch {
    // Salt that is not hex or a payload that is not JSON: whatever was committed to, it was not this.
    return 'the payload or its salt cannot be read';
  }
}

/** The fields of an entry by path, one level deep; null when the text is not the canonical text of an entry. */
function readFields(canonical: string): ReadonlyMap<string, unknown> | null {
  const entry = parseEntryText(canonical);
  if (entry === null) return null;
  const fields = new Map<string, unknown>();
  for (const [key, value] of Object.entries(entry)) {
    fields.set(key, value);
    if (typeof value !== 'object' || value === null) continue;
    for (const [inner, member] of Object.entries(value)) fields.set(`${key}.${inner}`, member);
  }
  return fields;
}
