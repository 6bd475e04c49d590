import {
  changedColumns,
  type FindingSource,
  type ReadColumn,
  type SchemaChange,
} from '@countersign/domain/approvals';
import { type EntityManager } from 'typeorm';

interface SchemaQuestion {
  manager: EntityManager;
  workspaceId: string;
  modelVersionId: string;
  /** Not at this instant, but after it. */
  after: Date;
}

/** The first other schema of what a version reads that was seen after an instant: in a data set, or in its traffic. */
export async function schemaChangeAfter(question: SchemaQuestion): Promise<SchemaChange | null> {
  const [first = null] = [...(await registered(question)), ...(await observed(question))]
    .filter(({ columns }) => columns.length > 0)
    .sort((one, other) => one.at - other.at);
  return first;
}

interface RegisteredRow {
  dataset: string;
  id: string;
  number: number;
  at: Date;
  columns: ReadColumn[];
  before: ReadColumn[];
  features: ReadColumn[] | null;
}

/** Later versions of the data sets that it was trained on and is compared with. */
async function registered({
  manager,
  workspaceId,
  modelVersionId,
  after,
}: SchemaQuestion): Promise<SchemaChange[]> {
  const rows = (await manager.query(
    `SELECT dataset.name AS dataset, newer.id, newer.number, newer.registered_at AS at, newer.columns,
            known.columns AS before, baseline.features
     FROM model_version version
     LEFT JOIN baseline ON baseline.workspace_id = $1 AND baseline.model_version_id = version.id
     JOIN dataset_version known ON known.workspace_id = $1
       AND known.id IN (version.training_dataset_version_id, baseline.dataset_version_id)
     JOIN dataset ON dataset.workspace_id = $1 AND dataset.id = known.dataset_id
     JOIN dataset_version newer ON newer.workspace_id = $1 AND newer.dataset_id = known.dataset_id
       AND newer.number > known.number AND newer.registered_at > $3
     WHERE version.workspace_id = $1 AND version.id = $2
     ORDER BY newer.registered_at, newer.number, newer.id`,
    [workspaceId, modelVersionId, after],
  )) as RegisteredRow[];
  return rows.map(({ dataset, id, number, at, columns, before, features }) => {
    // Without a baseline nobody said which columns the version reads: it may be any.
    const reads = (name: string) => features === null || features.some((feature) => feature.name === name);
    return {
      ...{ seenIn: `version ${number} of the data set “${dataset}”`, at: at.getTime() },
      columns: changedColumns(
        before.filter(({ name }) => reads(name)),
        columns,
      ),
      source: { kind: 'dataset_version', id } satisfies FindingSource,
    };
  });
}

interface ObservedRow {
  monitor: string;
  run_id: string;
  at: Date;
  columns: ReadColumn[];
}

/**
 * Features of which the traffic has no value any more, in the newest window of the newest run of a drift monitor. Traffic of
 * another kind is refused where it is logged. What was so in the last run before the instant was looked at with the rest.
 */
async function observed({
  manager,
  workspaceId,
  modelVersionId,
  after,
}: SchemaQuestion): Promise<SchemaChange[]> {
  const rows = (await manager.query(
    `WITH run AS (
       SELECT monitor.id AS monitor_id, monitor.name, newest.id, newest.ran_at, prior.id AS prior_id
       FROM monitor
       CROSS JOIN LATERAL (
         SELECT id, ran_at FROM monitor_run WHERE monitor_id = monitor.id AND ran_at > $3 ORDER BY id DESC LIMIT 1
       ) newest
       LEFT JOIN LATERAL (
         SELECT id FROM monitor_run WHERE monitor_id = monitor.id AND ran_at <= $3 ORDER BY id DESC LIMIT 1
       ) prior ON true
       WHERE monitor.workspace_id = $1 AND monitor.model_version_id = $2 AND monitor.kind = 'drift'
     ), empty AS (
       SELECT DISTINCT result.run_id, result.column_name
       FROM monitor_result result
       WHERE result.workspace_id = $1 AND result.run_id IN (SELECT id FROM run UNION SELECT prior_id FROM run)
         AND (result.estimate ->> 'n')::float8 = 0 AND result.baseline_n > 0
         AND result.window_start = (SELECT max(window_start) FROM monitor_result WHERE run_id = result.run_id)
     )
     SELECT run.name AS monitor, run.id AS run_id, run.ran_at AS at, jsonb_agg(feature ORDER BY feature ->> 'name') AS columns
     FROM run
     JOIN baseline ON baseline.workspace_id = $1 AND baseline.model_version_id = $2
     CROSS JOIN LATERAL jsonb_array_elements(baseline.features) feature
     JOIN empty ON empty.run_id = run.id AND empty.column_name = feature ->> 'name'
     WHERE NOT EXISTS (
       SELECT FROM empty before WHERE before.run_id = run.prior_id AND before.column_name = empty.column_name
     )
     GROUP BY run.name, run.id, run.ran_at`,
    [workspaceId, modelVersionId, after],
  )) as ObservedRow[];
  return rows.map(({ monitor, run_id: id, at, columns }) => ({
    ...{ seenIn: `what the monitor “${monitor}” saw`, at: at.getTime() },
    columns: changedColumns(columns, []),
    source: { kind: 'monitor_run', id },
  }));
}
