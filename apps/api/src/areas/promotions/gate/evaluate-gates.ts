import {
  type AttachedRule,
  type DriftRule,
  evaluateGate,
  type GateEvidence,
  type GateResult,
  type GateRule,
  type PerformanceRule,
  type Policy,
} from '@countersign/domain/approvals';
import { type EntityManager } from 'typeorm';

/** A gate as evaluated at one moment, with where its evidence is found. Instants are RFC 3339 in UTC. */
export interface EvaluatedGate extends GateResult {
  title: string;
  /** Id of the monitor run, the fairness audit or the attachment. */
  evidenceId?: string;
  evidenceProducedAt?: string;
  evaluatedAt: string;
}

type Found = (GateEvidence & { id: string }) | null;

/**
 * Where the newest evidence of each kind comes from; `id` is that of the monitor run, the fairness audit or the attachment.
 * The rule says what has to be measured, so that no setting of a monitor chooses for it.
 */
export interface EvidenceSources {
  drift: (manager: EntityManager, modelVersionId: string, rule: DriftRule) => Promise<Found>;
  /** `now` says until when it is looked whether the audit still holds. */
  fairness: (manager: EntityManager, modelVersionId: string, now: Date) => Promise<Found>;
  performance: (manager: EntityManager, modelVersionId: string, rule: PerformanceRule) => Promise<Found>;
  attached: (manager: EntityManager, modelVersionId: string, rule: AttachedRule) => Promise<Found>;
}

/** For which model version the gates of which policy are evaluated, and when. */
export interface GateQuestion {
  manager: EntityManager;
  modelVersionId: string;
  policy: Policy;
  now: Date;
}

/** Evaluates every gate of a policy on the newest evidence that the caller's transaction sees. */
export async function evaluateGates(
  sources: EvidenceSources,
  question: GateQuestion,
): Promise<EvaluatedGate[]> {
  const { modelVersionId, policy, now } = question;
  const context = { modelVersionId, now: now.getTime(), evidenceMaxAgeDays: policy.evidenceMaxAgeDays };
  const gates: EvaluatedGate[] = [];
  for (const rule of policy.gates) {
    const evidence = await newestEvidence(sources, question, rule);
    gates.push({
      ...evaluateGate(rule, evidence, context),
      ...(evidence && linkTo(evidence)),
      title: rule.title,
      evaluatedAt: now.toISOString(),
    });
  }
  return gates;
}

/** What a gate looks at: the newest evidence of its kind that the caller's transaction sees. */
export function newestEvidence(
  sources: EvidenceSources,
  { manager, modelVersionId, now }: GateQuestion,
  rule: GateRule,
): Promise<Found> {
  if (rule.kind === 'drift') return sources.drift(manager, modelVersionId, rule);
  if (rule.kind === 'performance') return sources.performance(manager, modelVersionId, rule);
  if (rule.kind === 'fairness') return sources.fairness(manager, modelVersionId, now);
  return sources.attached(manager, modelVersionId, rule);
}

function linkTo({ id, producedAt }: GateEvidence & { id: string }) {
  return { evidenceId: id, evidenceProducedAt: new Date(producedAt).toISOString() };
}
