import { ed25519 } from '@noble/curves/ed25519.js';
import { portableSha256, type Sha256 } from './sha-256';

/**
 * The two primitives that checking a log costs its time. The rules are written once; a place that has them built in
 * faster, such as the command line, passes its own.
 */
export interface Hashing extends Sha256 {
  /** Whether a signature of 64 bytes is the key's on the message (RFC 8032, Ed25519). Never throws. */
  verifyEd25519(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
}

/** Runs anywhere that runs JavaScript. */
export const portableHashing: Hashing = {
  sha256: portableSha256.sha256,
  verifyEd25519(signature, message, publicKey) {
    if (signature.length !== 64 || publicKey.length !== 32) return false;
    // The strict reading: only canonical encodings, and no key of small order, which would "sign" any message.
    return ed25519.verify(signature, message, publicKey, { zip215: false }) && isPrimeOrder(signature);
  },
};

/**
 * Whether the point R of a signature has no part of small order. The library multiplies such a part away (RFC 8032, 5.1.7,
 * allows both), while OpenSSL, WebCrypto and others compare R itself: whoever holds the key could sign so that a log holds
 * here and nowhere else.
 */
function isPrimeOrder(signature: Uint8Array): boolean {
  return ed25519.Point.fromBytes(signature.subarray(0, 32), false).isTorsionFree();
}
