import { type Transaction } from '../../database/transaction';
import { Problem } from '../../server/problem';
import { copyRows } from './copy-rows';
import { answerOf, conflicting, firstRows, type RowFate } from './first-rows';
import { type LabelRow } from './label-file';
import { type RowsAnswer } from './rows-answer';

export interface LabelTarget {
  modelId: string;
  /** All versions of the model. */
  versionIds: string[];
  /** The file's column of ids, for messages. */
  idColumn: string;
}

/**
 * Gives each label to every version that predicted its id. A label that contradicts one already kept is given to none,
 * so that versions never disagree about the truth.
 *
 * @throws Problem NO_MATCHING_PREDICTION naming the first id and its line when no row matches
 */
export async function insertLabels(
  tx: Transaction,
  target: LabelTarget,
  rows: readonly LabelRow[],
): Promise<RowsAnswer> {
  // One file of labels at a time for a model: what is kept cannot change between the look and the write.
  await tx.manager.query(`SELECT pg_advisory_xact_lock(hashtext('labels:' || $1))`, [target.modelId]);
  const { first, later } = firstRows(rows);
  const known = await match(tx, target, first);
  if (known.size === 0) throw nothingMatches(first, target.idColumn);
  await insertMatched(tx);
  const fates = first.map((row): RowFate => {
    const match = known.get(row.id);
    if (!match) return rejected(row, target.idColumn);
    if (match.conflicting) return conflicting(row, target.idColumn, 'the label of');
    return match.fresh ? 'accepted' : 'duplicate';
  });
  const laterFates = later.map(({ row, first: earlier }): RowFate => {
    const match = known.get(row.id);
    if (!match) return rejected(row, target.idColumn);
    const isSame = row.label === earlier.label && !match.conflicting;
    return isSame ? 'duplicate' : conflicting(row, target.idColumn, 'the label of');
  });
  return answerOf([...fates, ...laterFates]);
}

/** Gives new predictions of a version the labels that its siblings' predictions of the same ids have. */
export async function adoptLabels(
  { runner, actor }: Transaction,
  { versionId, siblingIds }: { versionId: string; siblingIds: readonly string[] },
): Promise<void> {
  if (siblingIds.length === 0) return;
  await runner.query(
    `INSERT INTO label (workspace_id, model_version_id, prediction_id, predicted_at, label, labelled_at)
     SELECT DISTINCT ON (i.prediction_id) $1::uuid, $2::uuid, i.prediction_id, i.at, l.label, l.labelled_at
     FROM staged_prediction s
     JOIN prediction_identity i ON i.workspace_id = $1 AND i.model_version_id = $2 AND i.prediction_id = s.prediction_id
     JOIN label l ON l.workspace_id = $1 AND l.model_version_id = ANY($3::uuid[]) AND l.prediction_id = s.prediction_id
     ORDER BY i.prediction_id, l.model_version_id
     ON CONFLICT DO NOTHING`,
    [actor.workspaceId, versionId, siblingIds],
  );
}

interface Match {
  id: string;
  /** Some version keeps another label. */
  conflicting: boolean;
  /** Some version has none yet. */
  fresh: boolean;
}

/** Lays the staged labels beside the predictions and the labels that are kept; answers by id. */
async function match(
  { runner, actor }: Transaction,
  { versionIds }: LabelTarget,
  rows: readonly LabelRow[],
): Promise<Map<string, Match>> {
  await runner.query(
    'CREATE TEMP TABLE staged_label (prediction_id text, label text, labelled_at timestamptz) ON COMMIT DROP',
  );
  const values = rows.map(({ id, label, at }) => [id, label, at?.toISOString() ?? null]);
  await copyRows(runner, 'staged_label', values);
  await runner.query('ANALYZE staged_label');
  await runner.query(
    `CREATE TEMP TABLE matched_label ON COMMIT DROP AS
     SELECT i.model_version_id, s.prediction_id, i.at AS predicted_at, s.label, s.labelled_at, l.label AS kept,
            coalesce(bool_or(l.label <> s.label) OVER (PARTITION BY s.prediction_id), false) AS conflicting
     FROM staged_label s
     JOIN prediction_identity i
       ON i.workspace_id = $1 AND i.model_version_id = ANY($2::uuid[]) AND i.prediction_id = s.prediction_id
     LEFT JOIN label l
       ON l.workspace_id = $1 AND l.model_version_id = i.model_version_id AND l.prediction_id = i.prediction_id`,
    [actor.workspaceId, versionIds],
  );
  const matches = (await runner.query(
    `SELECT prediction_id AS id, bool_or(conflicting) AS conflicting, bool_or(kept IS NULL) AS fresh
     FROM matched_label GROUP BY prediction_id`,
  )) as Match[];
  return new Map(matches.map((found) => [found.id, found]));
}

async function insertMatched({ runner, actor }: Transaction): Promise<void> {
  await runner.query(
    `INSERT INTO label (workspace_id, model_version_id, prediction_id, predicted_at, label, labelled_at)
     SELECT $1::uuid, model_version_id, prediction_id, predicted_at, label, labelled_at FROM matched_label
     WHERE kept IS NULL AND NOT conflicting ORDER BY model_version_id, prediction_id
     ON CONFLICT DO NOTHING`,
    [actor.workspaceId],
  );
}

function rejected({ id, line }: LabelRow, field: string): RowFate {
  const message = `Line ${line}: no version of the model predicted "${id.slice(0, 80)}".`;
  return { fate: 'rejected', fault: { line, field, code: 'NO_MATCHING_PREDICTION', message } };
}

function nothingMatches([first]: readonly LabelRow[], column: string): Problem {
  const { id, line } = first ?? { id: '', line: 1 };
  return new Problem(
    'NO_MATCHING_PREDICTION',
    `No row of the file matches a prediction of this model; the first is "${id.slice(0, 80)}" at line ${line}.`,
    { field: 'uploadId', line, column, id },
  );
}
