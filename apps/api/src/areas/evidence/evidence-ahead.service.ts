import { randomBytes } from 'node:crypto';
import { type Actor } from '@countersign/domain/access';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { type Written } from '../../database/transaction';
import { type ModelsService } from '../models/models.service';
import { ExternalCheckRow } from './external-check.entity';
import { lockModelEvidence } from './lock-model-evidence';
import { RegisteredThresholdRow } from './registered-threshold.entity';

export type ThresholdRequest = Pick<
  RegisteredThresholdRow,
  'modelId' | 'metric' | 'op' | 'limit' | 'datasetDigest'
>;

/** What is put on record before there is evidence: limits, and questions to services outside. */
export class EvidenceAheadService {
  constructor(
    private readonly database: Database,
    private readonly models: ModelsService,
  ) {}

  /** Registers a limit; the same one again answers the first. */
  async register(
    actor: Actor,
    request: ThresholdRequest,
  ): Promise<Written<{ row: RegisteredThresholdRow; created: boolean }>> {
    const { id: modelId } = await this.models.model(actor, request.modelId);
    const { metric, op, limit } = request;
    const same = { modelId, metric, op, limit, datasetDigest: request.datasetDigest.toLowerCase() };
    return this.database.write(actor, async (tx) => {
      await lockModelEvidence(tx.manager, modelId);
      const known = await tx.manager.findOneBy(RegisteredThresholdRow, same);
      const row =
        known ??
        Object.assign(new RegisteredThresholdRow(), {
          ...{ id: tx.newId(), workspaceId: actor.workspaceId, ...same },
          ...{ registeredBy: actorReference(actor), registeredAt: tx.now },
        });
      if (!known) await tx.manager.insert(RegisteredThresholdRow, row);
      const subject = { type: 'registered_threshold', id: row.id };
      const payload = { ...same, created: !known };
      return {
        result: { row, created: !known },
        audit: { action: 'registerThreshold', subject, payload },
      };
    });
  }

  /** Limits registered for a model, oldest first. */
  thresholds(actor: Actor, modelId: string): Promise<RegisteredThresholdRow[]> {
    return this.database.read(actor, ({ manager }) =>
      manager.find(RegisteredThresholdRow, { where: { modelId }, order: { id: 'ASC' } }),
    );
  }

  /** Makes a nonce that a service outside answers once. It is no secret: the answer is signed. */
  async ask(
    actor: Actor,
    { modelVersionId, check: name }: { modelVersionId: string; check: string },
  ): Promise<Written<ExternalCheckRow>> {
    const { artifactDigest: digest } = await this.models.version(actor, modelVersionId);
    return this.database.write(actor, async (tx) => {
      const row = Object.assign(new ExternalCheckRow(), {
        ...{ id: tx.newId(), workspaceId: actor.workspaceId, modelVersionId, name },
        ...{ nonce: randomBytes(32).toString('hex'), askedBy: actorReference(actor), askedAt: tx.now },
      });
      await tx.manager.insert(ExternalCheckRow, row);
      const subject = { type: 'external_check', id: row.id, digest };
      return {
        result: row,
        audit: { action: 'requestExternalCheck', subject, payload: { modelVersionId, check: name } },
      };
    });
  }
}
