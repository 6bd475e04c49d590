import { type Actor } from '@countersign/domain/access';
import {
  decideRollback,
  latestSeen,
  wayBack,
  type Earlier,
  type Environment,
} from '@countersign/domain/approvals';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { type Database } from '../../../database/database';
import {
  type Recorded,
  type RecordedRefusal,
  type Transaction,
  type Written,
} from '../../../database/transaction';
import { type ModelsService } from '../../models/models.service';
import { lockServing } from '../places/deployment-change';
import { lockPlace, readRecord, type PromotionRecord } from '../promotion-record';
import { restore } from './restore';
import { openReview } from './rollback-reviews';
import { takeStep, type Taken } from '../take-step';

export interface RollBack {
  modelId: string;
  environment: Environment;
  alias: string;
  reason: string;
  /** The promotion that is to give way; without it, whichever serves. */
  fromPromotionId?: string | null;
  /** The earlier promotion that is to serve again; without it, the latest that may. */
  toPromotionId?: string | null;
}

interface Areas {
  models: Pick<ModelsService, 'model' | 'moveAlias' | 'pointedTo'>;
}

const action = 'rollBack';

/** Goes back to what served in a place before. */
export class RollbackService {
  constructor(
    private readonly database: Database,
    private readonly areas: Areas,
  ) {}

  /**
   * One transaction: the promotion that serves gives way, the earlier one serves again with its alias and a deployment of
   * its own. Whatever fails, what serves goes on serving. Answers the promotion that gave way.
   * @throws Problem NOT_FOUND for a model or promotion that is not in the workspace
   */
  async rollBack(actor: Actor, request: RollBack): Promise<Written<PromotionRecord>> {
    const { modelId, fromPromotionId, toPromotionId } = request;
    await this.areas.models.model(actor, modelId);
    for (const id of [fromPromotionId, toPromotionId])
      if (id != null) await this.database.read(actor, (tx) => readRecord(tx, id));
    return this.database.write(actor, (tx) => this.goBack(tx, request));
  }

  private async goBack(
    tx: Transaction,
    request: RollBack,
  ): Promise<Recorded<PromotionRecord> | RecordedRefusal> {
    const { modelId, environment, alias, reason, toPromotionId = null } = request;
    await lockPlace(tx.manager, request);
    const serving = await lockServing(tx, request);
    const payload = { environment, alias, reason, toPromotionId };
    if (serving === null) {
      const refusal = refuse('NO_WAY_BACK', 'Nothing serves there.');
      return { refusal, audit: { action, subject: { type: 'model', id: modelId }, payload } };
    }
    const { id: promotionId } = serving.row;
    const isAnother = promotionId !== (request.fromPromotionId ?? promotionId);
    return takeStep(tx, {
      ...{ action, does: 'roll_back', promotionId, payload },
      take: async (record) =>
        isAnother
          ? refuse('ALIAS_MOVED', 'Another promotion serves there by now.')
          : this.giveWay(tx, record, { to: toPromotionId, reason }),
    });
  }

  private async giveWay(
    tx: Transaction,
    { row, promotion }: PromotionRecord,
    { to, reason }: { to: string | null; reason: string },
  ): Promise<Taken | Refusal> {
    const now = latestSeen(promotion, tx.now.getTime());
    const step = decideRollback(promotion, to, now);
    if (isRefusal(step)) return step;
    if ((await this.areas.models.pointedTo(tx, row)) !== row.modelVersionId)
      return refuse('ALIAS_MOVED', 'The alias does not point to the version that serves by this promotion.');
    const { promotionId: restored, modelVersionId } = wayBack(promotion, to, now) as Earlier;
    await openReview(tx, row, { restored, reason });
    return {
      ...{ step, payload: { restored, modelVersionId, previousModelVersionId: row.modelVersionId } },
      after: () => restore(tx, restored, this.areas.models),
    };
  }
}
