import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What people say of an audit names the evidence they looked at: the two references are one. */
const tables = `
ALTER TABLE fairness_audit ADD CONSTRAINT fairness_audit_of_evidence UNIQUE (workspace_id, id, evidence_digest);
CREATE TABLE fairness_sign_off (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  audit_id uuid NOT NULL,
  evidence_digest text NOT NULL,
  signed_by text NOT NULL,
  roles text[] NOT NULL CHECK (cardinality(roles) > 0),
  decision text NOT NULL CHECK (decision IN ('agrees', 'dissents')),
  independence text,
  note text,
  signed_at timestamptz NOT NULL,
  CHECK (decision = 'agrees' OR note IS NOT NULL),
  UNIQUE (workspace_id, audit_id, signed_by),
  FOREIGN KEY (workspace_id, audit_id, evidence_digest)
    REFERENCES fairness_audit (workspace_id, id, evidence_digest)
);
CREATE TABLE fairness_waiver (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  audit_id uuid NOT NULL,
  evidence_digest text NOT NULL,
  criterion text NOT NULL,
  attributes text[] NOT NULL CHECK (cardinality(attributes) > 0),
  justification text NOT NULL,
  signed_by text NOT NULL,
  signed_at timestamptz NOT NULL,
  until timestamptz NOT NULL CHECK (until > signed_at AND until <= signed_at + interval '8760 hours'),
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  CHECK (num_nulls(ended_at, ended_by, end_reason) IN (0, 3)),
  FOREIGN KEY (workspace_id, audit_id, evidence_digest)
    REFERENCES fairness_audit (workspace_id, id, evidence_digest)
);
CREATE INDEX fairness_waiver_by_audit ON fairness_waiver (workspace_id, audit_id, id);
`;

/** Whoever gets to write SQL in the server's place still answers for no audit of their own. */
const wall = `
CREATE FUNCTION check_audit_signer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM member
    WHERE 'person:' || id = NEW.signed_by AND workspace_id = NEW.workspace_id AND deactivated_at IS NULL
  ) THEN
    RAISE EXCEPTION 'an audit must be signed by an active member of the workspace';
  END IF;
  IF EXISTS (
    SELECT FROM fairness_audit audit
    WHERE audit.workspace_id = NEW.workspace_id AND audit.id = NEW.audit_id
      AND 'person:' || person_behind(audit.ran_by) = NEW.signed_by
  ) THEN
    RAISE EXCEPTION 'an audit must be signed by somebody else than who ran it or answers for the service that did';
  END IF;
  RETURN NEW;
END $$;
`;

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

export class AuditsAnsweredFor1804000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [tables, wall]) await runner.query(sql);
    for (const table of ['fairness_sign_off', 'fairness_waiver'])
      await runner.query(`
        CREATE TRIGGER ${table}_is_of_another BEFORE INSERT ON ${table}
          FOR EACH ROW EXECUTE FUNCTION check_audit_signer();
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_of_workspace ON ${table}
          USING (workspace_id = ${currentWorkspace}) WITH CHECK (workspace_id = ${currentWorkspace});
        GRANT SELECT, INSERT ON ${table} TO countersign_app;`);
    await runner.query('GRANT UPDATE (ended_at, ended_by, end_reason) ON fairness_waiver TO countersign_app');
  }

  async down(): Promise<void> {
    throw new Error('Evidence is not taken back: restore a backup instead.');
  }
}
