import { medianScore } from '@countersign/domain/fairness';
import { type EntityManager } from 'typeorm';
import { type TimeWindow } from '../traffic/time-window';
import { type ProductionRow } from './production-line';

/** The predictions of a version in a window, as the transaction of the manager sees them. */
export interface ProductionSource {
  manager: EntityManager;
  workspaceId: string;
  modelVersionId: string;
  window: TimeWindow;
}

const rowsAtOnce = 10_000;

/** Every row in the order of its digest: time, then the bytes of the id. */
const openCursor = `
  DECLARE production_row NO SCROLL CURSOR FOR
  SELECT p.prediction_id AS id, to_char(p.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
         p.prediction, p.score, p.groups::text AS groups, p.segments::text AS segments, l.label
  FROM prediction p
  LEFT JOIN label l
    ON l.workspace_id = $1 AND l.model_version_id = $2 AND l.prediction_id = p.prediction_id
    AND l.predicted_at >= $3 AND l.predicted_at < $4
  WHERE p.workspace_id = $1 AND p.model_version_id = $2 AND p.at >= $3 AND p.at < $4
  ORDER BY p.at, p.prediction_id COLLATE "C"`;

/** Of days just written the database knows no row counts yet, and would look labels up one by one. */
const planning = `SET LOCAL enable_nestloop = off; SET LOCAL cursor_tuple_fraction = 1; SET LOCAL work_mem = '64MB'`;

/** Reads the rows some at a time, whatever their number, in the fixed order. */
export async function* productionRows(source: ProductionSource): AsyncGenerator<ProductionRow[]> {
  const { manager } = source;
  await manager.query(planning);
  await manager.query(openCursor, parametersOf(source));
  for (;;) {
    const rows = (await manager.query(`FETCH ${rowsAtOnce} FROM production_row`)) as ProductionRow[];
    if (rows.length === 0) break;
    yield rows;
  }
  await manager.query('CLOSE production_row');
}

/** The median of the window's finite scores: of the one or two in the middle. Null without any. */
export async function productionMedian(source: ProductionSource): Promise<number | null> {
  const middle = (await source.manager.query(
    `SELECT score FROM (
       SELECT score, row_number() OVER (ORDER BY score) AS place, count(*) OVER () AS n FROM prediction
       WHERE workspace_id = $1 AND model_version_id = $2 AND at >= $3 AND at < $4
         AND score NOT IN ('NaN', 'Infinity', '-Infinity')
     ) ranked WHERE place IN ((n + 1) / 2, (n + 2) / 2)`,
    parametersOf(source),
  )) as { score: number }[];
  return medianScore(Float64Array.from(middle, ({ score }) => score));
}

function parametersOf({ workspaceId, modelVersionId, window: { start, end } }: ProductionSource): unknown[] {
  return [workspaceId, modelVersionId, start, end];
}
