import { decide, type Case, type Policy } from '../approvals';
import { type Checkpoint } from '../audit-log';
import { instantText } from './instant-text';
import { type ReadEntry } from './passport-entry';
import { names } from './passport-files';
import { type RecordedCase } from './recorded-case';

/** A name of our own that claims no domain. */
const predicateType = 'urn:countersign:promotion:v1';

/** What a statement is made of: everything in it follows from the other files. */
export interface StatementParts {
  promotionId: string;
  /** Of the files, by name. */
  digests: ReadonlyMap<string, string>;
  policy: Policy;
  recorded: RecordedCase;
  /** The entry of the step that was decided. */
  decided: ReadEntry;
  checkpoint: Checkpoint;
}

/** The in-toto statement about a promotion: the model's artefact was let in there, by whom, and the digest of every file. */
export function statementOf(parts: StatementParts): Record<string, unknown> {
  const { promotionId, recorded, decided, checkpoint } = parts;
  const { target, round, subjectDigest, approvedAt, expiresAt, requesterId } = recorded.request;
  const { modelVersionId, artifactDigest, environment, alias } = target;
  const { workspaceId, action, at, sequence } = decided.says;
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: modelVersionId, digest: { sha256: artifactDigest } }],
    predicateType,
    predicate: {
      schema: 'countersign.passport/1',
      ...{ workspaceId, promotionId, modelVersionId, environment, alias, round, subjectDigest, requesterId },
      policyDigest: recorded.policyDigest,
      ...{ approvedAt: timeOf(approvedAt), approvalExpiresAt: timeOf(expiresAt) },
      decided: { action, at, sequence },
      ...emergencyIn(recorded),
      deciders: decidersOf(parts),
      ...waivedIn(parts),
      log: { origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root },
      files: listOf(parts.digests),
    },
  };
}

/** The case as `decide` takes it. */
export function caseOf({ recorded, policy }: Pick<StatementParts, 'recorded' | 'policy'>): Case {
  const { request, gates, votes, waivers = [], people, now } = recorded;
  return { policy, request, gates, votes, waivers, people, now };
}

function decidersOf(parts: StatementParts): unknown[] {
  const seats = decide(caseOf(parts)).seats;
  return seats.map(({ role, filledBy: personId, onBehalfOf }) => ({
    ...{ role, personId },
    ...(onBehalfOf !== undefined && { onBehalfOf }),
  }));
}

/** What was let through although a gate did not pass, where anything was. */
function waivedIn(parts: StatementParts): object {
  const { waived } = decide(caseOf(parts));
  return waived.length === 0 ? {} : { waived };
}

/** By what it served before it was approved, where it did. */
function emergencyIn({ request: { emergency } }: RecordedCase): object {
  if (!emergency) return {};
  const { incident, proposerId, confirmerId, confirmedAt, until } = emergency;
  const times = { confirmedAt: timeOf(confirmedAt), until: timeOf(until) };
  return { emergency: { incident, proposedBy: proposerId, confirmedBy: confirmerId, ...times } };
}

/** The statement cannot name itself. */
function listOf(digests: StatementParts['digests']): unknown[] {
  const others = [...digests.keys()].filter((name) => name !== names.statement).sort();
  return others.map((name) => ({ name, sha256: digests.get(name) }));
}

const timeOf = (instant: number | null) => (instant === null ? null : instantText(instant));
