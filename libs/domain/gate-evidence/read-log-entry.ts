import { bytesToHex } from '@noble/hashes/utils.js';
import { base64Decode } from '../audit-log';
import type { LogEntry } from '../certificates';
import { listOf, MalformedDocument, membersOf, type Read, text } from '../json-reading';

const bytes: Read<Uint8Array> = (value, place) => {
  const read = base64Decode(text(value, place));
  if (read === null) throw new MalformedDocument(place, 'has to be base64.');
  return read;
};

const hash: Read<string> = (value, place) => {
  const read = bytes(value, place);
  if (read.length !== 32) throw new MalformedDocument(place, 'has to be a SHA-256.');
  return bytesToHex(read);
};

/** A whole number, which Protobuf's JSON writes as a text. */
const count: Read<number> = (value, place) => {
  const read = typeof value === 'string' && /^(0|[1-9]\d{0,15})$/.test(value) ? Number(value) : value;
  if (typeof read !== 'number' || !Number.isSafeInteger(read) || read < 0)
    throw new MalformedDocument(place, 'has to be a whole number.');
  return read;
};

const entry = membersOf({
  logIndex: count,
  logId: membersOf({ keyId: hash }),
  integratedTime: count,
  inclusionPromise: membersOf({ signedEntryTimestamp: bytes }),
  inclusionProof: membersOf({
    logIndex: count,
    rootHash: hash,
    treeSize: count,
    hashes: listOf(hash, 64),
    checkpoint: membersOf({ envelope: text }),
  }),
  canonicalizedBody: bytes,
});

/**
 * The one entry of a transparency log in a bundle; null where there is none, or several, or one of another form than those
 * with a time that the log signed (Rekor, version 1). Policies that name no log do not need it, so that none is a fault.
 */
export function readLogEntry(entries: unknown): LogEntry | null {
  try {
    const [read, second] = listOf(entry, 10)(entries, 'tlogEntries');
    if (read === undefined || second !== undefined) return null;
    const { inclusionProof: proof } = read;
    return {
      body: read.canonicalizedBody,
      logId: read.logId.keyId,
      logIndex: read.logIndex,
      integratedTime: read.integratedTime,
      promise: read.inclusionPromise.signedEntryTimestamp,
      proof: {
        ...{ index: proof.logIndex, size: proof.treeSize, root: proof.rootHash, hashes: proof.hashes },
        checkpoint: proof.checkpoint.envelope,
      },
    };
  } catch (error) {
    if (!(error instanceof MalformedDocument)) throw error;
    return null;
  }
}
