import { type Actor } from '@countersign/domain/access';
import { decideActivation, decideSupersession, latestSeen } from '@countersign/domain/approvals';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { type ModelsService } from '../models/models.service';
import { deploy, lockServing } from './deployment-change';
import { evaluateGates, type EvidenceSources } from './evaluate-gates';
import { type PoliciesService } from './policies.service';
import { type PromotionRecord } from './promotion-record';
import { saveStep, takeStep, type Taken } from './take-step';

interface Areas {
  evidence: EvidenceSources;
  models: Pick<ModelsService, 'moveAlias' | 'pointedTo'>;
  policies: PoliciesService;
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
    const { policies, models, evidence } = this.areas;
    const { manager, now } = tx;
    const { id: promotionId, modelId, modelVersionId, environment, alias } = record.row;
    const policy = await policies.inForce(manager, record.row);
    if (!policy) return refuse('NO_POLICY', `No policy covers the alias ${alias} any more.`);
    const at = new Date(latestSeen(record.promotion, now.getTime()));
    const gates = await evaluateGates(evidence, { manager, modelVersionId, policy: policy.body, now: at });
    const place = { modelId, environment, alias };
    const previous = await lockServing(tx, place);
    const servingVersionId = await models.pointedTo(tx, place);
    const fresh = { policy: policy.body, gates, servingVersionId };
    const step = decideActivation(record.promotion, fresh, now.getTime());
    if (isRefusal(step)) return step;
    const superseded = await supersede(tx, previous);
    await models.moveAlias(tx, { ...place, modelVersionId, promotionId });
    await deploy(tx, record.row);
    return { step, gates, payload: { previousModelVersionId: servingVersionId, superseded } };
  }
}

/** The promotion whose version serves until now is superseded; answers its id, or null. */
async function supersede(tx: Transaction, previous: PromotionRecord | null): Promise<string | null> {
  if (previous === null) return null;
  const step = decideSupersession(previous.promotion, tx.now.getTime());
  if (isRefusal(step)) throw new Error(`The serving promotion ${previous.row.id} cannot be superseded.`);
  await saveStep(tx, previous, { step });
  return previous.row.id;
}
