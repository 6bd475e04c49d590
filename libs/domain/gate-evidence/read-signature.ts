import { base64Decode } from '../audit-log';
import { listOf, MalformedDocument, membersOf, optional, type Read, text } from '../json-reading';
import type { SignatureEvidence } from './attached-evidence';
import { short } from './evidence-values';
import { readLogEntry } from './read-log-entry';
import type { ReadDocument } from './read-document';

const bytes: Read<Uint8Array> = (value, place) => {
  const read = base64Decode(text(value, place));
  if (read === null || read.length === 0)
    throw new MalformedDocument(place, 'has to be base64 of something.');
  return read;
};

const certificate = membersOf({ rawBytes: bytes });

/** Each one is verified by the next, at a price. */
const mostCertificates = 6;

const bundle = membersOf({
  mediaType: text,
  verificationMaterial: membersOf({
    publicKey: optional(membersOf({ hint: optional(text) })),
    /** Of a bundle since version 0.3. */
    certificate: optional(certificate),
    x509CertificateChain: optional(membersOf({ certificates: listOf(certificate, mostCertificates) })),
    tlogEntries: (value) => value,
  }),
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
  return {
    ...{ kind: 'signature', about: null, madeAt: null },
    signed: { payload, payloadType, signature: signature.sig },
    certificates: certificatesOf(verificationMaterial, `${place}.verificationMaterial`),
    logEntry: readLogEntry(verificationMaterial.tlogEntries),
  };
};

/** @throws MalformedDocument unless it is exactly one of the three that says whose the signature is */
function certificatesOf(
  { publicKey, certificate: single, x509CertificateChain }: ReturnType<typeof bundle>['verificationMaterial'],
  place: string,
): readonly Uint8Array[] | null {
  const given = [publicKey, single, x509CertificateChain].filter((each) => each !== undefined);
  const chain = single === undefined ? (x509CertificateChain?.certificates ?? null) : [single];
  if (given.length !== 1 || chain?.length === 0)
    throw new MalformedDocument(place, 'has to hold a key, a certificate or a chain of them: one of these.');
  return chain?.map(({ rawBytes }) => rawBytes) ?? null;
}
