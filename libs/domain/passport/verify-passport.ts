import { type BundleOptions, portableHashing } from '../audit-log';
import { MalformedDocument } from '../json-reading';
import { counted } from '../report';
import { checkCase, checkPolicy, checkSubject } from './check-case';
import { checkDecision, checkTimes } from './check-decision';
import { checkEvidence, checkGates } from './check-gates';
import { checkEntries, checkHead, checkTree, checkWitness } from './check-log';
import { passportCheckMeanings } from './check-names';
import { checkSigners } from './check-signers';
import { checkFiles, checkKey, checkSignature, checkStatement } from './check-signing';
import { failed, type Finding, passed, type PassportCheck, passportChecks, unknown } from './findings';
import { openPassport, type OpenPassport } from './open-passport';
import { decidedEntry } from './promotion-entries';

/** What came of a check of a passport. */
export interface PassportFinding extends Finding {
  check: PassportCheck;
  /** What it means that it failed, in sentences; absent where it did not. */
  meaning?: string;
}

/** What a passport is about, as it says; verified where the result is valid. */
export interface PassportSubject {
  workspaceId: string;
  promotionId: string;
  modelVersionId: string;
  artifactDigest: string;
  environment: string;
  alias: string;
  round: number;
  decidedAt: string;
}

/** The contract `countersign.verify/1` for a passport. */
export interface PassportVerification {
  schema: 'countersign.verify/1';
  kind: 'passport';
  /** No check failed. */
  valid: boolean;
  /** Null where the file is no passport. */
  promotion: PassportSubject | null;
  checks: PassportFinding[];
}

/**
 * Takes the decision about a promotion again from its passport: believes nobody but the keys that the caller knows from
 * elsewhere. Never throws on bad content. Source of the rules: docs/spec/passport.md.
 */
export function verifyPassport(bytes: Uint8Array, options: BundleOptions = {}): PassportVerification {
  let passport: OpenPassport;
  try {
    passport = openPassport(bytes, options.hashing ?? portableHashing);
  } catch (error) {
    if (!(error instanceof MalformedDocument)) throw error;
    return resultOf(null, { format: failed(error.message.replace(/\.$/, '')) });
  }
  return resultOf(subjectOf(passport), findingsOf(passport, options));
}

function findingsOf(passport: OpenPassport, options: BundleOptions): Record<PassportCheck, Finding> {
  const { keys = [], checkpoints = [], witnesses = [], hashing = portableHashing } = options;
  const decided = decidedEntry(passport.entries);
  const made: Record<Exclude<PassportCheck, 'format'>, () => Finding> = {
    files: () => checkFiles(passport),
    signature: () => checkSignature(passport, hashing),
    key: () => checkKey(passport, keys, hashing),
    statement: () => checkStatement(passport, decided),
    entries: () => checkEntries(passport, decided),
    tree: () => checkTree(passport, hashing),
    checkpoint: () => checkHead(passport, checkpoints),
    witness: () => checkWitness(passport, witnesses, hashing),
    case: () => checkCase(passport, decided),
    policy: () => checkPolicy(passport),
    subject: () => checkSubject(passport, decided),
    signers: () => checkSigners(passport, hashing),
    evidence: () => checkEvidence(passport),
    gates: () => checkGates(passport),
    decision: () => checkDecision(passport, decided),
    times: () => checkTimes(passport, decided),
  };
  const found = Object.entries(made).map(([check, find]) => [check, attempt(find)]);
  const format = passed(`${counted(passport.digests.size, 'file')} in their one form`);
  return { format, ...Object.fromEntries(found) } as Record<PassportCheck, Finding>;
}

/** A case or a policy of a shape that no release of the server writes is one that nothing follows from. */
function attempt(find: () => Finding): Finding {
  try {
    return find();
  } catch (error) {
    return failed(`it cannot be taken again (${error instanceof Error ? error.message : 'unknown error'})`);
  }
}

function subjectOf({ recorded, entries }: OpenPassport): PassportSubject | null {
  const decided = decidedEntry(entries);
  if (decided === null) return null;
  const { workspaceId, subject, at } = decided.says;
  const { target, round } = recorded.request;
  const { modelVersionId, artifactDigest, environment, alias } = target;
  return {
    ...{ workspaceId, promotionId: subject.id, modelVersionId, artifactDigest, environment, alias, round },
    decidedAt: at,
  };
}

function resultOf(
  promotion: PassportSubject | null,
  findings: Partial<Record<PassportCheck, Finding>>,
): PassportVerification {
  const unread = unknown('not looked at, since the file is no passport');
  const checks = passportChecks.map((check): PassportFinding => {
    const found = findings[check] ?? unread;
    return { check, ...found, ...(found.status === 'failed' && { meaning: passportCheckMeanings[check] }) };
  });
  const valid = checks.every(({ status }) => status !== 'failed');
  return { schema: 'countersign.verify/1', kind: 'passport', valid, promotion, checks };
}
