import type { Estimate } from '@countersign/statistics/inference';
import { counted } from '../../report';
import { cardFinding, cardRequirement } from './card-gate';
import { clockSkew } from '../clock-skew';
import { dataQualityFinding, dataQualityRequirement } from './data-quality-gate';
import { driftFinding, driftRequirement } from './drift-gate';
import type { GateEvidence } from './evidence';
import { maximumAgeOf } from './evidence-expiry';
import { externalFinding, externalRequirement } from './external-gate';
import { fairnessFinding, fairnessRequirement } from './fairness-gate';
import { type Finding, type GateVerdict, unknown } from './finding';
import type { GateKind, GateRule } from './gate-rules';
import { measurementFinding, measurementRequirement } from './measurement-gate';
import { performanceFinding, performanceRequirement } from './performance-gate';
import { reproducibilityFinding, reproducibilityRequirement } from './reproducibility-gate';
import { signatureFinding, signatureRequirement } from './signature-gate';
import { testsFinding, testsRequirement } from './tests-gate';

export interface GateResult {
  gateId: string;
  kind: GateRule['kind'];
  verdict: GateVerdict;
  /** What was measured, where the gate compares a number. */
  observed?: Estimate;
  /** One sentence: what the gate wants. */
  requirement: string;
  /** What it found. */
  reason: string;
  /** The evidence looked at, also when it was too old to count. */
  evidenceDigest?: string;
  /** Of a gate that is shown and holds nothing up. */
  severity?: 'info';
}

/** For which model version and when a gate is evaluated, and how old its evidence may be. */
export interface GateContext {
  modelVersionId: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: number;
  evidenceMaxAgeDays: number;
}

const millisecondsPerDay = 86_400_000;

type OfKind<Union extends { kind: string }, Kind> = Extract<Union, { kind: Kind }>;

/** How a kind of gate is judged. */
interface Judge<Kind extends GateKind> {
  requirement: (rule: OfKind<GateRule, Kind>) => string;
  finding: (rule: OfKind<GateRule, Kind>, evidence: OfKind<GateEvidence, Kind>) => Finding;
}

const judges: { readonly [Kind in GateKind]: Judge<Kind> } = {
  drift: { requirement: driftRequirement, finding: driftFinding },
  fairness: { requirement: fairnessRequirement, finding: fairnessFinding },
  performance: { requirement: performanceRequirement, finding: performanceFinding },
  tests: { requirement: testsRequirement, finding: testsFinding },
  signature: { requirement: signatureRequirement, finding: signatureFinding },
  card: { requirement: cardRequirement, finding: cardFinding },
  measurement: { requirement: measurementRequirement, finding: measurementFinding },
  data_quality: { requirement: dataQualityRequirement, finding: dataQualityFinding },
  reproducibility: { requirement: reproducibilityRequirement, finding: reproducibilityFinding },
  external: { requirement: externalRequirement, finding: externalFinding },
};

/**
 * Evaluates one gate on the newest evidence of its kind; docs/spec/promotions.md, P-20 to P-27 and P-34, and
 * docs/spec/gates.md. The limits are the policy's: no verdict that the evidence holds is believed.
 */
export function evaluateGate(
  rule: GateRule,
  evidence: GateEvidence | null,
  context: GateContext,
): GateResult {
  // The rule's own judge: both are found by its kind, and so is the evidence that `withheld` lets through.
  const judge = judges[rule.kind] as Judge<GateKind>;
  const why = withheld(rule, evidence, context);
  return {
    gateId: rule.id,
    kind: rule.kind,
    requirement: judge.requirement(rule as never),
    ...(why === null ? judge.finding(rule as never, evidence as never) : unknown(why)),
    ...(evidence === null ? {} : { evidenceDigest: evidence.digest }),
    ...(rule.severity === 'info' && { severity: 'info' }),
  };
}

/** Why the evidence must not be looked at, or null when it may. */
function withheld(rule: GateRule, evidence: GateEvidence | null, context: GateContext): string | null {
  if (evidence === null) return 'There is no evidence yet.';
  if (evidence.kind !== rule.kind) return `The evidence is of kind ${evidence.kind}.`;
  if (evidence.modelVersionId !== context.modelVersionId)
    return 'The evidence is about another model version.';
  const age = context.now - evidence.producedAt;
  // Written so that an age that is not a number is caught as well.
  if (!(age >= -clockSkew)) return 'The evidence is dated in the future.';
  const oldest = maximumAgeOf(rule, context.evidenceMaxAgeDays);
  if (age > oldest * millisecondsPerDay) return `The evidence is older than ${counted(oldest, 'day')}.`;
  return ended(evidence);
}

/** Why the evidence counts no longer, or never did, whatever the rule. */
function ended(evidence: GateEvidence): string | null {
  if (evidence.kind === 'fairness' && evidence.ended.length > 0)
    return `The audit no longer holds, and another one is needed: ${evidence.ended.join(' ')}`;
  const about = 'about' in evidence ? evidence.about : null;
  if (about !== null && 'artifactDigest' in evidence && !about.includes(evidence.artifactDigest))
    return 'The evidence is about another artefact than that of this version.';
  return null;
}
