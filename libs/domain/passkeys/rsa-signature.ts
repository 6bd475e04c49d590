import { hexToBytes } from '@noble/hashes/utils.js';
import { sha256Hex } from '../audit-log';

/** What stands before a SHA-256 in what RSA signs: DigestInfo in DER (RFC 8017, 9.2, note 1). */
const digestInfo = '3031300d060960864801650304020105000420';

/** The public exponent of every key that is taken: 65,537. */
const squarings = 16;

/**
 * Whether a signature is the key's on a message: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2.2), by making the one encoding
 * that is right and comparing all of it. Nothing secret is computed with.
 * @param modulus big-endian, of a key with the exponent 65,537
 */
export function isRsaSignature(signature: Uint8Array, message: Uint8Array, modulus: Uint8Array): boolean {
  const [s, n] = [numberOf(signature), numberOf(modulus)];
  if (signature.length !== modulus.length || s >= n) return false;
  let power = s;
  for (let done = 0; done < squarings; done += 1) power = (power * power) % n;
  return (power * s) % n === numberOf(encoded(message, modulus.length));
}

/** EMSA-PKCS1-v1_5: 00 01 ff … ff 00, the algorithm, the hash. */
function encoded(message: Uint8Array, length: number): Uint8Array {
  const hash = hexToBytes(digestInfo + sha256Hex(message));
  const bytes = new Uint8Array(length).fill(0xff);
  bytes.set([0, 1]);
  bytes[length - hash.length - 1] = 0;
  bytes.set(hash, length - hash.length);
  return bytes;
}

function numberOf(bytes: Uint8Array): bigint {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return BigInt(`0x${hex || '0'}`);
}
