import { type ModelFacts } from '@countersign/domain/approvals';
import { type EntityManager } from 'typeorm';
import { Model } from './model.entity';

/** What policies can be bound to of a model, in the caller's transaction. */
export async function modelFacts(manager: EntityManager, modelId: string): Promise<ModelFacts> {
  const { task, riskTier, useCase, tags } = await manager.findOneByOrFail(Model, { id: modelId });
  return { task, riskTier, useCase, tags };
}
