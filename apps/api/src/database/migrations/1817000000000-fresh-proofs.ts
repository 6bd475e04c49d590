import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A session tells when its person proved who they are: policies ask votes for a fresh proof. */
const sessions = `
DROP FUNCTION session_of(uuid, text);
CREATE FUNCTION session_of(workspace uuid, secret text)
RETURNS TABLE (
  member_id uuid, name text, roles text[], is_active boolean, strength text, authenticated_at timestamptz, expires_at timestamptz
)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('countersign.workspace_id', workspace::text, true);
  RETURN QUERY
    SELECT member.id, member.name, member.roles, member.deactivated_at IS NULL, session.strength,
           session.authenticated_at, session.expires_at
    FROM session JOIN member ON member.id = session.member_id AND member.workspace_id = session.workspace_id
    WHERE session.workspace_id = workspace AND session.secret_hash = secret;
END $$;
REVOKE ALL ON FUNCTION session_of(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION session_of(uuid, text) TO countersign_app;
`;

/** A joined policy asks for a proof as fresh as each of its parts does. */
const joined = `
CREATE OR REPLACE FUNCTION is_no_laxer(joined jsonb, part jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT joined ->> 'environment' = part ->> 'environment'
    AND part ->> 'alias' IN ('*', joined ->> 'alias')
    AND (joined -> 'approvalTtlDays')::numeric <= (part -> 'approvalTtlDays')::numeric
    AND (joined -> 'evidenceMaxAgeDays')::numeric <= (part -> 'evidenceMaxAgeDays')::numeric
    AND coalesce((joined -> 'distinctPeople')::int, 0) >= coalesce((part -> 'distinctPeople')::int, 0)
    AND coalesce((joined -> 'policyEditorDays')::int, 0) >= coalesce((part -> 'policyEditorDays')::int, 0)
    AND coalesce((joined -> 'rollbackDays')::int, 30) <= coalesce((part -> 'rollbackDays')::int, 30)
    AND (part -> 'recertifyDays' IS NULL
      OR coalesce((joined -> 'recertifyDays')::int <= (part -> 'recertifyDays')::int, false))
    AND (part -> 'stepUpMinutes' IS NULL
      OR coalesce((joined -> 'stepUpMinutes')::int <= (part -> 'stepUpMinutes')::int, false))
    AND (part -> 'deadlineDays' IS NULL
      OR coalesce((joined -> 'deadlineDays')::int <= (part -> 'deadlineDays')::int, false))
    AND (joined -> 'escalateTo' IS NULL OR (
      joined -> 'escalateTo' IS NOT DISTINCT FROM part -> 'escalateTo'
      AND joined -> 'deadlineDays' IS NOT DISTINCT FROM part -> 'deadlineDays'
    ))
    AND coalesce(joined -> 'exclude', '[]') @> coalesce(part -> 'exclude', '[]')
    AND NOT EXISTS (
      SELECT FROM jsonb_array_elements(part -> 'slots') seat WHERE joined -> 'slots' <> '[]' AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(joined -> 'slots') kept
        WHERE kept ->> 'role' = seat ->> 'role' AND (kept -> 'minimum')::int >= (seat -> 'minimum')::int
      )
    )
    AND (part -> 'slots' <> '[]' OR joined -> 'slots' = '[]')
    AND NOT EXISTS (
      SELECT FROM jsonb_array_elements(part -> 'gates') gate WHERE NOT EXISTS (
        SELECT FROM jsonb_array_elements(joined -> 'gates') kept WHERE kept - 'id' = gate - 'id'
      )
    )
$$;
`;

export class FreshProofs1817000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [sessions, joined]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('The walls around policies are not taken down.');
  }
}
