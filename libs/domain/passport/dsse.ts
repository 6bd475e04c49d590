import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import {
  base64Decode,
  base64Encode,
  canonicalJson,
  formatVerifierKey,
  type Hashing,
  type Signer,
  type VerifierKey,
} from '../audit-log';
import { listOf, MalformedDocument, objectOf, text } from '../json-reading';
import { bytesOf, textOf } from './archive';
import { canonicalValue } from './canonical-text';

const payloadType = 'application/vnd.in-toto+json';

/** A DSSE envelope with the one signature of a passport. */
export interface Envelope {
  /** The text that was signed. */
  payload: string;
  /** The text of the key that is said to have signed; nothing rests on it. */
  keyId: string;
  signature: Uint8Array;
}

/**
 * What is signed: never the text of a checkpoint or a cosignature, which the same key signs. Those begin with a line that
 * has no space; this one begins with `DSSEv1 `.
 */
function signedBytes(payload: string): Uint8Array {
  const [type, body] = [utf8ToBytes(payloadType), utf8ToBytes(payload)];
  const words = `DSSEv1 ${type.length} ${payloadType} ${body.length} `;
  return concatBytes(utf8ToBytes(words), body);
}

/** The envelope of a payload, as a file. Source: DSSE 1.0.2, protocol and envelope. */
export function signEnvelope(payload: string, signer: Signer): Uint8Array {
  const signature = base64Encode(signer.sign(signedBytes(payload)));
  const signatures = [{ keyid: formatVerifierKey(signer.key), sig: signature }];
  return bytesOf(canonicalJson({ payload: base64Encode(bytesOf(payload)), payloadType, signatures }));
}

interface EnvelopeJson {
  payload: string;
  payloadType: string;
  signatures: readonly { keyid: string; sig: string }[];
}

const envelope = objectOf<EnvelopeJson>({
  ...{ payload: text, payloadType: text },
  signatures: listOf(objectOf<EnvelopeJson['signatures'][number]>({ keyid: text, sig: text }), 1),
});

/** @throws MalformedDocument */
export function readEnvelope(file: string, name: string): Envelope {
  const read = envelope(canonicalValue(file, name), name);
  const payload = base64Decode(read.payload);
  const signature = base64Decode(read.signatures[0]?.sig ?? '');
  if (read.payloadType !== payloadType || payload === null || signature?.length !== 64)
    throw new MalformedDocument(name, 'is no signed envelope of a statement.');
  return { payload: textOf(payload, name), keyId: read.signatures[0]!.keyid, signature };
}

export function isSignedBy({ payload, signature }: Envelope, key: VerifierKey, hashing: Hashing): boolean {
  return hashing.verifyEd25519(signature, signedBytes(payload), key.publicKey);
}
