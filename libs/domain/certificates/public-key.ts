import { p256, p384 } from '@noble/curves/nist.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { base64Decode, verifierKey } from '../audit-log';

/** A public key that signatures are verified by. */
export interface PublicKey {
  type: 'p256' | 'p384' | 'ed25519';
  /** A point as SEC 1 writes it, or the 32 bytes of Ed25519. */
  bytes: Uint8Array;
}

/** What comes before the key in its DER (SubjectPublicKeyInfo; RFC 5480 and RFC 8410), in hex. */
const heads = {
  p256: '3059301306072a8648ce3d020106082a8648ce3d030107034200',
  p384: '3076301006072a8648ce3d020106052b81040022036200',
  ed25519: '302a300506032b6570032100',
} as const;

/**
 * The key of a PEM text ("BEGIN PUBLIC KEY"), or null when it is none: P-256 or P-384 with an uncompressed point, or Ed25519.
 * A point that is not on the curve, or of small order, is no key.
 */
export function readPublicKey(pem: string): PublicKey | null {
  const [, body = ''] =
    /^-----BEGIN PUBLIC KEY-----\s+([A-Za-z0-9+/=\s]{1,400})-----END PUBLIC KEY-----$/.exec(pem.trim()) ?? [];
  const der = base64Decode(body.replaceAll(/\s/g, ''));
  return der === null ? null : keyOfDer(der);
}

/** The key of a SubjectPublicKeyInfo in DER, or null when it is none of those. */
export function keyOfDer(der: Uint8Array): PublicKey | null {
  const hex = bytesToHex(der);
  for (const type of ['p256', 'p384', 'ed25519'] as const) {
    const bytes = der.slice(heads[type].length / 2);
    if (hex.startsWith(heads[type]) && isUsable[type](bytes)) return { type, bytes };
  }
  return null;
}

const isUsable = {
  p256: (bytes: Uint8Array) => bytes.length === 65 && p256.utils.isValidPublicKey(bytes, false),
  p384: (bytes: Uint8Array) => bytes.length === 97 && p384.utils.isValidPublicKey(bytes, false),
  ed25519: (bytes: Uint8Array) => {
    try {
      verifierKey('key', bytes);
      return true;
    } catch {
      return false;
    }
  },
};
