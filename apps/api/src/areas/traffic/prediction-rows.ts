import { type Transaction } from '../../database/transaction';
import { copyRows } from './copy-rows';
import { answerOf, conflicting, firstRows, type RowFate } from './first-rows';
import { type PredictionRow } from './prediction-row';
import { type RowsAnswer } from './rows-answer';

export interface InsertedPredictions {
  /** The rows that are new. */
  accepted: PredictionRow[];
  answer: RowsAnswer;
}

/** Inserts the rows whose id the version does not know yet; the first row of an id is kept for good. */
export async function insertPredictions(
  tx: Transaction,
  { versionId, idColumn }: { versionId: string; idColumn: string },
  rows: readonly PredictionRow[],
): Promise<InsertedPredictions> {
  const { first, later } = firstRows(rows);
  await stage(tx, first);
  const freshIds = await insertFresh(tx, versionId);
  const changedIds = freshIds.size === first.length ? new Set<string>() : await changed(tx, versionId);
  const fateOf = (row: PredictionRow): RowFate => {
    if (freshIds.has(row.id)) return 'accepted';
    return changedIds.has(row.id) ? conflicting(row, idColumn, 'the prediction') : 'duplicate';
  };
  const laterFates = later.map(({ row, first: earlier }): RowFate => {
    // A later row is judged by what is kept: the stored row where it differs from this file's first.
    const isSame = row.digest === earlier.digest && !changedIds.has(row.id);
    return isSame ? 'duplicate' : conflicting(row, idColumn, 'the prediction');
  });
  return {
    accepted: first.filter(({ id }) => freshIds.has(id)),
    answer: answerOf([...first.map(fateOf), ...laterFates]),
  };
}

async function stage({ runner }: Transaction, rows: readonly PredictionRow[]): Promise<void> {
  await runner.query(
    `CREATE TEMP TABLE staged_prediction (
       prediction_id text, at timestamptz, payload_digest bytea, prediction text, score float8, latency_ms float8,
       features jsonb, segments jsonb, groups jsonb
     ) ON COMMIT DROP`,
  );
  const values = rows.map((row) => [
    ...[row.id, row.at.toISOString(), `\\x${row.digest}`, row.prediction, row.score, row.latencyMs],
    ...[row.features, row.segments, row.groups],
  ]);
  await copyRows(runner, 'staged_prediction', values);
  await runner.query('ANALYZE staged_prediction');
}

/** Identities first, in the order of ids, so that two files with the same ids wait for each other and never deadlock. */
async function insertFresh({ runner, actor }: Transaction, versionId: string): Promise<Set<string>> {
  const fresh = (await runner.query(
    `WITH fresh AS (
       INSERT INTO prediction_identity (workspace_id, model_version_id, prediction_id, at, payload_digest)
       SELECT $1::uuid, $2::uuid, prediction_id, at, payload_digest FROM staged_prediction ORDER BY prediction_id
       ON CONFLICT DO NOTHING RETURNING prediction_id
     ), written AS (
       INSERT INTO prediction (workspace_id, model_version_id, prediction_id, at, prediction, score, latency_ms,
                               features, segments, groups)
       SELECT $1::uuid, $2::uuid, prediction_id, at, prediction, score, latency_ms, features, segments, groups
       FROM staged_prediction JOIN fresh USING (prediction_id)
     )
     SELECT prediction_id AS id FROM fresh`,
    [actor.workspaceId, versionId],
  )) as { id: string }[];
  return new Set(fresh.map(({ id }) => id));
}

/** Staged ids whose kept content is another. */
async function changed({ runner, actor }: Transaction, versionId: string): Promise<Set<string>> {
  const rows = (await runner.query(
    `SELECT prediction_id AS id FROM staged_prediction s JOIN prediction_identity i USING (prediction_id)
     WHERE i.workspace_id = $1 AND i.model_version_id = $2 AND i.payload_digest <> s.payload_digest`,
    [actor.workspaceId, versionId],
  )) as { id: string }[];
  return new Set(rows.map(({ id }) => id));
}
