import { digestOf, hasRepeatedMember } from '@countersign/domain/audit-log';
import {
  type EvidenceCheckName,
  type EvidenceVerification,
  verifyFairnessEvidence,
} from '@countersign/domain/fairness';
import { formatNumber } from '@countersign/domain/report';
import { type CommandResult } from '../command';
import { readTextFile } from '../input/text-file';
import { type Report } from '../output/report';
import { UsageError } from '../usage-error';
import { cellOf } from './verify-report';

const names: Record<EvidenceCheckName, string> = {
  format: 'form of the document',
  digests: 'digests',
  method: 'method',
  law_packs: 'law packs',
  subject: 'what was read',
  totals: 'rows add up',
  marginals: 'attributes and crossings',
  scores: 'scores',
  results: 'results computed again',
};

/**
 * Checks the evidence of a fairness audit from itself alone.
 * @throws UsageError where the file cannot be read
 */
export function verifyEvidenceFile(file: string): CommandResult {
  const text = readTextFile(file);
  const json = documentOf(file, text);
  const verification = verifyFairnessEvidence(json);
  const isAmbiguous = hasRepeatedMember(text, json);
  const checks = verification.checks.map(({ name, valid, detail }) =>
    name === 'format' && isAmbiguous
      ? { name, valid: false, detail: 'an object has a member twice: readers differ in which they take' }
      : { name, valid, detail },
  );
  const valid = verification.valid && !isAmbiguous;
  // What is wrong in its form has no content to be named by.
  const digest = verification.evidence === null || isAmbiguous ? null : digestIfAny(json);
  const found = { ...verification, valid, checks };
  return {
    json: evidenceJson(found, digest),
    report: evidenceReport(file, found, digest),
    ...(!valid && { failed: `${file} is not valid.` }),
  };
}

/** Results that nobody derived may be nested deeper than canonical JSON goes. */
function digestIfAny(json: unknown): string | null {
  try {
    return digestOf(json);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return null;
  }
}

function documentOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is no JSON.`);
  }
}

function evidenceJson(
  { valid, checks, evidence, recomputed }: EvidenceVerification,
  digest: string | null,
): Record<string, unknown> {
  return {
    schema: 'countersign.verify/1',
    kind: 'fairness-audit',
    valid,
    digest,
    artifactDigest: evidence?.subject.artifactDigest ?? null,
    populationDigest: evidence?.subject.populationDigest ?? null,
    rows: evidence?.counts.rows ?? null,
    verdict: recomputed?.verdict ?? null,
    checks: checks.map(({ name, valid: holds, detail }) => ({
      check: name,
      status: holds ? 'passed' : 'failed',
      detail,
    })),
  };
}

function evidenceReport(
  file: string,
  { valid, checks, evidence, recomputed }: EvidenceVerification,
  digest: string | null,
): Report {
  const failed = checks.filter((check) => !check.valid);
  return {
    title: 'Fairness audit',
    lead: [
      valid ? 'Valid: every number follows from the counts and the policy.' : 'Not valid.',
      ...failed.map(({ name, detail }) => `${names[name]}: ${detail}.`),
      ...(evidence === null
        ? []
        : [
            `${file}: ${formatNumber(evidence.counts.rows)} rows of the population ${evidence.subject.populationDigest}, model ${evidence.subject.artifactDigest ?? 'not named'}.`,
          ]),
      ...(recomputed === null ? [] : [`Verdict that follows: ${recomputed.verdict}`]),
      ...(digest === null ? [] : [`Digest of the evidence: ${digest}`]),
    ],
    tables: [
      {
        caption: 'Checks',
        columns: [{ name: 'check' }, { name: 'result' }, { name: 'found' }],
        rows: checks.map(({ name, valid: holds, detail }) => [
          names[name],
          cellOf(holds ? 'passed' : 'failed'),
          holds ? detail : '',
        ]),
      },
    ],
    notes: [
      'The counts are taken as they stand: that they are the counts of the population only its rows can show.',
      'Whether this is the evidence that was signed, its digest shows.',
    ],
  };
}
