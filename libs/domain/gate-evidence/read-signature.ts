import { base64Decode } from '../audit-log';
import { listOf, MalformedDocument, membersOf, optional, type Read, text } from '../json-reading';
import type { SignatureEvidence } from './attached-evidence';
import { short } from './evidence-values';
import type { ReadDocument } from './read-document';

const bytes: Read<Uint8Array> = (value, place) => {
  const read = base64Decode(text(value, place));
  if (read === null || read.length === 0)
    throw new MalformedDocument(place, 'has to be base64 of something.');
  return read;
};

const bundle = membersOf({
  mediaType: text,
  verificationMaterial: membersOf({ publicKey: optional(membersOf({ hint: optional(text) })) }),
  dsseEnvelope: membersOf({
    payload: bytes,
    payloadType: short(),
    signatures: listOf(membersOf({ sig: bytes }), 10),
  }),
});

/**
 * A Sigstore bundle (JSON) around a DSSE envelope, as OpenSSF Model Signing v1.0 writes one. What it signs is read when the
 * signature has been verified, and not before.
 */
export const readSignature: ReadDocument<SignatureEvidence> = (document, place) => {
  const { mediaType, verificationMaterial, dsseEnvelope } = bundle(document, place);
  if (!mediaType.startsWith('application/vnd.dev.sigstore.bundle'))
    throw new MalformedDocument(`${place}.mediaType`, 'is not that of a Sigstore bundle.');
  const { payload, payloadType, signatures } = dsseEnvelope;
  const [signature, second] = signatures;
  if (signature === undefined || second !== undefined)
    throw new MalformedDocument(`${place}.dsseEnvelope.signatures`, 'has to hold one signature.');
  const hasKey = verificationMaterial.publicKey !== undefined;
  return {
    ...{ kind: 'signature', about: null, madeAt: null },
    signed: hasKey ? { payload, payloadType, signature: signature.sig } : null,
  };
};
