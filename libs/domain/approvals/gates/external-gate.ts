import { utf8ToBytes } from '@noble/hashes/utils.js';
import { isSignedBy, readPublicKey } from '../../certificates';
import type { ExternalEvidence } from '../../gate-evidence';
import { counted } from '../../report';
import { type Finding, unknown } from './finding';
import type { ExternalRule } from './gate-rules';

const millisecondsPerHour = 3_600_000;

/** Verifies a service's answer and takes it as it is; docs/spec/gates.md, GE-16 and GE-17. */
export function externalFinding(rule: ExternalRule, evidence: ExternalEvidence): Finding {
  const { check, verdict, reason, signature, signedText, askedAt, answeredAt } = evidence;
  if (check !== rule.check) return unknown(`The answer is to the check ${check}.`);
  const key = readPublicKey(rule.publicKey);
  if (key?.type !== 'ed25519') return unknown('The key of the policy is no Ed25519 key in PEM.');
  if (!isSignedBy(signature, utf8ToBytes(signedText), key))
    return unknown('The answer is not signed by the key that the policy names.');
  if (!(answeredAt - askedAt <= rule.withinHours * millisecondsPerHour))
    return unknown(`The answer came later than ${counted(rule.withinHours, 'hour')} after the question.`);
  return { verdict, reason: `${check} says: ${reason}` };
}

export function externalRequirement({ check, withinHours }: ExternalRule): string {
  return `${check} says yes, signed by the key that the policy names, within ${counted(withinHours, 'hour')}.`;
}
