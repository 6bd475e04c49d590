import { p256 } from '@noble/curves/nist.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { type Hashing } from '../audit-log';
import { base64UrlDecode } from './base64url';
import { type PasskeyKey } from './passkey-key';
import { isRsaSignature } from './rsa-signature';

/** What a passkey signed, and the signature. */
export interface Signed {
  signature: Uint8Array;
  message: Uint8Array;
}

/** Whether a signature is this key's on the message. Never throws: bytes that are no signature are none of the key's. */
export function isSignatureOf(key: PasskeyKey, { signature, message }: Signed, hashing: Hashing): boolean {
  try {
    if (key.kty === 'RSA') return isRsaSignature(signature, message, bytesOf(key.n));
    if (key.kty === 'OKP') return hashing.verifyEd25519(signature, message, bytesOf(key.x));
    const point = concatBytes(Uint8Array.of(4), bytesOf(key.x), bytesOf(key.y));
    // As authenticators write them: DER, and s in either half.
    return p256.verify(signature, message, point, { format: 'der', lowS: false });
  } catch {
    return false;
  }
}

function bytesOf(text: string): Uint8Array {
  return base64UrlDecode(text) ?? new Uint8Array();
}
