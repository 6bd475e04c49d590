import { base64Decode, canonicalJson } from '../audit-log';
import { MalformedDocument, objectOf, oneOf, type Read, text } from '../json-reading';
import type { ExternalEvidence } from './attached-evidence';
import { digest, exactly, short } from './evidence-values';
import type { ReadDocument } from './read-document';

const signature: Read<Uint8Array> = (value, place) => {
  const read = base64Decode(text(value, place));
  if (read?.length !== 64)
    throw new MalformedDocument(place, 'has to be an Ed25519 signature: base64 of 64 bytes.');
  return read;
};

const answer = objectOf({
  schema: exactly('countersign.external-verdict/1'),
  /** From `requestExternalCheck`. */
  nonce: digest,
  check: short(),
  artifactDigest: digest,
  verdict: oneOf(['pass', 'fail']),
  reason: short(1000),
  signature,
});

/**
 * A service's answer, `countersign.external-verdict/1`. The signature is on the canonical JSON (RFC 8785) of all its other
 * members; the nonce makes it an answer to one question, once.
 */
export const readExternal: ReadDocument<ExternalEvidence> = (document, place) => {
  const { signature: signed, ...said } = answer(document, place);
  const { check, artifactDigest, verdict, reason } = said;
  return {
    ...{ kind: 'external', about: [artifactDigest], madeAt: null },
    ...{ check, verdict, reason, signature: signed, signedText: canonicalJson(said) },
  };
};

/** The nonce of an answer that was read. */
export function nonceOf(document: unknown): string {
  return answer(document, 'document').nonce;
}
