import { canonicalJson } from './canonical-json';
import { leafHash, payloadCommitment } from './digest';
import { portableSha256, type Sha256 } from './sha-256';

/** The previousHash of the first entry: there is nothing before it. */
export const genesisHash = '0'.repeat(64);

/** How the actor had proved who they are: the strength of the credential that the call came with. */
export type SessionStrength = 'demo' | 'password' | 'oidc' | 'token' | 'bootstrap' | 'system';

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

/** Gives a draft its place in the log: writes the canonical text (entry version 2) and hashes it. */
export function sealEntry(draft: AuditDraft, place: Place, hashing: Sha256 = portableSha256): SealedEntry {
  const { payload, ...fields } = draft;
  const { sequence, previousHash } = place;
  const commitment = payloadCommitment(payload, place.salt, hashing);
  const canonical = canonicalJson({ v: 2, sequence, ...fields, payloadCommitment: commitment, previousHash });
  return {
    sequence,
    previousHash,
    canonical,
    hash: leafHash(canonical, hashing),
    payloadCommitment: commitment,
  };
}
