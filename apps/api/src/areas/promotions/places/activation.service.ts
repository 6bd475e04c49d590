import { type Actor } from '@countersign/domain/access';
import { decideActivation } from '@countersign/domain/approvals';
import { isRefusal, type Refusal } from '@countersign/domain/refusals';
import { type Database } from '../../../database/database';
import { type Transaction, type Written } from '../../../database/transaction';
import { type ModelsService } from '../../models/models.service';
import { lockServing } from './deployment-change';
import { lookAnew, type LookAreas } from '../look-anew';
import { type PromotionRecord } from '../promotion-record';
import { takePlace } from './take-place';
import { takeStep, type Taken } from '../take-step';

interface Areas extends LookAreas {
  models: Pick<ModelsService, 'moveAlias' | 'pointedTo'>;
}

/** Moves an alias to the version that was approved. */
export class ActivationService {
  constructor(
    private readonly database: Database,
    private readonly areas: Areas,
  ) {}

  /**
   * One transaction: the alias as it was approved to be replaced, the gates once more on the newest evidence, the promotion
   * before superseded, the alias moved, the deployment before ended and the new one begun. Whatever fails, the old version goes on serving.
   */
  activate(actor: Actor, promotionId: string): Promise<Written<PromotionRecord>> {
    return this.database.write(actor, (tx) =>
      takeStep(tx, {
        ...{ action: 'activatePromotion', does: 'activate', promotionId },
        take: (record) => this.take(tx, record),
      }),
    );
  }

  private async take(tx: Transaction, record: PromotionRecord): Promise<Taken | Refusal> {
    const { models } = this.areas;
    const { now } = tx;
    const { modelId, environment, alias } = record.row;
    const look = await lookAnew(this.areas, tx, record);
    if (isRefusal(look)) return look;
    const { policy, gates } = look;
    const place = { modelId, environment, alias };
    const previous = await lockServing(tx, place);
    const servingVersionId = await models.pointedTo(tx, place);
    const fresh = { policy: policy.body, gates, servingVersionId };
    const step = decideActivation(record.promotion, fresh, now.getTime());
    if (isRefusal(step)) return step;
    const superseded = await takePlace(tx, record, { models, previous });
    return { step, gates, payload: { previousModelVersionId: servingVersionId, superseded } };
  }
}
