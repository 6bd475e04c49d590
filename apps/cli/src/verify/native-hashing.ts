import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto';
import { type Hashing } from '@countersign/domain/audit-log';

/** Before the 32 bytes of an Ed25519 public key in DER (RFC 8410). */
const keyPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const keys = new Map<string, KeyObject>();

/** The runtime's own primitives: about three times as fast on a whole log as those in JavaScript. */
export const nativeHashing: Hashing = {
  sha256: (bytes) => hash('sha256', bytes),
  verifyEd25519(signature, message, publicKey) {
    return signature.length === 64 && verify(null, message, keyOf(publicKey), signature);
  },
};

function keyOf(publicKey: Uint8Array): KeyObject {
  const bytes = Buffer.concat([keyPrefix, publicKey]);
  const text = bytes.toString('hex');
  const key = keys.get(text) ?? createPublicKey({ key: bytes, format: 'der', type: 'spki' });
  keys.set(text, key);
  return key;
}
