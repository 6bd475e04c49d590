import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json';
import { portableSha256, type Sha256 } from './sha-256';

/** SHA-256 of bytes, 64 lower-case hex digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return portableSha256.sha256(bytes);
}

/** The content address of a JSON value: SHA-256 over its canonical JSON, lower-case hex. */
export function digestOf(value: unknown): string {
  return sha256Hex(utf8ToBytes(canonicalJson(value)));
}

/**
 * The hash of one log entry: SHA-256(0x00 ‖ bytes of its canonical text), lower-case hex.
 * The leading zero byte marks a leaf, so that no inner node of a tree can pass for an entry (RFC 6962, 2.1).
 */
export function leafHash(canonical: string, hashing: Sha256 = portableSha256): string {
  return leafHashOf(utf8ToBytes(canonical), hashing);
}

/** The hash of a leaf of any bytes: SHA-256(0x00 ‖ bytes), lower-case hex. */
export function leafHashOf(bytes: Uint8Array, hashing: Sha256 = portableSha256): string {
  return hashing.sha256(concatBytes(Uint8Array.of(0), bytes));
}

/** The hash of an inner node over its two subtrees: SHA-256(0x01 ‖ left ‖ right), lower-case hex (RFC 6962, 2.1). */
export function nodeHash(left: string, right: string, hashing: Sha256 = portableSha256): string {
  return hashing.sha256(concatBytes(Uint8Array.of(1), hexToBytes(left), hexToBytes(right)));
}

/**
 * A commitment to a payload that gives nothing away: SHA-256(salt ‖ canonical JSON), lower-case hex.
 * When salt and payload are erased the entry still verifies, and the payload cannot be guessed from it.
 * @param salt random bytes as lower-case hex, at least 16 of them to withstand guessing
 * @throws RangeError for a salt in another spelling, since readers would differ in whether it matches
 */
export function payloadCommitment(payload: unknown, salt: string, hashing: Sha256 = portableSha256): string {
  if (!/^([0-9a-f]{2})+$/.test(salt)) throw new RangeError('a salt is lower-case hex');
  return hashing.sha256(concatBytes(hexToBytes(salt), utf8ToBytes(canonicalJson(payload))));
}
