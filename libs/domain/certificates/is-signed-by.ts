import { p256, p384 } from '@noble/curves/nist.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { portableHashing } from '../audit-log';
import type { PublicKey } from './public-key';

const hashes = { sha256, sha384, sha512 };

/** What ECDSA signs the hash of. */
export type SignatureHash = keyof typeof hashes;

/** The hash that goes with a curve where nothing says which. */
const usual = { p256: 'sha256', p384: 'sha384' } as const;

/**
 * Whether the key's holder signed the bytes: ECDSA as DER, over the hash that has the length of the curve unless another is
 * named, or Ed25519. Never throws: bytes that are no signature are none of the key's.
 */
export function isSignedBy(
  signature: Uint8Array,
  signed: Uint8Array,
  { type, bytes, hash }: PublicKey & { hash?: SignatureHash },
): boolean {
  if (type === 'ed25519')
    return signature.length === 64 && portableHashing.verifyEd25519(signature, signed, bytes);
  const curve = type === 'p256' ? p256 : p384;
  const digest = hashes[hash ?? usual[type]](signed);
  try {
    // Other signers than ours do not choose the lower of the two values of s.
    return curve.verify(signature, digest, bytes, { format: 'der', lowS: false, prehash: false });
  } catch {
    return false;
  }
}
