import { type ModelFacts } from '@countersign/domain/approvals';
import { type Actor } from '@countersign/domain/access';
import { digestOf } from '@countersign/domain/audit-log';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import {
  type Recorded,
  type RecordedRefusal,
  type Transaction,
  type Written,
} from '../../database/transaction';
import { notFound } from '../../server/problem';
import { entitledCaller } from '../access/caller-now';
import { dependOnEachOther } from '../access/people';
import { ModelClassification } from './model-classification.entity';
import { Model } from './model.entity';

export interface Classify extends Omit<ModelFacts, 'task'> {
  modelId: string;
  reason: string;
}

/** Changes what policies are bound to of a model: somebody else's to do than who registered it. */
export class ClassificationService {
  constructor(
    private readonly database: Database,
    /** Lets no decision be taken until the transaction ends: it would rest on the policies of before. */
    private readonly holdDecisions: (tx: Transaction) => Promise<void>,
  ) {}

  classify(actor: Actor, request: Classify): Promise<Written<Model>> {
    return this.database.write(actor, async (tx): Promise<Recorded<Model> | RecordedRefusal> => {
      await this.holdDecisions(tx);
      const { manager } = tx;
      const model = await manager.findOneBy(Model, { id: request.modelId });
      if (!model) throw notFound('model', request.modelId);
      const { modelId, reason, ...facts } = request;
      const { riskTier, useCase, tags } = model;
      const before = { riskTier, useCase, tags };
      const subject = { type: 'model', id: modelId };
      const payload = { ...facts, before, reason };
      const audit = { action: 'classifyModel', subject, payload };
      const refusal = await refusalOf(tx, model);
      if (refusal) return { refusal, audit };
      await insert(tx, request);
      const change = { before: digestOf(before), after: digestOf(facts) };
      return {
        result: await manager.findOneByOrFail(Model, { id: modelId }),
        audit: { ...audit, ...change },
      };
    });
  }
}

async function refusalOf(tx: Transaction, { createdBy }: Model): Promise<Refusal | null> {
  const actor = await entitledCaller(tx, 'model.classify');
  if (isRefusal(actor)) return actor;
  if (!(await dependOnEachOther(tx.manager, createdBy, actorReference(actor)))) return null;
  return refuse(
    'OWN_MODEL',
    'You registered this model, or gave whoever did their roles, or have yours from them; somebody else classifies it.',
  );
}

async function insert({ manager, actor, now, newId }: Transaction, request: Classify): Promise<void> {
  const { modelId, riskTier, useCase, tags, reason } = request;
  await manager.insert(ModelClassification, {
    ...{ id: newId(), workspaceId: actor.workspaceId, modelId, riskTier, useCase, tags: [...tags], reason },
    ...{ classifiedBy: actorReference(actor), classifiedAt: now },
  });
}
