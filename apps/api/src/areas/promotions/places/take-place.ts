import { decideSupersession } from '@countersign/domain/approvals';
import { isRefusal } from '@countersign/domain/refusals';
import { type Transaction } from '../../../database/transaction';
import { type ModelsService } from '../../models/models.service';
import { deploy } from './deployment-change';
import { type PromotionRecord } from '../promotion-record';
import { saveStep } from '../take-step';

/**
 * What lets a promotion's version serve: the promotion before superseded, the alias moved, the deployment before ended and
 * the new one begun. Answers the id of the one superseded, or null.
 */
export async function takePlace(
  tx: Transaction,
  { row }: PromotionRecord,
  { models, previous }: { models: Pick<ModelsService, 'moveAlias'>; previous: PromotionRecord | null },
): Promise<string | null> {
  const superseded = await supersede(tx, previous);
  const { id: promotionId, modelId, modelVersionId, environment, alias } = row;
  await models.moveAlias(tx, { modelId, environment, alias, modelVersionId, promotionId });
  await deploy(tx, row);
  return superseded;
}

/** The promotion whose version serves until now is superseded; answers its id, or null. */
async function supersede(tx: Transaction, previous: PromotionRecord | null): Promise<string | null> {
  if (previous === null) return null;
  const step = decideSupersession(previous.promotion, tx.now.getTime());
  if (isRefusal(step)) throw new Error(`The serving promotion ${previous.row.id} cannot be superseded.`);
  await saveStep(tx, previous, { step });
  return previous.row.id;
}
