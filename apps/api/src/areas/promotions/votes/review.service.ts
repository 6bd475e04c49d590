import { type Actor } from '@countersign/domain/access';
import { deadlineOf, decideRefresh, decideWithdrawal } from '@countersign/domain/approvals';
import { isRefusal, type Refusal } from '@countersign/domain/refusals';
import { type Database } from '../../../database/database';
import { type Transaction, type Written } from '../../../database/transaction';
import { type ModelsService } from '../../models/models.service';
import { type CastVote, votingStep } from './cast-vote';
import { servingVersionOf } from '../places/deployment-reads';
import { withEnd } from '../emergencies/end-emergency';
import { lookAnew, type LookAreas } from '../look-anew';
import { type PromotionRecord } from '../promotion-record';
import { instant, takeStep, type Taken } from '../take-step';
import { voteTogether, type VotesTogether } from './vote-together';

interface Areas extends LookAreas {
  models: Pick<ModelsService, 'moveAlias'>;
}

/** What people do with an open promotion. Every method answers the promotion as it then stands, or a refusal. */
export class ReviewService {
  constructor(
    private readonly database: Database,
    private readonly areas: Areas,
  ) {}

  castVote(actor: Actor, ballot: CastVote): Promise<Written<PromotionRecord>> {
    return this.database.write(actor, (tx) => takeStep(tx, votingStep({ tx, areas: this.areas }, ballot)));
  }

  /** Approves several promotions at once: all of them or none, each vote with an entry of its own. */
  castVotes(actor: Actor, ballots: VotesTogether): Promise<Written<PromotionRecord[]>> {
    return this.database.write(actor, (tx) => voteTogether({ tx, areas: this.areas }, ballots));
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
        take: async (record) => withEnd(tx, this.of(record), await refresh(tx, record, this.areas)),
      }),
    );
  }

  private of(record: PromotionRecord) {
    return { record, models: this.areas.models };
  }
}

async function refresh(tx: Transaction, record: PromotionRecord, areas: Areas): Promise<Taken | Refusal> {
  const { manager, now } = tx;
  const { row, promotion } = record;
  const look = await lookAnew(areas, tx, record);
  if (isRefusal(look)) return look;
  const { policy, gates } = look;
  // What serves in an emergency is the version itself: it still replaces the one before.
  const isServing = row.state === 'provisional';
  const servingVersionId = isServing ? row.replacesVersionId : await servingVersionOf(manager, row);
  const fresh = { policy: policy.body, gates, servingVersionId };
  const step = decideRefresh(promotion, fresh, now.getTime());
  if (isRefusal(step)) return step;
  const policyId = await areas.policies.keep(tx, policy);
  const deadlineAt = instant(deadlineOf({ ...promotion, policy: policy.body }));
  return { step, gates, policyId, deadlineAt, replacesVersionId: servingVersionId };
}

function asTaken(decision: ReturnType<typeof decideWithdrawal>): Taken | Refusal {
  return isRefusal(decision) ? decision : { step: decision };
}
