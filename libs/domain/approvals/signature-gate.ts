import { isStatementSignedBy, readPublicKey, signedModel, type SignatureEvidence } from '../gate-evidence';
import { MalformedDocument } from '../json-reading';
import { type Finding, unknown } from './finding';
import type { SignatureRule } from './gate-rules';

const inToto = 'application/vnd.in-toto+json';

/** Verifies the signature with the policy's key, and then looks at what it is over; docs/spec/gates.md, GE-8. */
export function signatureFinding(
  { publicKey }: SignatureRule,
  { signed, artifactDigest }: SignatureEvidence,
): Finding {
  const key = readPublicKey(publicKey);
  if (key === null) return unknown('The key of the policy is no P-256 or Ed25519 key in PEM.');
  if (signed === null)
    return unknown('The bundle is signed by a certificate; this gate verifies signatures of a key.');
  if (!isStatementSignedBy(signed, key))
    return { verdict: 'fail', reason: 'The signature is not of the key that the policy names.' };
  if (signed.payloadType !== inToto) return unknown('What is signed is no in-toto statement.');
  try {
    if (signedModel(signed.payload).includes(artifactDigest))
      return { verdict: 'pass', reason: "The key that the policy names signed the artefact's digest." };
    return { verdict: 'fail', reason: 'The key signed another artefact than that of this version.' };
  } catch (error) {
    if (!(error instanceof MalformedDocument)) throw error;
    return unknown(`What is signed is no statement of model signing: ${error.message}`);
  }
}

export function signatureRequirement(): string {
  return 'The artefact is signed (OpenSSF Model Signing v1.0) by the key that the policy names.';
}
