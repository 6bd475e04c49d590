import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A service that proves itself by tokens of an issuer has no secret here. All else about it (name, scope, sponsor, end) is
 * what every service has, so that whatever looks behind a service for its person finds one here, too.
 */
const tables = `
ALTER TABLE service_token
  ALTER COLUMN secret_hash DROP NOT NULL,
  ADD CONSTRAINT service_token_of_workspace UNIQUE (workspace_id, id);
CREATE TABLE workload_trust (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  issuer text NOT NULL,
  subjects text[] NOT NULL CHECK (cardinality(subjects) > 0),
  claims jsonb NOT NULL CHECK (jsonb_typeof(claims) = 'object'),
  CONSTRAINT workload_trust_id_fkey FOREIGN KEY (workspace_id, id) REFERENCES service_token (workspace_id, id)
);
CREATE INDEX workload_trust_by_issuer ON workload_trust (workspace_id, issuer);
`;

/** Whoever gets to write SQL in the server's place turns no token into a trust, and trusts nobody with administration. */
const wall = `
CREATE FUNCTION check_workload_trust() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM service_token service
    WHERE service.workspace_id = NEW.workspace_id AND service.id = NEW.id
      AND service.secret_hash IS NULL AND service.scope <> 'admin'
  ) THEN
    RAISE EXCEPTION 'a workload is trusted as a service without a secret and without the scope admin';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER workload_trust_is_of_plain_service BEFORE INSERT ON workload_trust
  FOR EACH ROW EXECUTE FUNCTION check_workload_trust();
`;

/** Of those that nobody ended. As of the other callers: it enters the workspace that the token names, and sees what row-level security shows there. */
const callers = `
CREATE FUNCTION workload_trusts_of(workspace uuid, named_issuer text)
RETURNS TABLE (trust_id uuid, name text, scope text, sponsor_id uuid, is_active boolean, expires_at timestamptz,
               subjects text[], claims jsonb)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('countersign.workspace_id', workspace::text, true);
  RETURN QUERY
    SELECT trust.id, service.name, service.scope, service.sponsor_id,
           sponsor.deactivated_at IS NULL, service.expires_at,
           trust.subjects, trust.claims
    FROM workload_trust trust
    JOIN service_token service ON service.workspace_id = trust.workspace_id AND service.id = trust.id
    LEFT JOIN member sponsor ON sponsor.id = service.sponsor_id AND sponsor.workspace_id = service.workspace_id
    WHERE trust.workspace_id = workspace AND trust.issuer = named_issuer AND service.revoked_at IS NULL
    ORDER BY trust.id DESC;
END $$;
`;

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

export class WorkloadTrusts1814000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [tables, wall, callers]) await runner.query(sql);
    await runner.query(`
      ALTER TABLE workload_trust ENABLE ROW LEVEL SECURITY;
      CREATE POLICY workload_trust_of_workspace ON workload_trust
        USING (workspace_id = ${currentWorkspace}) WITH CHECK (workspace_id = ${currentWorkspace});
      GRANT SELECT, INSERT ON workload_trust TO countersign_app;
      REVOKE ALL ON FUNCTION workload_trusts_of(uuid, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION workload_trusts_of(uuid, text) TO countersign_app;`);
  }

  async down(): Promise<void> {
    throw new Error('Evidence is not taken back: restore a backup instead.');
  }
}
