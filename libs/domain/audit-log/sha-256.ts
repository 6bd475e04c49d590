import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** What hashing needs, and no more: a page that only hashes need not load the curve of the signatures. */
export interface Sha256 {
  /** SHA-256 as 64 lower-case hex digits. */
  sha256(bytes: Uint8Array): string;
}

/** Runs anywhere that runs JavaScript. */
export const portableSha256: Sha256 = { sha256: (bytes) => bytesToHex(sha256(bytes)) };
