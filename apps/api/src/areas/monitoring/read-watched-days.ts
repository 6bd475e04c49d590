import { type FairnessWatch, needsLabels, type WatchedDay } from '@countersign/domain/monitoring';
import { outcomeOf, type OutcomeCounts } from '@countersign/statistics/fairness';
import { type EntityManager } from 'typeorm';
import { outcomeValue } from '../fairness/outcome-value';

/** Whose predictions, and where their days are cut. */
export interface WatchedRows {
  manager: EntityManager;
  workspaceId: string;
  modelVersionId: string;
  watch: FairnessWatch;
}

interface Tally {
  day: string;
  group: string | null;
  prediction: string | null;
  label: string | null;
  rows: string;
}

type Counts = { -readonly [Cell in keyof OutcomeCounts]: number };

/** The days with predictions from `from` (null: from the first) until before `end`, in order, counted by group. */
export async function readWatchedDays(
  { manager, workspaceId, modelVersionId, watch }: WatchedRows,
  { from, end }: { from: Date | null; end: Date },
): Promise<WatchedDay[]> {
  const parameters = [workspaceId, modelVersionId, from ?? '-infinity', end, watch.attribute];
  const tallies: Tally[] = needsLabels(watch.rate)
    ? await withoutNestedLoops(manager, () => manager.query(labelTallies, parameters))
    : await manager.query(predictionTallies, parameters);
  const positive = outcomeValue(watch.positiveValue);
  const days = new Map<string, Tally[]>();
  for (const tally of tallies) days.set(tally.day, [...(days.get(tally.day) ?? []), tally]);
  return [...days.keys()].sort().map((day) => dayOf(day, days.get(day) ?? [], positive));
}

/** On days just written the database knows no row counts yet, and would look every label up by reading all of them. */
async function withoutNestedLoops<T>(manager: EntityManager, work: () => Promise<T>): Promise<T> {
  const allow = (how: 'on' | 'off') => manager.query(`SELECT set_config('enable_nestloop', $1, true)`, [how]);
  await allow('off');
  const result = await work();
  await allow('on');
  return result;
}

/** Rows and labels on days before `end` that were there now; more than were taken: they came late. */
export async function rowsBefore(
  { manager, workspaceId, modelVersionId, watch }: WatchedRows,
  end: Date,
): Promise<{ rows: number; labelled: number }> {
  const count = async (sql: string) => {
    const [row] = (await manager.query(sql, [workspaceId, modelVersionId, end])) as { rows: string }[];
    return Number(row?.rows ?? 0);
  };
  return {
    rows: await count(
      'SELECT count(*) AS rows FROM prediction WHERE workspace_id = $1 AND model_version_id = $2 AND at < $3',
    ),
    labelled: needsLabels(watch.rate)
      ? await count(
          'SELECT count(*) AS rows FROM label WHERE workspace_id = $1 AND model_version_id = $2 AND predicted_at < $3',
        )
      : 0,
  };
}

const predictionTallies = `
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, groups ->> $5::text AS "group", prediction,
         NULL AS label, count(*) AS rows
  FROM prediction
  WHERE workspace_id = $1 AND model_version_id = $2 AND at >= $3 AND at < $4
  GROUP BY 1, 2, 3`;

const labelTallies = `
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, groups ->> $5::text AS "group", prediction,
         label.label, count(*) AS rows
  FROM prediction
  LEFT JOIN label ON label.workspace_id = $1 AND label.model_version_id = $2
    AND label.prediction_id = prediction.prediction_id AND label.predicted_at >= $3 AND label.predicted_at < $4
  WHERE prediction.workspace_id = $1 AND prediction.model_version_id = $2 AND at >= $3 AND at < $4
  GROUP BY 1, 2, 3, 4`;

function dayOf(day: string, tallies: readonly Tally[], positive: string | null): WatchedDay {
  const groups = new Map<string, Counts>();
  let [rows, labelled] = [0, 0];
  for (const { group, prediction, label, rows: counted } of tallies) {
    const n = Number(counted);
    rows += n;
    const actual = outcomeValue(label);
    if (label !== null) labelled += n;
    const predicted = outcomeValue(prediction);
    if (group === null || group.trim() === '') continue;
    const counts = groups.get(group) ?? emptyCounts();
    groups.set(group, counts);
    if (predicted === null) continue;
    counts[outcomeOf(predicted === positive, actual === null ? null : actual === positive)] += n;
  }
  return { day, rows, labelled, groups: [...groups].map(([group, counts]) => ({ group, counts })) };
}

function emptyCounts(): Counts {
  return { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0 };
}
