import type { Estimate } from '@countersign/statistics/inference';
import { driftFinding, driftRequirement } from './drift-gate';
import { clockSkew } from './clock-skew';
import type { GateEvidence } from './evidence';
import { fairnessFinding, fairnessRequirement } from './fairness-gate';
import { type Finding, type GateVerdict, unknown } from './finding';
import { performanceFinding, performanceRequirement } from './performance-gate';
import type { GateRule } from './gate-rules';

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
}

/** For which model version and when a gate is evaluated, and how old its evidence may be. */
export interface GateContext {
  modelVersionId: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: number;
  evidenceMaxAgeDays: number;
}

const millisecondsPerDay = 86_400_000;

/**
 * Evaluates one gate on the newest evidence of its kind; docs/spec/promotions.md, P-20 to P-27 and P-34. The limits are
 * the policy's: no verdict that the evidence holds is believed.
 */
export function evaluateGate(
  rule: GateRule,
  evidence: GateEvidence | null,
  context: GateContext,
): GateResult {
  const finding = withheld(rule, evidence, context) ?? findingOf(rule, evidence);
  return {
    gateId: rule.id,
    kind: rule.kind,
    requirement: requirementOf(rule),
    ...finding,
    ...(evidence === null ? {} : { evidenceDigest: evidence.digest }),
  };
}

/** Why the evidence must not be looked at, or null when it may. */
function withheld(rule: GateRule, evidence: GateEvidence | null, context: GateContext): Finding | null {
  if (evidence === null) return unknown('There is no evidence yet.');
  if (evidence.kind !== rule.kind) return unknown(`The evidence is of kind ${evidence.kind}.`);
  if (evidence.modelVersionId !== context.modelVersionId)
    return unknown('The evidence is about another model version.');
  const age = context.now - evidence.producedAt;
  // Written so that an age that is not a number is caught as well.
  if (!(age >= -clockSkew)) return unknown('The evidence is dated in the future.');
  if (age > context.evidenceMaxAgeDays * millisecondsPerDay) {
    return unknown(`The evidence is older than ${context.evidenceMaxAgeDays} days.`);
  }
  if (evidence.kind === 'fairness' && evidence.ended.length > 0)
    return unknown(`The audit no longer holds, and another one is needed: ${evidence.ended.join(' ')}`);
  return null;
}

function findingOf(rule: GateRule, evidence: GateEvidence | null): Finding {
  if (rule.kind === 'drift' && evidence?.kind === 'drift') return driftFinding(rule, evidence);
  if (rule.kind === 'fairness' && evidence?.kind === 'fairness') return fairnessFinding(rule, evidence);
  if (rule.kind === 'performance' && evidence?.kind === 'performance')
    return performanceFinding(rule, evidence);
  return unknown('The evidence does not belong to this gate.');
}

function requirementOf(rule: GateRule): string {
  if (rule.kind === 'drift') return driftRequirement(rule);
  return rule.kind === 'fairness' ? fairnessRequirement(rule) : performanceRequirement(rule);
}
