import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { base64Decode, base64Encode } from './base64';
import { isKeyName, verifierKey, type KeyType, type VerifierKey } from './verifier-key';

/** One line `— <name> base64(key id ‖ signature)` under a note. */
export interface NoteSignature {
  name: string;
  keyId: string;
  signature: Uint8Array;
}

/** Who signs. The secret stays with whoever made the signer: a file, a key service, a test. */
export interface Signer {
  key: VerifierKey;
  /** The Ed25519 signature, 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

/** More lines than these are refused: what is read from elsewhere has a bound. */
const mostSignatures = 64;

/** Signs with a secret held in memory. @param secret the 32 bytes of an Ed25519 seed */
export function ed25519Signer(name: string, secret: Uint8Array, type: KeyType = 1): Signer {
  const key = verifierKey(name, ed25519.getPublicKey(secret), type);
  return { key, sign: (message) => ed25519.sign(message, secret) };
}

/** A signature line with its line feed. */
export function formatSignature({ name, keyId }: VerifierKey, signature: Uint8Array): string {
  return `\u2014 ${name} ${base64Encode(concatBytes(hexToBytes(keyId), signature))}\n`;
}

/** Signature lines, each with its line feed, as a witness answers them; null unless there is one and all are well made. */
export function parseSignatureLines(lines: string): NoteSignature[] | null {
  if (!lines.endsWith('\n')) return null;
  const each = lines.slice(0, -1).split('\n');
  if (each.length > mostSignatures) return null;
  const signatures = each.map(parseSignatureLine);
  return signatures.every((signature) => signature !== null) ? signatures : null;
}

function parseSignatureLine(line: string): NoteSignature | null {
  const [, name = '', base64 = ''] = /^\u2014 ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
  const bytes = base64Decode(base64);
  if (!isKeyName(name) || bytes === null || bytes.length < 5) return null;
  return { name, keyId: bytesToHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}
