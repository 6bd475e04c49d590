import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { isSignedBy, type PublicKey } from '../certificates';

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

/** Whether the key's holder signed the statement. */
export function isStatementSignedBy(statement: SignedStatement, key: PublicKey): boolean {
  return isSignedBy(statement.signature, signedBytes(statement), key);
}
