import { type Actor, type Role } from '@countersign/domain/access';
import {
  anyPasskey,
  decideVote,
  escalatedRole,
  filledSlots,
  givenFor,
  voteOf,
  type Ballot,
  type By,
  type Promotion,
} from '@countersign/domain/approvals';
import { isRefusal, type Refusal } from '@countersign/domain/refusals';
import { actorReference } from '../../../database/actor-reference';
import { type Transaction } from '../../../database/transaction';
import { type ModelsService } from '../../models/models.service';
import { withEnd } from '../emergencies/end-emergency';
import { ratifiedAnew, type LookAreas } from '../look-anew';
import { type PromotionRecord } from '../promotion-record';
import { type OpenedSignature, signedBy, signStep } from '../signing/sign-step';
import { type Attempt, type Taken } from '../take-step';
import { VoteRow } from './vote.entity';

export interface CastVote extends Ballot {
  promotionId: string;
  comment: string;
  signature?: OpenedSignature | null;
}

/** Where a vote is cast. */
export interface Casting {
  tx: Transaction;
  areas: LookAreas & { models: Pick<ModelsService, 'moveAlias'> };
}

/** The step of a vote, to be taken on the locked promotion. */
export function votingStep(
  casting: Casting,
  { promotionId, comment, signature = null, ...ballot }: CastVote,
): Attempt {
  const { tx, areas } = casting;
  const { models } = areas;
  const { decision, round, subjectDigest, onBehalfOf } = ballot;
  const votedOn = { round, subjectDigest };
  return {
    ...{ action: 'castVote', does: 'vote', promotionId },
    payload: { decision, comment, votedOn, ...(onBehalfOf !== undefined && { onBehalfOf }) },
    take: async (record, actor) =>
      withEnd(tx, { record, models }, await vote(casting, record, { actor, ballot, comment, signature })),
  };
}

interface Voting {
  actor: Actor;
  ballot: Ballot;
  comment: string;
  signature: OpenedSignature | null;
}

async function vote(
  { tx, areas }: Casting,
  record: PromotionRecord,
  { actor, ballot, comment, signature: opened }: Voting,
): Promise<Taken | Refusal> {
  const { row, promotion } = record;
  const { decision, round, subjectDigest, onBehalfOf } = ballot;
  const at = { actor, now: tx.now.getTime() };
  const role = votingRole(promotion, ballot, at);
  const signing = await signStep(tx, record, {
    opened,
    step: { actor, decision, onBehalfOf, role, comment },
  });
  const by = { ...at, ...signedBy(signing) };
  const step = decideVote(promotion, ballot, by);
  if (isRefusal(step)) return step;
  if (isRefusal(signing.signed)) return signing.signed;
  const signature = signing.signed;
  const { nameCommitment, ...printed } = signing.printed;
  const given = givenFor(promotion, ballot, by);
  const cast = voteOf(ballot, by, given);
  const reviewed = { ...promotion, votes: [...promotion.votes, cast] };
  const taken = await ratifiedAnew({ tx, areas, record }, reviewed, step);
  if (isRefusal(taken)) return taken;
  const { castAs } = cast;
  await tx.manager.insert(VoteRow, {
    ...{ ...printed, passkeyId: signature?.passkeyId ?? null, signature: signature as never },
    ...{ id: tx.newId(), workspaceId: row.workspaceId, promotionId: row.id, requestedBy: row.requestedBy },
    ...{ round, voter: actorReference(actor), decision, role, roles: [...castAs], comment },
    ...{ onBehalfOf: onBehalfOf ?? null, delegationId: given?.id ?? null, subjectDigest, castAt: tx.now },
  });
  const { authenticatedAt: proven } = actor;
  const provenAt = proven === undefined ? null : new Date(proven).toISOString();
  const said = { meaning: printed.meaning, nameCommitment, ...(signature && { signature }) };
  const payload = { role, castAs, provenAt, ...said, ...(given && { delegationId: given.id }) };
  return { ...taken, payload: { ...taken.payload, ...payload } };
}

/** The seat the vote fills; without one of its own, the first required role that it may be cast in, or the escalated one. */
export function votingRole(promotion: Promotion, ballot: Ballot, by: By): Role | null {
  const cast = voteOf(ballot, { ...by, passkeyId: anyPasskey }, givenFor(promotion, ballot, by));
  const seats = filledSlots({ ...promotion, votes: [...promotion.votes, cast] });
  const seat = seats.find(
    ({ filledBy, onBehalfOf }) => filledBy === cast.personId && onBehalfOf === cast.onBehalfOf,
  );
  const required = [...(seat ? [seat] : []), ...promotion.policy.slots].map(({ role }) => role);
  return required.find((role) => cast.castAs.includes(role)) ?? escalatedRole(promotion, by.now);
}
