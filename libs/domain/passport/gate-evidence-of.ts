import { type FairnessEvidence, type GateEvidence, type GateRule, type PromotionTarget } from '../approvals';
import { canonicalJson } from '../audit-log';
import { type AuditCounts, type FairnessPolicy, suppressed, verifyFairnessEvidence } from '../fairness';
import { attachedKinds, readAttached } from '../gate-evidence';
import { MalformedDocument } from '../json-reading';
import { driftEvidenceOf, performanceEvidenceOf } from './measured-run';
import { readRun, runSchema } from './run-document';

/** A stored report, and what it stands for. */
export interface Report {
  value: unknown;
  digest: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  producedAt: number;
  target: PromotionTarget;
}

/** What a gate reads in a report; or why it cannot be found out from the report alone. */
export type Found = { evidence: GateEvidence | null } | { unknown: string };

/**
 * The one way from a report to what a gate looks at.
 * @throws MalformedDocument where the report is none, or one about another artefact
 */
export function gateEvidenceOf(rule: GateRule, report: Report): Found {
  if (rule.kind === 'fairness') return { evidence: fairnessOf(report) };
  if (rule.kind === 'drift' || rule.kind === 'performance') return runEvidenceOf(rule, report);
  const isKnown = (attachedKinds as readonly string[]).includes(rule.kind);
  return isKnown ? { evidence: attachedOf(report) } : { unknown: `this release knows no kind ${rule.kind}` };
}

function runEvidenceOf(rule: GateRule & { kind: 'drift' | 'performance' }, report: Report): Found {
  const { schema, artifactDigest, columns, results } = readRun(report.value);
  if (schema !== runSchema) throw new MalformedDocument('the run', `is no ${runSchema}.`);
  requireArtifact(artifactDigest, report);
  const { digest, producedAt: ranAt, target } = report;
  const run = { digest, ranAt, modelVersionId: target.modelVersionId, results };
  if (rule.kind === 'performance') return { evidence: performanceEvidenceOf(run, rule) };
  if (columns === undefined) return { unknown: 'the run does not say which columns were to be measured' };
  return { evidence: driftEvidenceOf(run, columns, rule.method) };
}

/** What was attached says itself what it is about and when it was made. */
function attachedOf({ value, digest, producedAt, target }: Report): GateEvidence {
  const evidence = readAttached(canonicalJson(value));
  requireArtifact(evidence.artifactDigest, { target });
  if (evidence.digest !== digest || evidence.producedAt !== producedAt)
    throw new MalformedDocument('the evidence', 'was made at another time.');
  return evidence;
}

function fairnessOf(report: Report): FairnessEvidence {
  const { valid, checks, evidence, recomputed } = verifyFairnessEvidence(report.value);
  if (!valid || evidence === null || recomputed === null) {
    const fault = checks.find((check) => !check.valid)?.detail ?? 'is none';
    throw new MalformedDocument('the audit', `does not hold: ${fault}.`);
  }
  requireArtifact(evidence.subject.artifactDigest, report);
  const { digest, producedAt, target } = report;
  const shown = suppressed(recomputed, evidence.policy.smallCell).sections;
  return {
    ...{ digest, producedAt, modelVersionId: target.modelVersionId },
    ...fairnessCounts(evidence, shown),
    ended: [],
  };
}

/** What a gate reads in an audit. */
export function fairnessCounts(
  { policy, counts }: { policy: Pick<FairnessPolicy, 'favourable'>; counts: Pick<AuditCounts, 'sections'> },
  shown: FairnessEvidence['shown'],
): Pick<FairnessEvidence, 'kind' | 'favourable' | 'populations' | 'shown'> {
  return { kind: 'fairness', favourable: policy.favourable.prediction, populations: counts.sections, shown };
}

function requireArtifact(artifactDigest: string | null, { target }: Pick<Report, 'target'>): void {
  if (artifactDigest !== target.artifactDigest)
    throw new MalformedDocument('the report', 'is about another artefact.');
}
