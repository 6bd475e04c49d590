import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Every request begins by asking who calls. As functions each question is one message: they enter the workspace by
 * themselves, to the end of their statement, and see what row-level security lets them see there.
 */
const callers = `
CREATE FUNCTION session_of(workspace uuid, secret text)
RETURNS TABLE (member_id uuid, name text, roles text[], is_active boolean, strength text, expires_at timestamptz)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('countersign.workspace_id', workspace::text, true);
  RETURN QUERY
    SELECT member.id, member.name, member.roles, member.deactivated_at IS NULL, session.strength, session.expires_at
    FROM session JOIN member ON member.id = session.member_id AND member.workspace_id = session.workspace_id
    WHERE session.workspace_id = workspace AND session.secret_hash = secret;
END $$;

CREATE FUNCTION service_token_of(workspace uuid, secret text)
RETURNS TABLE (token_id uuid, name text, scope text, sponsor_id uuid, is_active boolean, expires_at timestamptz)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('countersign.workspace_id', workspace::text, true);
  RETURN QUERY
    SELECT token.id, token.name, token.scope, token.sponsor_id,
           token.revoked_at IS NULL AND sponsor.deactivated_at IS NULL, token.expires_at
    FROM service_token token
    LEFT JOIN member sponsor ON sponsor.id = token.sponsor_id AND sponsor.workspace_id = token.workspace_id
    WHERE token.workspace_id = workspace AND token.secret_hash = secret;
END $$;
`;

export class Callers1799000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(callers);
    await runner.query(`
      REVOKE ALL ON FUNCTION session_of(uuid, text), service_token_of(uuid, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION session_of(uuid, text), service_token_of(uuid, text) TO countersign_app;`);
  }

  async down(): Promise<void> {
    throw new Error('Evidence is not taken back: restore a backup instead.');
  }
}
