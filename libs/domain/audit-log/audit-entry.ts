import { canonicalJson } from './canonical-json';
import { leafHash, payloadCommitment } from './digest';
import { portableSha256, type Sha256 } from './sha-256';

/** The previousHash of the first entry: there is nothing before it. */
export const genesisHash = '0'.repeat(64);

/** How the actor had proved who they are: the strength of the credential that the call came with. */
export type SessionStrength = 'demo' | 'password' | 'oidc' | 'token' | 'workload' | 'bootstrap' | 'system';

/** What one entry says, before it gets its place in the log. */
export interface AuditDraft {
  id: string;
  /** RFC 3339 in UTC. */
  at: string;
  actor: {
    id: string;
    kind: 'person' | 'service' | 'operator' | 'system';
    /** Id of the person who answers for a service. */
    onBehalfOf?: string;
    session?: SessionStrength;
  };
  workspaceId: string;
  /** The name of the mutation, such as castVote. */
  action: string;
  outcome: 'done' | 'refused';
  subject: { type: string; id: string; digest?: string };
  /** Digest of the subject before and after the change. */
  before?: string;
  after?: string;
  /** Details kept beside the entry; only the commitment to them is hashed. */
  payload: unknown;
}

/** Where an entry goes: the next sequence number, the hash of the entry before it, fresh random salt as hex. */
export interface Place {
  sequence: number;
  previousHash: string;
  salt: string;
}

/** What is stored: the exact text that was hashed, its hash and the commitment to the payload. */
export interface SealedEntry {
  sequence: number;
  previousHash: string;
  canonical: string;
  hash: string;
  payloadCommitment: string;
}

/**
 * The canonical text of an entry that has no place yet: `"previousHash":"…","sequence":…` comes between its two parts.
 * Canonical JSON sorts members by name, so these two stand side by side, and who gives out places need not know the rest.
 */
export interface UnplacedEntry {
  head: string;
  tail: string;
  payloadCommitment: string;
}

const noPlace = '"previousHash":"","sequence":0';

/** The canonical text (entry version 2) of a draft around its place. */
export function unplacedEntry(
  { payload, ...fields }: AuditDraft,
  salt: string,
  hashing: Sha256 = portableSha256,
): UnplacedEntry {
  const commitment = payloadCommitment(payload, salt, hashing);
  const members = { v: 2, ...fields, payloadCommitment: commitment, previousHash: '', sequence: 0 };
  // A text that held the same would have its quotes escaped.
  const [head, tail] = canonicalJson(members).split(noPlace) as [string, string];
  return { head, tail, payloadCommitment: commitment };
}

/** Gives a draft its place in the log: writes the canonical text and hashes it. */
export function sealEntry(draft: AuditDraft, place: Place, hashing: Sha256 = portableSha256): SealedEntry {
  const { sequence, previousHash } = place;
  const { head, tail, payloadCommitment } = unplacedEntry(draft, place.salt, hashing);
  const canonical = `${head}"previousHash":"${previousHash}","sequence":${sequence}${tail}`;
  return { sequence, previousHash, canonical, hash: leafHash(canonical, hashing), payloadCommitment };
}
