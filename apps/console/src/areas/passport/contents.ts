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
  /** Whose vote it was; null for the voter's own. */
  onBehalfOf: string | null;
  decision: string;
  roles: readonly string[];
  round: number;
}

/** That somebody let it go on although a gate did not pass. */
export interface HeldWaiver {
  title: string;
  personId: string;
  roles: readonly string[];
  round: number;
  found: string;
  /** Null where the details of its entry were erased. */
  reason: string | null;
}

/** By which the version served before it was approved. */
export interface HeldEmergency {
  incident: string;
  proposerId: string;
  confirmerId: string;
  from: string;
  /** When it had to be approved. */
  until: string;
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
  waivers: readonly HeldWaiver[];
  /** Null where it served only once it was approved. */
  emergency: HeldEmergency | null;
  /** The names that are printed with votes, by the ids of their people. */
  printed: ReadonlyMap<string, string>;
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
    ...{ votes: votesIn(passport), waivers: waiversIn(passport), emergency: emergencyIn(passport) },
    ...{ printed: printedIn(passport), evidence: evidenceIn(passport) },
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
  return recorded.votes.map(({ personId, onBehalfOf = null, decision, castAs, round }) => ({
    ...{ personId, onBehalfOf, decision, round },
    roles: castAs,
  }));
}

function waiversIn({ recorded, policy, entries }: OpenPassport): HeldWaiver[] {
  return (recorded.waivers ?? []).map(({ gateId, personId, castAs, round, found, waivedAt }) => {
    const told = entries.find(
      ({ says }) =>
        says.action === 'waiveGate' && says.actor.id === personId && says.at === instantText(waivedAt),
    );
    const reason = told?.payload?.['reason'];
    const title = policy.gates.find(({ id }) => id === gateId)?.title ?? gateId;
    return {
      ...{ personId, round, found, roles: castAs, title: String(title) },
      reason: typeof reason === 'string' ? reason : null,
    };
  });
}

/** One that nobody confirmed let nothing serve. */
function emergencyIn({ recorded }: OpenPassport): HeldEmergency | null {
  const { incident, proposerId, confirmerId, confirmedAt, until } = recorded.request.emergency ?? {};
  if (incident == null || proposerId == null || confirmerId == null || confirmedAt == null || until == null)
    return null;
  return { incident, proposerId, confirmerId, from: instantText(confirmedAt), until: instantText(until) };
}

function printedIn({ printed, entries }: OpenPassport): Map<string, string> {
  const named = printed.flatMap(({ sequence, printedName }) => {
    const entry = entries.find(({ says }) => says.sequence === sequence);
    return entry ? [[entry.says.actor.id, printedName] as const] : [];
  });
  return new Map(named);
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
