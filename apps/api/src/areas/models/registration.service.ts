import { type Actor } from '@countersign/domain/access';
import { refuse } from '@countersign/domain/refusals';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import {
  type Recorded,
  type RecordedRefusal,
  type Transaction,
  type Written,
} from '../../database/transaction';
import { type DatasetsService } from '../datasets/datasets.service';
import { BaselineRow } from './baseline.entity';
import { type ColumnMappingRequest, columnMapping } from './column-mapping';
import { ModelVersion } from './model-version.entity';
import { Model } from './model.entity';
import { type ModelsService } from './models.service';
import { profileBaseline } from './profile-baseline';
import { type RiskTier, type Task } from './task';

export interface RegisterModel {
  name: string;
  purpose: string;
  task: Task;
  riskTier: RiskTier;
}

export interface RegisterModelVersion {
  modelId: string;
  artifactDigest: string;
  description: string;
  trainingDatasetVersionId?: string | null;
  metrics: { name: string; value: number; n?: number | null }[];
  baseline?: { datasetVersionId: string; mapping: ColumnMappingRequest } | null;
}

export interface RegisteredModelVersion {
  version: ModelVersion;
  /** False when the same artefact was registered before. */
  created: boolean;
}

type NewBaseline = Pick<BaselineRow, 'datasetVersionId' | 'mapping' | 'features' | 'profiles'>;

/** Puts models and versions on record. */
export class RegistrationService {
  constructor(
    private readonly database: Database,
    private readonly datasets: DatasetsService,
    private readonly models: ModelsService,
  ) {}

  /** The same name with the same content is the model it already is; with other content it is refused. */
  registerModel(actor: Actor, request: RegisterModel): Promise<Written<Model>> {
    return this.database.write(actor, async (tx): Promise<Recorded<Model> | RecordedRefusal> => {
      const { model, created } = await findOrInsert(tx, request);
      const subject = { type: 'model', id: model.id };
      const audit = { action: 'registerModel', subject, payload: { ...request, created } };
      const differs = (['purpose', 'task', 'riskTier'] as const).filter((key) => model[key] !== request[key]);
      if (differs.length === 0) return { result: model, audit };
      const message = `A model named "${model.name}" is registered with another ${differs.join(', ')}.`;
      return { refusal: refuse('CONFLICTING_REGISTRATION', message), audit };
    });
  }

  /** The baseline is read from its file before the transaction, which then writes version and baseline together. */
  async registerVersion(
    actor: Actor,
    request: RegisterModelVersion,
  ): Promise<Written<RegisteredModelVersion>> {
    const model = await this.models.model(actor, request.modelId);
    const { trainingDatasetVersionId } = request;
    if (trainingDatasetVersionId) await this.datasets.version(actor, trainingDatasetVersionId);
    const baseline = await this.profile(actor, model, request);
    return this.database.write(actor, async (tx) => {
      await tx.manager.query(`SELECT pg_advisory_xact_lock(hashtext('model:' || $1))`, [model.id]);
      const artifactDigest = request.artifactDigest.toLowerCase();
      const known = await tx.manager.findOneBy(ModelVersion, { modelId: model.id, artifactDigest });
      const version = known ?? (await insertVersion(tx, { ...request, artifactDigest }));
      if (!known && baseline) await insertBaseline(tx, version.id, baseline);
      return {
        result: { version, created: !known },
        audit: {
          action: 'registerModelVersion',
          subject: { type: 'model_version', id: version.id, digest: artifactDigest },
          payload: { model: model.name, number: version.number, created: !known },
        },
      };
    });
  }

  private async profile(
    actor: Actor,
    { task }: Model,
    { baseline }: RegisterModelVersion,
  ): Promise<NewBaseline | null> {
    if (!baseline) return null;
    const dataset = await this.datasets.version(actor, baseline.datasetVersionId);
    const mapping = columnMapping(baseline.mapping);
    const source = { file: this.datasets.file(dataset), columns: dataset.columns, mapping, task };
    return { datasetVersionId: dataset.id, mapping, ...(await profileBaseline(source)) };
  }
}

async function findOrInsert(
  { manager, actor, now, newId }: Transaction,
  { name, purpose, task, riskTier }: RegisterModel,
): Promise<{ model: Model; created: boolean }> {
  const fresh = { id: newId(), workspaceId: actor.workspaceId, name, purpose, task, riskTier };
  const row = { ...fresh, createdAt: now, createdBy: actorReference(actor) };
  await manager.createQueryBuilder().insert().into(Model).values(row).orIgnore().execute();
  const model = await manager.findOneByOrFail(Model, { name });
  return { model, created: model.id === fresh.id };
}

async function insertVersion(
  { manager, actor, now, newId }: Transaction,
  request: RegisterModelVersion,
): Promise<ModelVersion> {
  const { modelId, artifactDigest, description, trainingDatasetVersionId, metrics } = request;
  const number = (await manager.countBy(ModelVersion, { modelId })) + 1;
  const version = manager.create(ModelVersion, {
    ...{ id: newId(), workspaceId: actor.workspaceId, modelId, number, artifactDigest, description },
    trainingDatasetVersionId: trainingDatasetVersionId ?? null,
    metrics: metrics.map(({ name, value, n }) => ({ name, value, n: n ?? null })),
    ...{ registeredAt: now, registeredBy: actorReference(actor) },
  });
  await manager.insert(ModelVersion, version as never);
  return version;
}

async function insertBaseline(
  { manager, actor, now, newId }: Transaction,
  modelVersionId: string,
  baseline: NewBaseline,
): Promise<void> {
  const row = { id: newId(), workspaceId: actor.workspaceId, modelVersionId, ...baseline, createdAt: now };
  await manager.insert(BaselineRow, row as never);
}
