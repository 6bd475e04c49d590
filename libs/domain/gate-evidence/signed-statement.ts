import { p256 } from '@noble/curves/nist.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { portableHashing } from '../audit-log';
import type { PublicKey } from './public-key';

/** The payload of a DSSE envelope with its one signature. */
export interface SignedStatement {
  payloadType: string;
  payload: Uint8Array;
  signature: Uint8Array;
}

/** What is signed (DSSE 1.0.2, protocol): the type and the payload, each with its length before it. */
function signedBytes({ payloadType, payload }: SignedStatement): Uint8Array {
  const type = utf8ToBytes(payloadType);
  const head = `DSSEv1 ${type.length} ${payloadType} ${payload.length} `;
  return concatBytes(utf8ToBytes(head), payload);
}

/** Whether the key's holder signed the statement: ECDSA over SHA-256, as DER, or Ed25519. */
export function isStatementSignedBy(statement: SignedStatement, key: PublicKey): boolean {
  return isSignedBy(statement.signature, signedBytes(statement), key);
}

/** Whether the key's holder signed the bytes. */
export function isSignedBy(signature: Uint8Array, signed: Uint8Array, { type, bytes }: PublicKey): boolean {
  if (type === 'ed25519')
    return signature.length === 64 && portableHashing.verifyEd25519(signature, signed, bytes);
  try {
    // Other signers than ours do not choose the lower of the two values of s.
    return p256.verify(signature, signed, bytes, { format: 'der', lowS: false, prehash: true });
  } catch {
    return false;
  }
}
