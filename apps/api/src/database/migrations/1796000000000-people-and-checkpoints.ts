import { type MigrationInterface, type QueryRunner } from 'typeorm';

const people = `
ALTER TABLE member
  ADD email text,
  ADD password_hash text,
  ADD oidc_issuer text,
  ADD oidc_subject text,
  ADD pseudonymised_at timestamptz;
CREATE UNIQUE INDEX member_by_email ON member (workspace_id, email);
CREATE UNIQUE INDEX member_by_oidc_identity ON member (workspace_id, oidc_issuer, oidc_subject);
ALTER TABLE session
  ADD strength text NOT NULL DEFAULT 'demo' CHECK (strength IN ('demo', 'password', 'oidc')),
  ADD authenticated_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE service_token
  ADD sponsor_id uuid REFERENCES member,
  ADD revoked_by text;
WITH RECURSIVE maker AS (
  SELECT id AS service, created_by FROM service_token
  UNION
  SELECT maker.service, token.created_by FROM maker
  JOIN service_token token ON maker.created_by = 'service:' || token.id
)
UPDATE service_token SET sponsor_id = substr(maker.created_by, 8)::uuid
FROM maker WHERE maker.service = service_token.id AND maker.created_by LIKE 'person:%';
CREATE TABLE invitation (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  email text,
  roles text[] NOT NULL,
  secret_hash text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  member_id uuid REFERENCES member,
  revoked_at timestamptz
);
CREATE TABLE legal_hold (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  member_id uuid NOT NULL REFERENCES member,
  reason text NOT NULL,
  placed_at timestamptz NOT NULL,
  placed_by text NOT NULL,
  released_at timestamptz,
  released_by text,
  release_reason text
);
`;

/** Details of entries can be erased; the floor of six months is the database's too. */
const checkpoints = `
ALTER TABLE workspace ADD audit_detail_days int CHECK (audit_detail_days >= 184);
ALTER TABLE audit_head ADD signed_size bigint NOT NULL DEFAULT 0;
CREATE TABLE audit_subtree (
  workspace_id uuid NOT NULL REFERENCES workspace,
  height smallint NOT NULL,
  position bigint NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (workspace_id, height, position)
);
CREATE TABLE audit_checkpoint (
  workspace_id uuid NOT NULL REFERENCES workspace,
  size bigint NOT NULL,
  root text NOT NULL,
  note text NOT NULL,
  vkey text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, size)
);
CREATE INDEX audit_checkpoint_by_key ON audit_checkpoint (workspace_id, vkey, size);
CREATE TABLE audit_cosignature (
  workspace_id uuid NOT NULL,
  size bigint NOT NULL,
  witness text NOT NULL,
  line text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, size, witness),
  FOREIGN KEY (workspace_id, size) REFERENCES audit_checkpoint
);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.payload IS NULL AND NEW.salt IS NULL
    AND (to_jsonb(NEW) - 'payload' - 'salt') = (to_jsonb(OLD) - 'payload' - 'salt') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'audit entries cannot be changed: only their details can be erased';
END $$;
CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_entry_is_kept BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

CREATE FUNCTION unsigned_audit_logs()
RETURNS TABLE (workspace_id uuid, size bigint, signed_size bigint, since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT head.workspace_id, head.size, head.signed_size, entry.at
  FROM audit_head head
  JOIN audit_entry entry ON entry.workspace_id = head.workspace_id AND entry.sequence = head.signed_size + 1
  WHERE head.size > head.signed_size
$$;
CREATE FUNCTION every_workspace_id() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT id FROM workspace $$;
`;

/** Counters of attempts belong to no workspace: whoever tries is not signed in. Keys are keyed hashes. */
const rateLimits = `
CREATE TABLE rate_limit (
  key text PRIMARY KEY,
  points int NOT NULL DEFAULT 0,
  expire bigint
);
ALTER TABLE rate_limit ENABLE ROW LEVEL SECURITY;
CREATE POLICY rate_limit_of_everyone ON rate_limit USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO countersign_app;
`;

const tables = ['invitation', 'legal_hold', 'audit_subtree', 'audit_checkpoint', 'audit_cosignature'];

/** What the application role may change in place; everything else stays append-only. */
const updatable = [
  'member (email, password_hash, oidc_issuer, oidc_subject, pseudonymised_at)',
  'session (authenticated_at)',
  'service_token (name, revoked_by)',
  'invitation (accepted_at, member_id, revoked_at, email)',
  'legal_hold (released_at, released_by, release_reason)',
  'workspace (audit_detail_days)',
  'audit_head (signed_size)',
  'audit_entry (payload, salt)',
];

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

export class PeopleAndCheckpoints1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [people, checkpoints, rateLimits]) await runner.query(sql);
    for (const table of tables) {
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_of_workspace ON ${table}
          USING (workspace_id = ${currentWorkspace}) WITH CHECK (workspace_id = ${currentWorkspace});
        GRANT SELECT, INSERT ON ${table} TO countersign_app;`);
    }
    for (const columns of updatable) {
      const [table, list] = columns.split(' (');
      await runner.query(`GRANT UPDATE (${list} ON ${table} TO countersign_app`);
    }
    await runner.query(`
      REVOKE ALL ON FUNCTION unsigned_audit_logs(), every_workspace_id() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION unsigned_audit_logs(), every_workspace_id() TO countersign_app;`);
  }

  async down(): Promise<void> {
    throw new Error('Evidence is not taken back: restore a backup instead.');
  }
}
