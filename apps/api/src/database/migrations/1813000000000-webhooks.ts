import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What a webhook has still to be told is the audit log past `collected`: an entry is written with its change or not at all,
 * so that there is no second table of events to lose one between. A claim lets one server at a time call a receiver.
 */
const tables = `
CREATE TABLE webhook (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  url text NOT NULL,
  description text NOT NULL,
  events text[] NOT NULL CHECK (cardinality(events) > 0),
  secret text NOT NULL,
  previous_secret text,
  previous_until timestamptz,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  collected bigint NOT NULL CHECK (collected >= 0),
  failures int NOT NULL DEFAULT 0,
  failing_since timestamptz,
  retry_at timestamptz,
  claim uuid,
  claimed_until timestamptz,
  disabled_at timestamptz,
  disabled_by text,
  disabled_reason text,
  CHECK (num_nulls(previous_secret, previous_until) IN (0, 2)),
  CHECK (num_nulls(claim, claimed_until) IN (0, 2)),
  CHECK (num_nulls(disabled_at, disabled_by, disabled_reason) IN (0, 3)),
  CONSTRAINT webhook_of_workspace UNIQUE (workspace_id, id)
);
CREATE TABLE webhook_delivery (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  webhook_id uuid NOT NULL,
  event text NOT NULL,
  sequence bigint,
  place int NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed', 'skipped')),
  asked_at timestamptz,
  ended_at timestamptz,
  CHECK ((state = 'waiting') = (ended_at IS NULL)),
  CONSTRAINT webhook_delivery_of_workspace UNIQUE (workspace_id, id),
  CONSTRAINT webhook_delivery_of_entry UNIQUE (webhook_id, sequence, place),
  FOREIGN KEY (workspace_id, webhook_id) REFERENCES webhook (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, sequence) REFERENCES audit_entry (workspace_id, sequence)
);
CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (workspace_id, webhook_id, id);
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (workspace_id, webhook_id, sequence, place)
  WHERE state = 'waiting';
CREATE INDEX webhook_delivery_asked ON webhook_delivery (workspace_id, webhook_id, asked_at)
  WHERE asked_at IS NOT NULL;
CREATE TABLE webhook_attempt (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  delivery_id uuid NOT NULL,
  begun_at timestamptz NOT NULL,
  ended_at timestamptz,
  status int,
  fault text,
  FOREIGN KEY (workspace_id, delivery_id) REFERENCES webhook_delivery (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_attempt_by_delivery ON webhook_attempt (workspace_id, delivery_id, id);
`;

/** What was sent stays as it was sent, and what came of an attempt is written down once. */
const walls = `
CREATE FUNCTION refuse_webhook_attempt_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'what came of an attempt cannot be changed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER webhook_attempt_ends_once BEFORE UPDATE ON webhook_attempt
  FOR EACH ROW EXECUTE FUNCTION refuse_webhook_attempt_change();
`;

const grants = `
GRANT SELECT, INSERT, DELETE ON webhook, webhook_delivery TO countersign_app;
GRANT SELECT, INSERT ON webhook_attempt TO countersign_app;
GRANT UPDATE (secret, previous_secret, previous_until, collected, failures, failing_since, retry_at, claim, claimed_until,
              disabled_at, disabled_by, disabled_reason) ON webhook TO countersign_app;
GRANT UPDATE (state, asked_at, ended_at) ON webhook_delivery TO countersign_app;
GRANT UPDATE (ended_at, status, fault) ON webhook_attempt TO countersign_app;
`;

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

export class Webhooks1813000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [tables, walls]) await runner.query(sql);
    for (const table of ['webhook', 'webhook_delivery', 'webhook_attempt'])
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_of_workspace ON ${table}
          USING (workspace_id = ${currentWorkspace}) WITH CHECK (workspace_id = ${currentWorkspace});`);
    await runner.query(grants);
  }

  async down(): Promise<void> {
    throw new Error('Evidence is not taken back: restore a backup instead.');
  }
}
