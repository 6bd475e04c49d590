import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json';

/** SHA-256 of bytes, 64 lower-case hex digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** The content address of a JSON value: SHA-256 over its canonical JSON, lower-case hex. */
export function digestOf(value: unknown): string {
  return sha256Hex(utf8ToBytes(canonicalJson(value)));
}

/**
 * The hash of one log entry: SHA-256(0x00 ‖ bytes of its canonical text), lower-case hex.
 * The leading zero byte marks a leaf, so that no inner node of a tree can pass for an entry (RFC 6962, 2.1).
 */
export function leafHash(canonical: string): string {
  return sha256Hex(concatBytes(Uint8Array.of(0), utf8ToBytes(canonical)));
}

/**
 * A commitment to a payload that gives nothing away: SHA-256(salt ‖ canonical JSON), lower-case hex.
 * When salt and payload are erased the entry still verifies, and the payload cannot be guessed from it.
 * @param salt random bytes as hex, at least 16 of them to withstand guessing
 */
export function payloadCommitment(payload: unknown, salt: string): string {
  return sha256Hex(concatBytes(hexToBytes(salt), utf8ToBytes(canonicalJson(payload))));
}
