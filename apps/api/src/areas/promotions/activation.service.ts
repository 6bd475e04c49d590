import { type Actor } from '@countersign/domain/access';
import { decideActivation, decideSupersession, latestSeen } from '@countersign/domain/approvals';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { IsNull } from 'typeorm';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { type ModelsService } from '../models/models.service';
import { DeploymentRow } from './deployment.entity';
import { evaluateGates, type EvidenceSources } from './evaluate-gates';
import { type PoliciesService } from './policies.service';
import { readRecords, type PromotionRecord } from './promotion-record';
import { PromotionRow } from './promotion.entity';
import { saveStep, takeStep, type Taken } from './take-step';

interface Areas {
  evidence: EvidenceSources;
  models: Pick<ModelsService, 'moveAlias'>;
  policies: PoliciesService;
}

/** Moves an alias to the version that was approved. */
export class ActivationService {
  constructor(
    private readonly database: Database,
    private readonly areas: Areas,
  ) {}

  /**
   * One transaction: the gates once more on the newest evidence, the promotion before superseded, the alias moved, the
   * deployment before ended and the new one begun. Whatever fails, the old version goes on serving.
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
    const policy = await policies.inForce(manager, environment, alias);
    if (!policy) return refuse('NO_POLICY', `No policy covers the alias ${alias} any more.`);
    const at = new Date(latestSeen(record.promotion, now.getTime()));
    const gates = await evaluateGates(evidence, { manager, modelVersionId, policy: policy.body, now: at });
    const step = decideActivation(record.promotion, { policy: policy.body, gates }, now.getTime());
    if (isRefusal(step)) return step;
    const superseded = await supersede(tx, record);
    const previous = await models.moveAlias(tx, { modelId, name: alias, modelVersionId, promotionId });
    await deploy(tx, record);
    return { step, gates, payload: { previousModelVersionId: previous, superseded } };
  }
}

/** The promotion whose version serves until now is superseded; answers its id, or null. */
async function supersede(tx: Transaction, { row }: PromotionRecord): Promise<string | null> {
  const { modelId, environment, alias } = row;
  const active = await tx.manager.find(PromotionRow, {
    where: { modelId, environment, alias, state: 'active' },
    lock: { mode: 'pessimistic_write' },
  });
  const [previous] = await readRecords(tx, active);
  if (!previous) return null;
  const step = decideSupersession(previous.promotion, tx.now.getTime());
  if (isRefusal(step)) throw new Error(`The active promotion ${previous.row.id} cannot be superseded.`);
  await saveStep(tx, previous, { step });
  return previous.row.id;
}

async function deploy({ manager, now, newId }: Transaction, { row }: PromotionRecord): Promise<void> {
  const { workspaceId, modelId, modelVersionId, environment, id: promotionId } = row;
  await manager.update(DeploymentRow, { modelId, environment, endedAt: IsNull() }, { endedAt: now });
  await manager.insert(DeploymentRow, {
    ...{ id: newId(), workspaceId, modelId, modelVersionId, environment, promotionId },
    ...{ activatedAt: now, endedAt: null },
  });
}
