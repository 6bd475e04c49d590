import { type Actor } from '@countersign/domain/access';
import { type Verdict, type Window, worst } from '@countersign/domain/monitoring';
import { type EntityManager } from 'typeorm';
import { type Database } from '../../database/database';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { notFound } from '../../server/problem';
import { type ModelsService } from '../models/models.service';
import { MonitorResult } from './monitor-result.entity';
import { MonitorRun } from './monitor-run.entity';
import { Monitor } from './monitor.entity';

/** Which results of a run; all when nothing is named. */
export interface ResultFilter {
  column?: string | null;
  method?: string | null;
  window?: { start: Date; end: Date } | null;
  decidingOnly?: boolean;
}

/** Monitors, runs and results, as screens ask for them. */
export class MonitorReads {
  constructor(
    private readonly database: Database,
    private readonly models: ModelsService,
  ) {}

  /** Monitors, newest first; of one model version when it is named. */
  list(actor: Actor, bounds: PageBounds, modelVersionId?: string | null): Promise<Page<Monitor>> {
    const build = (manager: EntityManager) => {
      const query = manager.createQueryBuilder(Monitor, 'row');
      return modelVersionId == null ? query : query.where({ modelVersionId });
    };
    return readPage<Monitor>(this.database, actor, { ...bounds, build, key: 'id', direction: 'DESC' });
  }

  async monitor(actor: Actor, id: string): Promise<Monitor> {
    const found = await this.database.read(actor, ({ manager }) => manager.findOneBy(Monitor, { id }));
    if (!found) throw notFound('monitor', id);
    return found;
  }

  async run(actor: Actor, id: string): Promise<MonitorRun> {
    const found = await this.database.read(actor, ({ manager }) => manager.findOneBy(MonitorRun, { id }));
    if (!found) throw notFound('monitor run', id);
    return found;
  }

  /** Runs of a monitor, newest first. */
  runs(actor: Actor, monitorId: string, bounds: PageBounds): Promise<Page<MonitorRun>> {
    const build = (manager: EntityManager) =>
      manager.createQueryBuilder(MonitorRun, 'row').where({ monitorId });
    return readPage<MonitorRun>(this.database, actor, { ...bounds, build, key: 'id', direction: 'DESC' });
  }

  latestRun(actor: Actor, monitorId: string): Promise<MonitorRun | null> {
    return this.database.read(actor, ({ manager }) =>
      manager.findOne(MonitorRun, { where: { monitorId }, order: { id: 'DESC' } }),
    );
  }

  /** The windows a run measured, oldest first. */
  async windows(actor: Actor, runId: string): Promise<Window[]> {
    const rows = await this.database.read(actor, ({ manager }) =>
      manager
        .createQueryBuilder(MonitorResult, 'row')
        .select('row.window_start', 'start')
        .addSelect('row.window_end', 'end')
        .where({ runId })
        .groupBy('row.window_start')
        .addGroupBy('row.window_end')
        .orderBy('row.window_start')
        .getRawMany<{ start: Date; end: Date }>(),
    );
    return rows.map(({ start, end }) => ({ start: start.getTime(), end: end.getTime() }));
  }

  /** Results of a run by window, column and check. */
  results(
    actor: Actor,
    runId: string,
    { bounds, filter = {} }: { bounds: PageBounds; filter?: ResultFilter },
  ): Promise<Page<MonitorResult>> {
    const { column, method, window, decidingOnly } = filter;
    const build = (manager: EntityManager) => {
      const query = manager.createQueryBuilder(MonitorResult, 'row').where({
        runId,
        ...(column != null && { columnName: column }),
        ...(method != null && { method }),
        ...(decidingOnly && { deciding: true }),
      });
      if (!window) return query;
      return query.andWhere('row.window_start >= :start AND row.window_end <= :end', window);
    };
    return readPage<MonitorResult>(this.database, actor, { ...bounds, build, key: 'id', direction: 'ASC' });
  }

  /** What all runs of a monitor found, newest first; what a fairness monitor only gave again is left out. */
  history(actor: Actor, monitorId: string, bounds: PageBounds): Promise<Page<MonitorResult>> {
    const build = (manager: EntityManager) =>
      manager
        .createQueryBuilder(MonitorResult, 'row')
        .where(
          'row.run_id IN (SELECT id FROM monitor_run WHERE workspace_id = :workspaceId AND monitor_id = :monitorId)',
          { workspaceId: actor.workspaceId, monitorId },
        )
        .andWhere(`row.parameters -> 'taken' IS DISTINCT FROM 'false'::jsonb`);
    return readPage<MonitorResult>(this.database, actor, { ...bounds, build, key: 'id', direction: 'DESC' });
  }

  /** The worst verdict among the latest run of each monitor on any version of a model; unknown without one. */
  async health(actor: Actor, modelId: string): Promise<Verdict> {
    const versionIds = await this.models.versionIds(actor, modelId);
    const latest = await this.database.read(actor, ({ manager }) =>
      manager
        .createQueryBuilder(MonitorRun, 'run')
        .innerJoin(Monitor, 'monitor', 'monitor.id = run.monitor_id')
        .distinctOn(['run.monitor_id'])
        .where('monitor.model_version_id = ANY(:versionIds::uuid[])', { versionIds })
        .orderBy('run.monitor_id')
        .addOrderBy('run.id', 'DESC')
        .getMany(),
    );
    return worst(latest.map(({ verdict }) => verdict));
  }
}
