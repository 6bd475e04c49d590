import type { Estimate } from '@countersign/statistics/inference';
import type { DriftEvidence, FairnessEvidence, GateEvidence, PerformanceEvidence } from './evidence';
import type { DriftRule, GateRule, PerformanceRule } from './policy';

/** Unknown is not a pass: it blocks like a fail. */
export type GateVerdict = 'pass' | 'fail' | 'unknown';

export interface GateResult {
  gateId: string;
  kind: GateRule['kind'];
  verdict: GateVerdict;
  /** What was measured, where the gate compares a number. */
  observed?: Estimate;
  /** One sentence: what the gate wants. */
  requirement: string;
  /** One sentence: what it found. */
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

interface Finding {
  verdict: GateVerdict;
  reason: string;
  observed?: Estimate;
}

const millisecondsPerDay = 86_400_000;
/** Two replicas' clocks may differ by this much; evidence from further ahead is not believed. */
const clockSkew = 300_000;

/** Evaluates one gate on the newest evidence of its kind; docs/spec/promotions.md, P-20 to P-27. */
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
  return null;
}

function findingOf(rule: GateRule, evidence: GateEvidence | null): Finding {
  if (rule.kind === 'drift' && evidence?.kind === 'drift') return driftFinding(rule, evidence);
  if (rule.kind === 'fairness' && evidence?.kind === 'fairness') return fairnessFinding(evidence);
  if (rule.kind === 'performance' && evidence?.kind === 'performance')
    return performanceFinding(rule, evidence);
  return unknown('The evidence does not belong to this gate.');
}

function driftFinding(rule: DriftRule, { completeWindows, latestWindow }: DriftEvidence): Finding {
  if (latestWindow === null || completeWindows < rule.minimumWindows) {
    return unknown(`${completeWindows} complete windows were judged; ${rule.minimumWindows} are needed.`);
  }
  const { ok, warning, alert, unknown: unjudged } = latestWindow;
  const columns = ok + warning + alert + unjudged;
  if (alert > 0)
    return {
      verdict: 'fail',
      reason: `${alert} of ${columns} columns raised an alert in the latest window.`,
    };
  if (rule.maximumVerdict === 'ok' && warning > 0) {
    return {
      verdict: 'fail',
      reason: `${warning} of ${columns} columns raised a warning in the latest window.`,
    };
  }
  if (ok + warning === 0 || unjudged > rule.maximumUnknown) {
    return unknown(`${unjudged} of ${columns} columns could not be judged in the latest window.`);
  }
  return {
    verdict: 'pass',
    reason: `${ok} columns were ok and ${warning} raised a warning in the latest window.`,
  };
}

function fairnessFinding({ verdict }: FairnessEvidence): Finding {
  if (verdict === 'pass') return { verdict, reason: 'The audit passed.' };
  if (verdict === 'fail') return { verdict, reason: 'The audit failed.' };
  return unknown('The audit had too little evidence to conclude.');
}

function performanceFinding(rule: PerformanceRule, { metric, estimate }: PerformanceEvidence): Finding {
  const observed = estimate;
  if (metric !== rule.metric) return { ...unknown(`The evidence is about ${metric}.`), observed };
  if (estimate.status !== 'ok')
    return { ...unknown(`Not computable: ${estimate.reason.replaceAll('_', ' ')}.`), observed };
  if (estimate.n < rule.minimumN) {
    return { ...unknown(`n = ${estimate.n} is below the minimum of ${rule.minimumN}.`), observed };
  }
  const compared = rule.use === 'point' ? estimate.value : estimate.interval?.lower;
  if (compared === undefined || !Number.isFinite(compared))
    return { ...unknown('There is no interval to compare.'), observed };
  const verdict = compared >= rule.minimum ? 'pass' : 'fail';
  const relation = verdict === 'pass' ? 'reaches' : 'is below';
  return {
    verdict,
    observed,
    reason: `${partName(rule)} ${compared.toFixed(4)} ${relation} ${rule.minimum}.`,
  };
}

function requirementOf(rule: GateRule): string {
  if (rule.kind === 'fairness') return 'The latest fairness audit of this version passes.';
  if (rule.kind === 'performance') {
    return `${partName(rule)} is at least ${rule.minimum}, on at least ${rule.minimumN} labelled rows.`;
  }
  const worst = rule.maximumVerdict === 'ok' ? 'a warning or an alert' : 'an alert';
  const unjudged = rule.maximumUnknown === 0 ? 'none' : `at most ${rule.maximumUnknown}`;
  return `No column raises ${worst} in the latest complete window, and ${unjudged} goes unjudged.`;
}

function partName(rule: PerformanceRule): string {
  return rule.use === 'point' ? rule.metric : `The lower bound of ${rule.metric}`;
}

function unknown(reason: string): Finding {
  return { verdict: 'unknown', reason };
}
