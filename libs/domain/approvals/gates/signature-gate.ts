import { findSigner, loggedAt, readPublicKey, type PublicKey, type TrustedSigners } from '../../certificates';
import { isStatementSignedBy, signedModel, type SignatureEvidence } from '../../gate-evidence';
import { MalformedDocument } from '../../json-reading';
import { clockSkew } from '../clock-skew';
import { type Finding, unknown } from './finding';
import type { SignatureRule } from './gate-rules';

const inToto = 'application/vnd.in-toto+json';

/** By what the signature has to verify, and who that is in a sentence. */
interface Signer {
  key: PublicKey;
  name: string;
}

/**
 * Verifies the signature by the policy's key, or by the certificate of somebody whom the policy's roots vouch for, and then
 * looks at what it is over; docs/spec/gates.md, GE-8 and GE-28 to GE-34.
 */
export function signatureFinding(rule: SignatureRule, evidence: SignatureEvidence): Finding {
  const by = rule.certificates === undefined ? keyOf(rule, evidence) : certified(rule.certificates, evidence);
  if ('verdict' in by) return withUnread(by, rule, evidence);
  return withUnread(statementFinding(by, evidence), rule, evidence);
}

/** Says of a transparency log's entry that nobody looked at it. */
function withUnread(
  { verdict, reason }: Finding,
  { certificates }: SignatureRule,
  { logEntry }: SignatureEvidence,
): Finding {
  if (certificates === undefined || certificates.log !== undefined || logEntry === null)
    return { verdict, reason };
  return {
    verdict,
    reason: `${reason} Its entry in a transparency log was not looked at: the policy names no log.`,
  };
}

function statementFinding(by: Signer, { signed, artifactDigest }: SignatureEvidence): Finding {
  if (!isStatementSignedBy(signed, by.key))
    return { verdict: 'fail', reason: `The signature is not of ${by.name}.` };
  if (signed.payloadType !== inToto) return unknown('What is signed is no in-toto statement.');
  try {
    if (signedModel(signed.payload).includes(artifactDigest))
      return { verdict: 'pass', reason: `${capital(by.name)} signed the artefact's digest.` };
    return { verdict: 'fail', reason: 'The key signed another artefact than that of this version.' };
  } catch (error) {
    if (!(error instanceof MalformedDocument)) throw error;
    return unknown(`What is signed is no statement of model signing: ${error.message}`);
  }
}

function keyOf({ publicKey = '' }: SignatureRule, { certificates }: SignatureEvidence): Signer | Finding {
  const key = readPublicKey(publicKey);
  if (key === null) return unknown('The key of the policy is no P-256, P-384 or Ed25519 key in PEM.');
  if (certificates !== null)
    return unknown('The bundle is signed by a certificate; this gate verifies signatures of a key.');
  return { key, name: 'the key that the policy names' };
}

function certified(trusted: TrustedSigners, evidence: SignatureEvidence): Signer | Finding {
  const { certificates } = evidence;
  if (certificates === null)
    return unknown('The bundle is signed by a key; this gate verifies signatures by a certificate.');
  const signed = signedBy(trusted, evidence);
  if ('verdict' in signed) return signed;
  const found = findSigner(certificates, trusted, signed.at);
  if ('verdict' in found) return found;
  const name = trusted.identity ?? found.names[0]?.slice(0, 200) ?? 'somebody without a name';
  return { key: found.key, name: `the certificate of ${name}` };
}

/**
 * An instant by which the signature was there: the log's, where the policy names one, or that of the attachment, which is the
 * server's and in the evidence's digest.
 */
function signedBy({ log }: TrustedSigners, evidence: SignatureEvidence): { at: number } | Finding {
  const { signed, certificates, logEntry, producedAt } = evidence;
  const [certificate] = certificates ?? [];
  if (log === undefined || certificate === undefined) return { at: producedAt };
  const logged = loggedAt(logEntry, { ...signed, certificate }, log);
  if ('verdict' in logged || logged.at <= producedAt + clockSkew) return logged;
  return unknown('The transparency log took the signature in after the bundle was attached.');
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

export function signatureRequirement({ certificates }: SignatureRule): string {
  const signed = 'The artefact is signed (OpenSSF Model Signing v1.0)';
  if (certificates === undefined) return `${signed} by the key that the policy names.`;
  const { identity, provider, log } = certificates;
  const whose = identity === undefined ? 'a certificate' : `the certificate of ${identity}`;
  const known = provider === undefined ? '' : `, whom ${provider} knew`;
  const logged = log === undefined ? '' : ', and the transparency log that it names took that in';
  return `${signed} by ${whose}${known}, for which authorities vouch that the policy names${logged}.`;
}
