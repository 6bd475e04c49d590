import { portableHashing } from '@countersign/domain/audit-log';
import { decidedEntry, instantText, openPassport, type OpenPassport } from '@countersign/domain/passport';

/** A gate and the document that it looked at. */
export interface HeldEvidence {
  gateId: string;
  title: string;
  /** Null where the gate had nothing to look at. */
  digest: string | null;
  isThere: boolean;
}

export interface HeldVote {
  personId: string;
  decision: string;
  roles: readonly string[];
  round: number;
}

/** What a passport holds, as it says itself: `verifyPassport` tells whether that is so. */
export interface PassportContents {
  bytes: number;
  files: number;
  digest: string;
  about: { modelVersionId: string; artifactDigest: string; environment: string; alias: string };
  round: number;
  votedOn: string;
  approvedAt: string | null;
  expiresAt: string | null;
  decided: { action: string; at: string } | null;
  policy: { name: string; version: string; digest: string };
  votes: readonly HeldVote[];
  evidence: readonly HeldEvidence[];
  entries: { count: number; from: number; to: number; erased: number };
  checkpoint: { size: number; root: string };
}

/** Null for a file that is no passport, or of a shape that no server writes: its report says what is wrong. */
export function contentsOf(bytes: Uint8Array): PassportContents | null {
  try {
    return held(bytes, openPassport(bytes, portableHashing));
  } catch {
    return null;
  }
}

function held(bytes: Uint8Array, passport: OpenPassport): PassportContents {
  const { recorded, policy, checkpoint, digests } = passport;
  const { target, round, subjectDigest, approvedAt, expiresAt } = recorded.request;
  const { modelVersionId, artifactDigest, environment, alias } = target;
  return {
    ...{ bytes: bytes.length, files: digests.size, digest: portableHashing.sha256(bytes) },
    ...{ about: { modelVersionId, artifactDigest, environment, alias }, round, votedOn: subjectDigest },
    ...{ approvedAt: instantOf(approvedAt), expiresAt: instantOf(expiresAt), decided: decidedIn(passport) },
    policy: { name: String(policy.name), version: String(policy.version), digest: recorded.policyDigest },
    votes: votesIn(passport),
    evidence: evidenceIn(passport),
    entries: entriesIn(passport),
    checkpoint: { size: checkpoint.size, root: checkpoint.root },
  };
}

const instantOf = (instant: number | null) => (instant === null ? null : instantText(instant));

function decidedIn({ entries }: OpenPassport): PassportContents['decided'] {
  const decided = decidedEntry(entries);
  return decided && { action: decided.says.action, at: decided.says.at };
}

function votesIn({ recorded }: OpenPassport): HeldVote[] {
  return recorded.votes.map(({ personId, decision, castAs, round }) => ({
    ...{ personId, decision, round },
    roles: castAs,
  }));
}

/** By the policy's gates, so that one without evidence shows as well. */
function evidenceIn({ policy, recorded, evidence }: OpenPassport): HeldEvidence[] {
  return policy.gates.map(({ id, title }) => {
    const digest = recorded.gates.find(({ gateId }) => gateId === id)?.evidenceDigest ?? null;
    const isThere = digest !== null && evidence.has(digest);
    return { gateId: id, title: String(title), digest, isThere };
  });
}

function entriesIn({ entries }: OpenPassport): PassportContents['entries'] {
  const sequences = entries.map(({ says }) => says.sequence);
  const erased = entries.filter(({ salt }) => salt === undefined).length;
  return { count: entries.length, from: sequences[0] ?? 0, to: sequences.at(-1) ?? 0, erased };
}
