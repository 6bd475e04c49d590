import { decideRestoration } from '@countersign/domain/approvals';
import { isRefusal } from '@countersign/domain/refusals';
import { type Transaction } from '../../../database/transaction';
import { type ModelsService } from '../../models/models.service';
import { deploy } from '../places/deployment-change';
import { readRecord } from '../promotion-record';
import { saveStep } from '../take-step';

/** An earlier promotion serves again, with its alias and a deployment of its own. What served until now has given way before. */
export async function restore(
  tx: Transaction,
  promotionId: string,
  models: Pick<ModelsService, 'moveAlias'>,
): Promise<void> {
  const record = await readRecord(tx, promotionId);
  const step = decideRestoration(record.promotion, tx.now.getTime());
  if (isRefusal(step)) throw new Error(`The earlier promotion ${promotionId} cannot be restored.`);
  await saveStep(tx, record, { step });
  const { modelId, environment, alias, modelVersionId } = record.row;
  await models.moveAlias(tx, { modelId, environment, alias, modelVersionId, promotionId });
  await deploy(tx, record.row);
}
