import { mergeProfiles, profileFromJson, profileToJson } from '@countersign/statistics/profile';
import { type Transaction } from '../../database/transaction';
import { copyRows } from './copy-rows';
import { type DayProfile } from './day-profiles';

interface StoredProfile {
  day: string;
  column_name: string;
  profile: unknown;
}

const keyOf = (day: string, column: string) => `${day} ${column}`;

/** Merges day profiles into those a version has, inside the caller's transaction; rows are locked by day and column. */
export async function mergeDayProfiles(
  tx: Transaction,
  versionId: string,
  profiles: readonly DayProfile[],
): Promise<void> {
  if (profiles.length === 0) return;
  await tx.runner.query(
    'CREATE TEMP TABLE staged_profile (day date, column_name text, profile jsonb) ON COMMIT DROP',
  );
  await stage(tx, profiles);
  const inserted = (await tx.runner.query(
    `INSERT INTO window_profile (workspace_id, model_version_id, day, column_name, profile)
     SELECT $1, $2, day, column_name, profile FROM staged_profile ORDER BY day, column_name
     ON CONFLICT DO NOTHING RETURNING day::text, column_name`,
    [tx.actor.workspaceId, versionId],
  )) as StoredProfile[];
  if (inserted.length === profiles.length) return;
  const fresh = new Set(inserted.map((row) => keyOf(row.day, row.column_name)));
  await mergeIntoKnown(
    tx,
    versionId,
    profiles.filter(({ day, column }) => !fresh.has(keyOf(day, column))),
  );
}

async function mergeIntoKnown(
  tx: Transaction,
  versionId: string,
  profiles: readonly DayProfile[],
): Promise<void> {
  const days = profiles.map(({ day }) => day);
  const columns = profiles.map(({ column }) => column);
  const stored = (await tx.runner.query(
    `SELECT day::text, column_name, profile FROM window_profile
     WHERE workspace_id = $1 AND model_version_id = $2
       AND (day, column_name) IN (SELECT * FROM unnest($3::date[], $4::text[]))
     ORDER BY window_profile.day, column_name FOR UPDATE`,
    [tx.actor.workspaceId, versionId, days, columns],
  )) as StoredProfile[];
  const known = new Map(stored.map((row) => [keyOf(row.day, row.column_name), profileFromJson(row.profile)]));
  const merged = profiles.map(({ day, column, profile }) => {
    const before = known.get(keyOf(day, column));
    if (!before) throw new Error(`The profile of ${column} on ${day} went away under its lock.`);
    return { day, column, profile: mergeProfiles(before, profile) };
  });
  await tx.runner.query('TRUNCATE staged_profile');
  await stage(tx, merged);
  await tx.runner.query(
    `UPDATE window_profile w SET profile = s.profile FROM staged_profile s
     WHERE w.workspace_id = $1 AND w.model_version_id = $2 AND w.day = s.day AND w.column_name = s.column_name`,
    [tx.actor.workspaceId, versionId],
  );
}

function stage({ runner }: Transaction, profiles: readonly DayProfile[]): Promise<void> {
  const rows = profiles.map(({ day, column, profile }) => [
    day,
    column,
    JSON.stringify(profileToJson(profile)),
  ]);
  return copyRows(runner, 'staged_profile (day, column_name, profile)', rows);
}
