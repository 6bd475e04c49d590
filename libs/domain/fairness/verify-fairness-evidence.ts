import { marginalsFault } from './check-marginals';
import { scoresFault } from './check-scores';
import { subjectFault } from './check-subject';
import { type Fault, totalsFault } from './check-totals';
import { auditMethods } from './audit-policy';
import { type AuditResults } from './audit-results';
import { deriveAudit } from './derive-audit';
import { firstDifference } from './first-difference';
import { isKnownLawPack } from './law-reports';
import { MalformedDocument } from '../json-reading';
import { readAuditEvidence, type UncheckedEvidence } from './read-evidence';

export type EvidenceCheckName =
  /** The document has the parts of an audit, and no others. */
  | 'format'
  /** Digests are SHA-256 in lower-case hex. */
  | 'digests'
  /** The method that derived the results is one that this code holds. */
  | 'method'
  /** So are the law packs at their versions. */
  | 'law_packs'
  /** What subject and policy name was counted, and nothing else. */
  | 'subject'
  /** Every section counts every row once. */
  | 'totals'
  /** Single attributes and crossings agree. */
  | 'marginals'
  /** Histograms agree with the scores counted. */
  | 'scores'
  /** The results are those that follow from policy and counts. */
  | 'results';

export interface EvidenceCheck {
  readonly name: EvidenceCheckName;
  readonly valid: boolean;
  /** What was found, with the first place at fault. */
  readonly detail: string;
}

export interface EvidenceVerification {
  /** Whether every check holds. */
  readonly valid: boolean;
  /** In a fixed order; of a document of another form only `format`. */
  readonly checks: readonly EvidenceCheck[];
  /** The document, where its form holds. */
  readonly evidence: UncheckedEvidence | null;
  /** The results that follow from its policy and counts; null where they could not be computed. */
  readonly recomputed: AuditResults | null;
}

/**
 * Checks the evidence of an audit from itself alone: computes all results again from policy and counts, and asks whether the
 * counts can be counts of one population. It does not show that the counts are those of the population; whoever holds the
 * rows can count them. Takes any JSON and never throws.
 */
export function verifyFairnessEvidence(json: unknown): EvidenceVerification {
  let evidence: UncheckedEvidence;
  try {
    evidence = readAuditEvidence(json);
  } catch (error) {
    if (!(error instanceof MalformedDocument)) throw error;
    return {
      valid: false,
      checks: [{ name: 'format', valid: false, detail: error.message }],
      evidence: null,
      recomputed: null,
    };
  }
  const { counts, subject } = evidence;
  const holder = holderFault(evidence);
  const { fault, recomputed } = recompute(evidence, holder);
  const checks = [
    check('format', null, 'the parts of an audit, and no others'),
    check('digests', digestsFault(evidence), 'model and population are named by SHA-256'),
    check('method', holder.method, `method ${evidence.policy.method}`),
    check('law_packs', holder.lawPacks, lawPackNames(evidence)),
    check('subject', subjectFault(evidence), 'what was counted is what the document names'),
    check('totals', totalsFault(counts), `${counts.rows} rows, each counted once in every section`),
    check('marginals', marginalsFault(counts), 'attributes and crossings agree'),
    check('scores', scoresFault(counts, subject.medianScore), 'histograms hold the scores counted'),
    check('results', fault, 'every number follows from policy and counts'),
  ];
  return { valid: checks.every(({ valid }) => valid), checks, evidence, recomputed };
}

function check(name: EvidenceCheckName, fault: Fault, found: string): EvidenceCheck {
  return { name, valid: fault === null, detail: fault ?? found };
}

const isDigest = (digest: string): boolean => /^[0-9a-f]{64}$/.test(digest);

function digestsFault({ subject }: UncheckedEvidence): Fault {
  const { artifactDigest, populationDigest } = subject;
  if (artifactDigest !== null && !isDigest(artifactDigest))
    return 'subject.artifactDigest is no SHA-256 in lower-case hex';
  return isDigest(populationDigest) ? null : 'subject.populationDigest is no SHA-256 in lower-case hex';
}

interface HolderFaults {
  readonly method: Fault;
  readonly lawPacks: Fault;
}

/** What this code does not hold. */
function holderFault({ policy }: UncheckedEvidence): HolderFaults {
  const unknown = policy.lawPacks.findIndex((lawPack) => !isKnownLawPack(lawPack));
  const { id, version } = policy.lawPacks[unknown] ?? {};
  return {
    method: auditMethods.includes(policy.method)
      ? null
      : `policy.method is ${policy.method}; this version knows methods ${auditMethods.join(', ')}`,
    lawPacks: unknown < 0 ? null : `policy.lawPacks[${unknown}]: ${id} is not known at version ${version}`,
  };
}

function lawPackNames({ policy }: UncheckedEvidence): string {
  const names = policy.lawPacks.map(({ id, version }) => `${id} version ${version}`);
  return names.length === 0 ? 'none is applied' : names.join(', ');
}

interface Recomputed {
  readonly fault: Fault;
  readonly recomputed: AuditResults | null;
}

function recompute({ policy, counts, results }: UncheckedEvidence, holder: HolderFaults): Recomputed {
  if (holder.method !== null || holder.lawPacks !== null) {
    const fault = 'not computed again: this version does not hold the method, or a law pack';
    return { fault, recomputed: null };
  }
  try {
    const recomputed = deriveAudit(policy, counts);
    const place = firstDifference(recomputed, results);
    const fault = place === null ? null : `results${place === '' ? '' : `.${place}`} is not what follows`;
    return { fault, recomputed };
  } catch (error) {
    // Counts so large that a statistic refuses them.
    if (!(error instanceof RangeError)) throw error;
    return { fault: `not computed again: ${error.message}`, recomputed: null };
  }
}
