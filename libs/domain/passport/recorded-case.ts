import { type Case, type Person, type Vote, type Waiver } from '../approvals';
import { listOf, MalformedDocument, nullable, objectOf, optional, type Read, text } from '../json-reading';
import { count, hash, including } from './shape';

export const caseSchema = 'countersign.case/1';

/** What a gate looked at, and when. Instants are milliseconds since 1970-01-01T00:00Z. */
export interface Look {
  gateId: string;
  at: number;
  /** `id` is that of the run, audit or document that the evidence is of. */
  evidence: { id: string; digest: string; producedAt: number } | null;
}

/** A case as the log keeps it from the step that was decided by it: the policy by its digest, and where the gates looked. */
export interface RecordedCase extends Omit<Case, 'policy'> {
  schema: typeof caseSchema;
  policyDigest: string;
  looks: readonly Look[];
}

type Request = RecordedCase['request'];
type Target = Request['target'];

const roles = listOf(text, 100) as Read<Vote['castAs']>;

const target = including<Target>({
  ...{ modelVersionId: text, artifactDigest: hash, alias: text },
  environment: text as Read<Target['environment']>,
});

const contributor = including<NonNullable<Request['contributors']>[number]>({
  personId: text,
  as: text as Read<NonNullable<Request['contributors']>[number]['as']>,
});

/** What else an emergency has, decisions about what serves already do not ask for. */
type Confirmed = Omit<NonNullable<Request['emergency']>, 'dependentIds' | 'hasProposerLeft'>;

const emergency = including<Confirmed>({
  ...{ id: text, round: count, subjectDigest: hash, incident: text, proposerId: text, proposedAt: count },
  ...{ confirmerId: nullable(text), confirmedAt: nullable(count), until: nullable(count) },
});

/** What else a request has is read by `decide` where it is there. */
type Asked = Pick<Request, 'state' | 'round' | 'subjectDigest' | 'requesterId'> &
  Pick<Request, 'target' | 'sponsorId' | 'dependentIds' | 'contributors'> &
  Pick<Request, 'requestedAt' | 'approvedAt' | 'expiresAt' | 'activatedAt' | 'seenAt' | 'emergency'>;

const request = including<Asked>({
  ...{ target, state: text as Read<Request['state']>, round: count, subjectDigest: hash, requesterId: text },
  sponsorId: optional(nullable(text)),
  dependentIds: optional(listOf(text)),
  contributors: optional(listOf(contributor)),
  ...{ approvedAt: nullable(count), expiresAt: nullable(count), activatedAt: nullable(count) },
  ...{ requestedAt: optional(count), seenAt: optional(count), emergency: optional(emergency) },
}) as Read<Request>;

const vote = including<RecordedCase['votes'][number]>({
  ...{ personId: text, castAs: roles, round: count },
  ...{ decision: text as Read<Vote['decision']>, castAt: optional(count), onBehalfOf: optional(text) },
  passkeyId: optional(text),
});

const waiver = including<Omit<Waiver, 'roles'>>({
  ...{ gateId: text, personId: text, castAs: roles, round: count, found: text, waivedAt: count },
  verdict: text as Read<Waiver['verdict']>,
  evidenceDigest: optional(hash),
});

const gate = including<Pick<RecordedCase['gates'][number], 'gateId' | 'evidenceDigest'>>({
  gateId: text,
  evidenceDigest: optional(hash),
});

const look = objectOf<Look>({
  ...{ gateId: text, at: count },
  evidence: nullable(objectOf<NonNullable<Look['evidence']>>({ id: text, digest: hash, producedAt: count })),
});

const read = objectOf<RecordedCase>({
  ...{ schema: text as Read<typeof caseSchema>, policyDigest: hash, request, now: count },
  gates: listOf(gate, 1000) as Read<RecordedCase['gates']>,
  looks: listOf(look, 1000),
  votes: listOf(vote, 10_000),
  waivers: optional(listOf(waiver, 10_000)),
  people: listOf(including<Person>({ personId: text, roles }), 10_000),
});

/** What `decide` needs is there; what it may need of more is bound by the log. @throws MalformedDocument naming the place */
export function readCase(value: unknown): RecordedCase {
  const found = read(value, 'case.json');
  if (found.schema !== caseSchema) throw new MalformedDocument('case.json', `is no ${caseSchema}.`);
  return found;
}
