import { type Actor } from '@countersign/domain/access';
import { type RiskTier } from '@countersign/domain/approvals';
import { refuse } from '@countersign/domain/refusals';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { insertNew } from '../../database/insert-new';
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
import { differingParts, type RegisteredContent } from './registered-content';
import { type Task } from './task';
import { makingOf, makingRecord, type SoftwareEnvironment, type VersionCode } from './version-making';

export interface RegisterModel {
  name: string;
  purpose: string;
  task: Task;
  riskTier: RiskTier;
  useCase?: string | null;
  tags?: string[];
}

export interface RegisterModelVersion {
  modelId: string;
  artifactDigest: string;
  description: string;
  trainingDatasetVersionId?: string | null;
  metrics: { name: string; value: number; n?: number | null }[];
  baseline?: { datasetVersionId: string; mapping: ColumnMappingRequest } | null;
  code?: VersionCode | null;
  environment?: (Pick<SoftwareEnvironment, 'digest'> & Partial<SoftwareEnvironment>) | null;
}

export interface RegisteredModelVersion {
  version: ModelVersion;
  /** False when the same artefact was registered before, with the same content. */
  created: boolean;
}

type NewBaseline = Pick<BaselineRow, 'datasetVersionId' | 'mapping' | 'features' | 'profiles'>;

type NewContent = RegisteredContent & { baseline: NewBaseline | null };

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
      const differs = created ? [] : differing(model, request);
      if (differs.length === 0) return { result: model, audit };
      const message = `A model named "${model.name}" is registered with another ${differs.join(', ')}.`;
      return { refusal: refuse('CONFLICTING_REGISTRATION', message), audit };
    });
  }

  /**
   * The same artefact with the same content is the version it already is; with other content it is refused. The baseline
   * is read from its file before the transaction, which then writes version and baseline together.
   */
  async registerVersion(
    actor: Actor,
    request: RegisterModelVersion,
  ): Promise<Written<RegisteredModelVersion>> {
    const model = await this.models.model(actor, request.modelId);
    const content = await this.content(actor, model, request);
    const identity = { modelId: model.id, artifactDigest: request.artifactDigest.toLowerCase() };
    return this.database.write(
      actor,
      async (tx): Promise<Recorded<RegisteredModelVersion> | RecordedRefusal> => {
        await tx.manager.query(`SELECT pg_advisory_xact_lock(hashtext('model:' || $1))`, [model.id]);
        const known = await tx.manager.findOneBy(ModelVersion, identity);
        const version = known ?? (await insertVersion(tx, { ...identity, ...content }));
        const subject = { type: 'model_version', id: version.id, digest: identity.artifactDigest };
        const told = { model: model.name, number: version.number, created: !known };
        const payload = { ...told, ...makingRecord(content) };
        const audit = { action: 'registerModelVersion', subject, payload };
        const differs = known ? differingParts(await contentOf(tx, known), content) : [];
        if (differs.length === 0) return { result: { version, created: !known }, audit };
        const message = `This artefact is version ${version.number}, registered with another ${differs.join(', ')}.`;
        return { refusal: refuse('CONFLICTING_REGISTRATION', message), audit };
      },
    );
  }

  private async content(actor: Actor, model: Model, request: RegisterModelVersion): Promise<NewContent> {
    const { description, trainingDatasetVersionId: trainingId, metrics } = request;
    const training = trainingId ? await this.datasets.version(actor, trainingId) : null;
    return {
      ...{ description, trainingDatasetVersionId: training?.id ?? null },
      metrics: metrics.map(({ name, value, n }) => ({ name, value, n: n ?? null })),
      baseline: await this.profile(actor, model, request),
      ...makingOf(request),
    };
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
  { name, purpose, task, riskTier, useCase = null, tags = [] }: RegisterModel,
): Promise<{ model: Model; created: boolean }> {
  const content = { id: newId(), workspaceId: actor.workspaceId, name, purpose, task, riskTier };
  const made = { createdAt: now, createdBy: actorReference(actor) };
  const fresh = manager.create(Model, { ...content, useCase, tags, ...made });
  const created = await insertNew(manager, Model, fresh);
  return { model: created ? fresh : await manager.findOneByOrFail(Model, { name }), created };
}

/** What is registered otherwise; tags and use case where the request says any. */
function differing(model: Model, request: RegisterModel): string[] {
  const plain = (['purpose', 'task', 'riskTier'] as const).filter((key) => model[key] !== request[key]);
  const { useCase = null, tags = [] } = request;
  return [
    ...plain,
    ...(useCase === null || useCase === model.useCase ? [] : ['useCase']),
    ...(tags.every((tag) => model.tags.includes(tag)) ? [] : ['tags']),
  ];
}

async function insertVersion(
  tx: Transaction,
  { baseline, ...content }: Pick<ModelVersion, 'modelId' | 'artifactDigest'> & NewContent,
): Promise<ModelVersion> {
  const { manager, actor, now, newId } = tx;
  const number = (await manager.countBy(ModelVersion, { modelId: content.modelId })) + 1;
  const version = manager.create(ModelVersion, {
    ...{ ...content, metrics: [...content.metrics], id: newId(), workspaceId: actor.workspaceId, number },
    ...{ registeredAt: now, registeredBy: actorReference(actor) },
  });
  await manager.insert(ModelVersion, version as never);
  if (baseline) await insertBaseline(tx, version.id, baseline);
  return version;
}

/** What a version was registered with. */
async function contentOf({ manager }: Transaction, version: ModelVersion): Promise<RegisteredContent> {
  const { id: modelVersionId, description, trainingDatasetVersionId, metrics, code, environment } = version;
  const baseline = await manager.findOne(BaselineRow, {
    ...{ select: { id: true, datasetVersionId: true, mapping: true }, where: { modelVersionId } },
  });
  return { description, trainingDatasetVersionId, metrics, baseline, code, environment };
}

async function insertBaseline(
  { manager, actor, now, newId }: Transaction,
  modelVersionId: string,
  baseline: NewBaseline,
): Promise<void> {
  const row = { id: newId(), workspaceId: actor.workspaceId, modelVersionId, ...baseline, createdAt: now };
  await manager.insert(BaselineRow, row as never);
}
