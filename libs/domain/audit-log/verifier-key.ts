import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64Decode, base64Encode } from './base64';
import { sha256Hex } from './digest';

/** What a key signs: 1 = notes (C2SP signed-note), 4 = cosignatures of a witness (C2SP tlog-cosignature). Both Ed25519. */
export type KeyType = 1 | 4;

/** A public key with the name it signs under. */
export interface VerifierKey {
  name: string;
  type: KeyType;
  /** Eight hex digits that mark the key's signature lines; too few to tell keys apart safely, so the name counts, too. */
  keyId: string;
  publicKey: Uint8Array;
}

/** Whether a text can name a key: not empty, no white space, no plus, no control characters, no half characters. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\p{White_Space}+\u0000-\u001f]/u.test(name);
}

/** A key by its parts. @throws RangeError for a name that is none, or bytes that are no usable Ed25519 key */
export function verifierKey(name: string, publicKey: Uint8Array, type: KeyType = 1): VerifierKey {
  if (!isKeyName(name)) throw new RangeError('a key name has no spaces and no plus');
  if (!isUsable(publicKey)) throw new RangeError('this is no Ed25519 public key');
  const material = concatBytes(Uint8Array.of(type), publicKey);
  const keyId = sha256Hex(concatBytes(utf8ToBytes(`${name}\n`), material)).slice(0, 8);
  return { name, type, keyId, publicKey };
}

/** The text of a key, as people pass it on: `<name>+<key id>+<base64(type ‖ public key)>` (C2SP signed-note, vkey). */
export function formatVerifierKey({ name, type, keyId, publicKey }: VerifierKey): string {
  return `${name}+${keyId}+${base64Encode(concatBytes(Uint8Array.of(type), publicKey))}`;
}

/** The key of a text, or null when it is none: three parts, a key id that fits, one of the two types, a usable key. */
export function parseVerifierKey(text: string): VerifierKey | null {
  // The base64 may hold a plus, the name may not.
  const [, name = '', keyId, base64 = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const material = base64Decode(base64);
  const type = material?.[0];
  if (material?.length !== 33 || (type !== 1 && type !== 4)) return null;
  try {
    const key = verifierKey(name, material.subarray(1), type);
    return key.keyId === keyId ? key : null;
  } catch {
    return null;
  }
}

/** Keys found usable, in hex. Looking costs milliseconds, and the few keys of a log come with every checkpoint. */
const usable = new Set<string>();
/** As many are remembered; then all are forgotten, since keys are also read from elsewhere. */
const mostRemembered = 1_000;

function isUsable(publicKey: Uint8Array): boolean {
  const hex = bytesToHex(publicKey);
  if (usable.has(hex)) return true;
  if (!isOfPrimeOrder(publicKey)) return false;
  if (usable.size >= mostRemembered) usable.clear();
  usable.add(hex);
  return true;
}

/**
 * Canonical bytes of a point of prime order. Under a key of small order anything would count as signed; under one with a
 * part of small order, what one library accepts another refuses.
 */
function isOfPrimeOrder(publicKey: Uint8Array): boolean {
  try {
    const point = ed25519.Point.fromBytes(publicKey, false);
    return !point.isSmallOrder() && point.isTorsionFree();
  } catch {
    return false;
  }
}
