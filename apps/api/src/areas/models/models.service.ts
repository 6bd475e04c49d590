import { type Actor } from '@countersign/domain/access';
import { type Environment } from '@countersign/domain/approvals';
import { type EntityManager, In } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { type Database } from '../../database/database';
import { type Transaction } from '../../database/transaction';
import { eachById } from '../../server/each-by-id';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { notFound, Problem } from '../../server/problem';
import { type DatasetsService } from '../datasets/datasets.service';
import { type Baseline, baselineOf } from './baseline';
import { readBaselineNumbers, readBaselineOutcomes } from './baseline-rows';
import { BaselineRow } from './baseline.entity';
import { ModelAlias } from './model-alias.entity';
import { ModelVersion } from './model-version.entity';
import { Model } from './model.entity';
import { type Outcomes } from './outcomes';
import { performanceReport, type PerformanceReport } from './performance-report';
import { type Task } from './task';

/** One alias of a model in one environment. */
export interface AliasPlace {
  modelId: string;
  environment: Environment;
  alias: string;
}

export interface AliasMove extends AliasPlace {
  modelVersionId: string;
  /** The activated promotion that moves it. */
  promotionId: string;
}

/** A version as people name it. */
export interface VersionNames {
  /** Name or id. */
  model: string;
  /** Number or id. */
  version: string;
}

/** Models, their versions, baselines and aliases: everything but registration. */
export class ModelsService {
  constructor(
    private readonly database: Database,
    private readonly datasets: DatasetsService,
  ) {}

  list(actor: Actor, bounds: PageBounds): Promise<Page<Model>> {
    const build = (manager: EntityManager) => manager.createQueryBuilder(Model, 'row');
    return readPage<Model>(this.database, actor, { ...bounds, build, key: 'name', direction: 'ASC' });
  }

  async model(actor: Actor, id: string): Promise<Model> {
    const found = await this.database.read(actor, ({ manager }) => manager.findOneBy(Model, { id }));
    if (!found) throw notFound('model', id);
    return found;
  }

  /** In the order asked; in the place of one that is not there its NOT_FOUND. */
  async modelsById(actor: Actor, ids: readonly string[]): Promise<(Model | Problem)[]> {
    const found = await this.database.read(actor, ({ manager }) =>
      manager.findBy(Model, { id: In([...ids]) }),
    );
    return eachById(ids, found, { what: 'model', idOf: ({ id }) => id });
  }

  async version(actor: Actor, id: string): Promise<ModelVersion> {
    const found = await this.database.read(actor, ({ manager }) => manager.findOneBy(ModelVersion, { id }));
    if (!found) throw notFound('model version', id);
    return found;
  }

  /** In the order asked; in the place of one that is not there its NOT_FOUND. */
  async versionsById(actor: Actor, ids: readonly string[]): Promise<(ModelVersion | Problem)[]> {
    const found = await this.database.read(actor, ({ manager }) =>
      manager.findBy(ModelVersion, { id: In([...ids]) }),
    );
    return eachById(ids, found, { what: 'model version', idOf: ({ id }) => id });
  }

  /** A version as people name it: the model by name or id, the version by number or id. */
  named(actor: Actor, names: VersionNames): Promise<{ model: Model; version: ModelVersion }> {
    return this.database.read(actor, async ({ manager }) => {
      const model =
        (await manager.findOneBy(Model, { name: names.model })) ??
        (isUuid(names.model) ? await manager.findOneBy(Model, { id: names.model }) : null);
      if (!model) throw new Problem('NOT_FOUND', 'No model has this name or id.', { field: 'model' });
      const where = whereVersion(names.version);
      const version = where && (await manager.findOneBy(ModelVersion, { modelId: model.id, ...where }));
      if (version) return { model, version };
      throw new Problem('NOT_FOUND', 'The model has no version of this number or id.', { field: 'version' });
    });
  }

  /** Newest first. */
  versions(actor: Actor, modelId: string, bounds: PageBounds): Promise<Page<ModelVersion>> {
    const build = (manager: EntityManager) =>
      manager.createQueryBuilder(ModelVersion, 'row').where({ modelId });
    const order = { key: 'number', direction: 'DESC' } as const;
    return readPage<ModelVersion>(this.database, actor, { ...bounds, ...order, build });
  }

  /** Ids of all versions of a model, oldest first. */
  versionIds(actor: Actor, modelId: string): Promise<string[]> {
    return this.database.read(actor, async ({ manager }) => {
      const rows = await manager.find(ModelVersion, {
        ...{ select: { id: true }, where: { modelId }, order: { number: 'ASC' } },
      });
      return rows.map(({ id }) => id);
    });
  }

  /** The newest version of each model, in the order asked. */
  latestVersions(actor: Actor, modelIds: readonly string[]): Promise<(ModelVersion | null)[]> {
    return this.database.read(actor, async ({ manager }) => {
      const newest = await manager
        .createQueryBuilder(ModelVersion, 'row')
        .distinctOn(['row.model_id'])
        .where({ modelId: In([...modelIds]) })
        .orderBy('row.model_id')
        .addOrderBy('row.number', 'DESC')
        .getMany();
      const byModel = new Map(newest.map((version) => [version.modelId, version]));
      return modelIds.map((id) => byModel.get(id) ?? null);
    });
  }

  /** The aliases of a model, by name and environment. */
  aliases(actor: Actor, modelId: string): Promise<ModelAlias[]> {
    return this.database.read(actor, ({ manager }) =>
      manager.find(ModelAlias, { where: { modelId }, order: { name: 'ASC', environment: 'ASC' } }),
    );
  }

  /** The id of the version that an alias points to, with the alias locked; null where there is no such alias. */
  async pointedTo(
    { manager }: Transaction,
    { modelId, environment, alias: name }: AliasPlace,
  ): Promise<string | null> {
    const found = await manager.findOne(ModelAlias, {
      ...{ where: { modelId, environment, name }, lock: { mode: 'pessimistic_write' as const } },
    });
    return found?.modelVersionId ?? null;
  }

  /** Points an alias at a version inside the caller's transaction. */
  async moveAlias({ manager, actor, now }: Transaction, move: AliasMove): Promise<void> {
    const { modelId, environment, alias, modelVersionId, promotionId } = move;
    await manager.query(
      `INSERT INTO model_alias (workspace_id, model_id, environment, name, model_version_id, moved_at, promotion_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (model_id, environment, name) DO UPDATE
       SET model_version_id = EXCLUDED.model_version_id, moved_at = EXCLUDED.moved_at, promotion_id = EXCLUDED.promotion_id`,
      [actor.workspaceId, modelId, environment, alias, modelVersionId, now, promotionId],
    );
  }

  /** What a version is compared with; null when it was registered without. */
  baselineOf(actor: Actor, versionId: string): Promise<Baseline | null> {
    return this.database.read(actor, ({ manager }) => this.baselineWithin(manager, versionId));
  }

  /** The same, read in the caller's transaction. */
  async baselineWithin(manager: EntityManager, versionId: string): Promise<Baseline | null> {
    const row = await manager.findOneBy(BaselineRow, { modelVersionId: versionId });
    return row && baselineOf(row);
  }

  /** Finite values of one numeric column of a baseline (a feature, `score` or `prediction`), in file order. */
  async baselineValues(actor: Actor, baseline: Baseline, column: string): Promise<Float64Array> {
    const dataset = await this.datasets.version(actor, baseline.datasetVersionId);
    return readBaselineNumbers(this.datasets.file(dataset), baseline, column);
  }

  /** The baseline's labelled rows, in file order. */
  async baselineOutcomes(actor: Actor, baseline: Baseline): Promise<Outcomes> {
    return this.outcomesOf(actor, baseline, await this.taskOf(actor, baseline.modelVersionId));
  }

  /** Performance over the baseline's labelled rows. */
  async baselinePerformance(actor: Actor, baseline: Baseline): Promise<PerformanceReport> {
    const task = await this.taskOf(actor, baseline.modelVersionId);
    return performanceReport(task, await this.outcomesOf(actor, baseline, task));
  }

  /** What the model of a version answers with. */
  async taskOf(actor: Actor, versionId: string): Promise<Task> {
    const { modelId } = await this.version(actor, versionId);
    return (await this.model(actor, modelId)).task;
  }

  private async outcomesOf(actor: Actor, baseline: Baseline, task: Task): Promise<Outcomes> {
    const dataset = await this.datasets.version(actor, baseline.datasetVersionId);
    return readBaselineOutcomes(this.datasets.file(dataset), baseline.mapping, task);
  }
}

/** Which of a model's versions a name means; null where none could have it. */
function whereVersion(name: string): { number: number } | { id: string } | null {
  if (/^[1-9][0-9]{0,8}$/.test(name)) return { number: Number(name) };
  return isUuid(name) ? { id: name } : null;
}
