import { base64Decode, base64Encode, hasRepeatedMember, sha256Hex, textOfUtf8 } from '../audit-log';
import { listOf, MalformedDocument, membersOf, text } from '../json-reading';
import { isSame } from './read-der';

/** The signature that somebody logged. */
export interface LoggedSignature {
  payload: Uint8Array;
  signature: Uint8Array;
  /** DER of the certificate of who signed. */
  certificate: Uint8Array;
}

const dsseEntry = membersOf({
  apiVersion: text,
  kind: text,
  spec: membersOf({
    payloadHash: membersOf({ algorithm: text, value: text }),
    signatures: listOf(membersOf({ signature: text, verifier: text }), 1),
  }),
});

/** Whether the body of an entry is of this signature: of kind dsse 0.0.1, as clients of Sigstore log statements. Never throws. */
export function isEntryOf(body: Uint8Array, { payload, signature, certificate }: LoggedSignature): boolean {
  try {
    const json = textOfUtf8(body);
    const value: unknown = JSON.parse(json);
    if (hasRepeatedMember(json, value)) return false;
    const { apiVersion, kind, spec } = dsseEntry(value, 'body');
    const { payloadHash, signatures } = spec;
    const [signed] = signatures;
    if (apiVersion !== '0.0.1' || kind !== 'dsse' || signed === undefined) return false;
    if (payloadHash.algorithm !== 'sha256' || payloadHash.value !== sha256Hex(payload)) return false;
    const verifier = derOf(signed.verifier);
    return signed.signature === base64Encode(signature) && verifier !== null && isSame(verifier, certificate);
  } catch (error) {
    if (error instanceof MalformedDocument || error instanceof SyntaxError || error instanceof TypeError)
      return false;
    throw error;
  }
}

/** The DER of a certificate in PEM in base64. */
function derOf(verifier: string): Uint8Array | null {
  const pem = textOfUtf8(base64Decode(verifier) ?? new Uint8Array());
  const [, body = ''] =
    /^-----BEGIN CERTIFICATE-----\s+([A-Za-z0-9+/=\s]{1,30000})-----END CERTIFICATE-----\s*$/.exec(pem) ?? [];
  return base64Decode(body.replaceAll(/\s/g, ''));
}
