import { type Actor, type Role } from '@countersign/domain/access';
import {
  deadlineOf,
  decideRefresh,
  decideVote,
  decideWithdrawal,
  escalatedRole,
  filledSlots,
  latestSeen,
  voteOf,
  type Ballot,
  type By,
  type Promotion,
} from '@countersign/domain/approvals';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { evaluateGates, type EvidenceSources } from './evaluate-gates';
import { type PoliciesService } from './policies.service';
import { servingVersionOf } from './deployment-reads';
import { type PromotionRecord } from './promotion-record';
import { instant, takeStep, type Taken } from './take-step';
import { VoteRow } from './vote.entity';

export interface CastVote extends Ballot {
  promotionId: string;
  comment: string;
}

interface Areas {
  evidence: EvidenceSources;
  policies: PoliciesService;
}

/** What people do with an open promotion. Every method answers the promotion as it then stands, or a refusal. */
export class ReviewService {
  constructor(
    private readonly database: Database,
    private readonly areas: Areas,
  ) {}

  castVote(actor: Actor, { promotionId, comment, ...ballot }: CastVote): Promise<Written<PromotionRecord>> {
    const { decision, round, subjectDigest } = ballot;
    return this.database.write(actor, (tx) =>
      takeStep(tx, {
        ...{
          ...{ action: 'castVote', does: 'vote', promotionId },
          payload: { decision, comment, votedOn: { round, subjectDigest } },
        },
        take: (record, caller) => vote(tx, record, { actor: caller, ballot, comment }),
      }),
    );
  }

  withdraw(
    actor: Actor,
    { promotionId, reason }: { promotionId: string; reason: string },
  ): Promise<Written<PromotionRecord>> {
    return this.database.write(actor, (tx) =>
      takeStep(tx, {
        ...{ action: 'withdrawPromotion', does: 'withdraw', promotionId, payload: { reason } },
        take: async ({ promotion }, caller) =>
          asTaken(decideWithdrawal(promotion, { actor: caller, now: tx.now.getTime() })),
      }),
    );
  }

  refreshGates(actor: Actor, promotionId: string): Promise<Written<PromotionRecord>> {
    return this.database.write(actor, (tx) =>
      takeStep(tx, {
        ...{ action: 'refreshGates', does: 'refresh_gates', promotionId },
        take: (record) => refresh(tx, record, this.areas),
      }),
    );
  }
}

interface Voting {
  actor: Actor;
  ballot: Ballot;
  comment: string;
}

async function vote(
  { manager, now, newId }: Transaction,
  { row, promotion }: PromotionRecord,
  { actor, ballot, comment }: Voting,
): Promise<Taken | Refusal> {
  const step = decideVote(promotion, ballot, { actor, now: now.getTime() });
  if (isRefusal(step)) return step;
  const { decision, round, subjectDigest } = ballot;
  const role = votingRole(promotion, ballot, { actor, now: now.getTime() });
  await manager.insert(VoteRow, {
    ...{ id: newId(), workspaceId: row.workspaceId, promotionId: row.id, requestedBy: row.requestedBy },
    ...{ round, voter: actorReference(actor), decision, role, roles: [...actor.roles], comment },
    ...{ subjectDigest, castAt: now },
  });
  const { authenticatedAt: proven } = actor;
  const provenAt = proven === undefined ? null : new Date(proven).toISOString();
  return { step, payload: { role, castAs: actor.roles, provenAt } };
}

/** The seat the vote fills; without one of theirs, the first required role that the voter holds, or the escalated one. */
function votingRole(promotion: Promotion, ballot: Ballot, by: By): Role | null {
  const { id, roles } = by.actor;
  const votes = [...promotion.votes, voteOf(ballot, by)];
  const seat = filledSlots({ ...promotion, votes }).find(({ filledBy }) => filledBy === id);
  const required = [...(seat ? [seat] : []), ...promotion.policy.slots].map(({ role }) => role);
  return required.find((role) => roles.includes(role)) ?? escalatedRole(promotion, by.now);
}

async function refresh(
  tx: Transaction,
  { row, promotion }: PromotionRecord,
  { policies, evidence }: Areas,
): Promise<Taken | Refusal> {
  const { manager, now } = tx;
  const policy = await policies.inForce(manager, row);
  if (!policy) return refuse('NO_POLICY', `No policy covers the alias ${row.alias} any more.`);
  const { modelVersionId } = row;
  const at = new Date(latestSeen(promotion, now.getTime()));
  const gates = await evaluateGates(evidence, { manager, modelVersionId, policy: policy.body, now: at });
  const servingVersionId = await servingVersionOf(manager, row);
  const fresh = { policy: policy.body, gates, servingVersionId };
  const step = decideRefresh(promotion, fresh, now.getTime());
  if (isRefusal(step)) return step;
  const policyId = await policies.keep(tx, policy);
  const deadlineAt = instant(deadlineOf({ ...promotion, policy: policy.body }));
  return { step, gates, policyId, deadlineAt, replacesVersionId: servingVersionId };
}

function asTaken(decision: ReturnType<typeof decideWithdrawal>): Taken | Refusal {
  return isRefusal(decision) ? decision : { step: decision };
}
