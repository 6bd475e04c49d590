import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Tables every workspace owns rows of; each gets row-level security keyed on the transaction's workspace. */
const tenantTables = [
  'member',
  'session',
  'service_token',
  'upload',
  'dataset',
  'dataset_version',
  'model',
  'model_version',
  'baseline',
  'model_alias',
  'deployment',
  'ingest_batch',
  'prediction_identity',
  'prediction',
  'label',
  'window_profile',
  'monitor',
  'monitor_run',
  'monitor_result',
  'fairness_audit',
  'policy',
  'promotion',
  'vote',
  'evidence',
  'audit_head',
  'audit_entry',
];

const access = `
CREATE TABLE workspace (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL
);
CREATE TABLE member (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  name text NOT NULL,
  persona text,
  roles text[] NOT NULL,
  created_at timestamptz NOT NULL,
  deactivated_at timestamptz,
  UNIQUE (workspace_id, persona)
);
CREATE TABLE session (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  member_id uuid NOT NULL REFERENCES member,
  secret_hash text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE TABLE service_token (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  name text NOT NULL,
  scope text NOT NULL CHECK (scope IN ('ingest', 'read', 'write', 'admin')),
  secret_hash text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
`;

const datasetsAndModels = `
CREATE TABLE upload (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  file_name text NOT NULL,
  digest text NOT NULL,
  byte_size bigint NOT NULL,
  uploaded_at timestamptz NOT NULL,
  uploaded_by text NOT NULL
);
CREATE TABLE dataset (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  name text NOT NULL,
  description text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  UNIQUE (workspace_id, name)
);
CREATE TABLE dataset_version (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  dataset_id uuid NOT NULL REFERENCES dataset,
  number int NOT NULL,
  digest text NOT NULL,
  format text NOT NULL,
  file_name text NOT NULL,
  byte_size bigint NOT NULL,
  row_count bigint NOT NULL,
  columns jsonb NOT NULL,
  profile jsonb NOT NULL,
  registered_at timestamptz NOT NULL,
  registered_by text NOT NULL,
  UNIQUE (dataset_id, number),
  UNIQUE (dataset_id, digest)
);
CREATE TABLE model (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  name text NOT NULL,
  purpose text NOT NULL,
  task text NOT NULL,
  risk_tier text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  UNIQUE (workspace_id, name)
);
CREATE TABLE model_version (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  model_id uuid NOT NULL REFERENCES model,
  number int NOT NULL,
  artifact_digest text NOT NULL,
  description text NOT NULL,
  training_dataset_version_id uuid REFERENCES dataset_version,
  metrics jsonb NOT NULL,
  registered_at timestamptz NOT NULL,
  registered_by text NOT NULL,
  UNIQUE (model_id, number),
  UNIQUE (model_id, artifact_digest)
);
CREATE TABLE baseline (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  model_version_id uuid NOT NULL UNIQUE REFERENCES model_version,
  dataset_version_id uuid NOT NULL REFERENCES dataset_version,
  mapping jsonb NOT NULL,
  features jsonb NOT NULL,
  profiles jsonb NOT NULL,
  created_at timestamptz NOT NULL
);
`;

/**
 * A unique key on a partitioned table must contain the partition key, so a prediction's identity
 * (model version, prediction id) lives in a table of its own; the rows are partitioned by month and day.
 */
const traffic = `
CREATE TABLE ingest_batch (
  workspace_id uuid NOT NULL REFERENCES workspace,
  target_id uuid NOT NULL,
  idempotency_key text NOT NULL,
  body_digest text NOT NULL,
  answer jsonb NOT NULL,
  received_at timestamptz NOT NULL,
  received_by text NOT NULL,
  PRIMARY KEY (workspace_id, target_id, idempotency_key)
);
CREATE TABLE prediction_identity (
  workspace_id uuid NOT NULL REFERENCES workspace,
  model_version_id uuid NOT NULL REFERENCES model_version,
  prediction_id text NOT NULL,
  at timestamptz NOT NULL,
  payload_digest bytea NOT NULL,
  PRIMARY KEY (model_version_id, prediction_id)
);
CREATE TABLE prediction (
  workspace_id uuid NOT NULL,
  model_version_id uuid NOT NULL,
  prediction_id text NOT NULL,
  at timestamptz NOT NULL,
  prediction text,
  score double precision,
  latency_ms double precision,
  features jsonb NOT NULL,
  segments jsonb NOT NULL,
  groups jsonb NOT NULL
) PARTITION BY RANGE (at);
CREATE INDEX prediction_by_version ON prediction (model_version_id, at);
CREATE TABLE label (
  workspace_id uuid NOT NULL REFERENCES workspace,
  model_version_id uuid NOT NULL,
  prediction_id text NOT NULL,
  predicted_at timestamptz NOT NULL,
  label text NOT NULL,
  labelled_at timestamptz,
  PRIMARY KEY (model_version_id, prediction_id),
  FOREIGN KEY (model_version_id, prediction_id) REFERENCES prediction_identity
);
CREATE TABLE window_profile (
  workspace_id uuid NOT NULL REFERENCES workspace,
  model_version_id uuid NOT NULL REFERENCES model_version,
  day date NOT NULL,
  column_name text NOT NULL,
  profile jsonb NOT NULL,
  PRIMARY KEY (model_version_id, day, column_name)
);

-- The application role owns nothing, so it cannot create partitions: this function does, for whole UTC days only.
-- Days stand below months: attaching costs time in proportion to the siblings, which by days alone grow without end.
-- ATTACH (not PARTITION OF) takes no lock that readers wait for.
CREATE FUNCTION ensure_prediction_partitions(days date[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  missing date[];
  month_start date;
  month_part text;
  month_is_new boolean;
  day_start date;
  day_part text;
  bounds CONSTANT text := 'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)';
  midnight CONSTANT text := ' 00:00:00+00';
BEGIN
  IF NOT EXISTS (SELECT FROM unnest(days) AS d WHERE to_regclass('prediction_' || to_char(d, 'YYYYMMDD')) IS NULL) THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('ensure_prediction_partitions'));
  missing := ARRAY(
    SELECT DISTINCT d FROM unnest(days) AS d WHERE to_regclass('prediction_' || to_char(d, 'YYYYMMDD')) IS NULL
  );
  FOR month_start IN SELECT DISTINCT date_trunc('month', d)::date FROM unnest(missing) AS d ORDER BY 1 LOOP
    month_part := 'prediction_' || to_char(month_start, 'YYYYMM');
    month_is_new := to_regclass(month_part) IS NULL;
    IF month_is_new THEN
      EXECUTE format('CREATE TABLE %I (LIKE prediction INCLUDING INDEXES) PARTITION BY RANGE (at)', month_part);
    END IF;
    FOR day_start IN SELECT d FROM unnest(missing) AS d WHERE date_trunc('month', d) = month_start ORDER BY d LOOP
      day_part := 'prediction_' || to_char(day_start, 'YYYYMMDD');
      EXECUTE format('CREATE TABLE %I (LIKE prediction)', day_part);
      EXECUTE format(bounds, month_part, day_part, day_start || midnight, (day_start + 1) || midnight);
    END LOOP;
    IF month_is_new THEN
      EXECUTE format(
        bounds, 'prediction', month_part, month_start || midnight, (month_start + interval '1 month')::date || midnight
      );
    END IF;
  END LOOP;
END $$;
`;

const monitoringAndFairness = `
CREATE TABLE evidence (
  workspace_id uuid NOT NULL REFERENCES workspace,
  digest text NOT NULL,
  kind text NOT NULL,
  canonical text NOT NULL,
  produced_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, digest)
);
CREATE TABLE monitor (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  model_version_id uuid NOT NULL REFERENCES model_version,
  baseline_id uuid NOT NULL REFERENCES baseline,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('drift', 'performance')),
  checks jsonb NOT NULL,
  minimum_n int NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  UNIQUE (model_version_id, name)
);
CREATE TABLE monitor_run (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  monitor_id uuid NOT NULL REFERENCES monitor,
  verdict text NOT NULL CHECK (verdict IN ('ok', 'warning', 'alert', 'unknown')),
  evidence_digest text NOT NULL,
  ran_at timestamptz NOT NULL,
  ran_by text NOT NULL,
  FOREIGN KEY (workspace_id, evidence_digest) REFERENCES evidence
);
CREATE INDEX monitor_run_by_monitor ON monitor_run (monitor_id, id);
CREATE TABLE monitor_result (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  run_id uuid NOT NULL REFERENCES monitor_run,
  window_start timestamptz NOT NULL,
  window_end timestamptz NOT NULL,
  column_name text,
  method text NOT NULL,
  estimate jsonb NOT NULL,
  baseline_n bigint NOT NULL,
  p_value double precision,
  warning double precision,
  alert double precision NOT NULL,
  direction text NOT NULL CHECK (direction IN ('above', 'below')),
  deciding boolean NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('ok', 'warning', 'alert', 'unknown')),
  parameters jsonb NOT NULL
);
CREATE INDEX monitor_result_by_run ON monitor_result (run_id, id);
CREATE TABLE fairness_audit (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  model_version_id uuid NOT NULL REFERENCES model_version,
  dataset_version_id uuid NOT NULL REFERENCES dataset_version,
  verdict text NOT NULL CHECK (verdict IN ('pass', 'fail', 'insufficient_evidence')),
  evidence_digest text NOT NULL,
  rationale text NOT NULL,
  report jsonb NOT NULL,
  ran_at timestamptz NOT NULL,
  ran_by text NOT NULL,
  FOREIGN KEY (workspace_id, evidence_digest) REFERENCES evidence
);
CREATE INDEX fairness_audit_by_version ON fairness_audit (model_version_id, id);
`;

/** Votes repeat the requester, tied to the promotion's by foreign key, so that the database itself refuses a self-approval. */
const promotions = `
CREATE TABLE policy (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  name text NOT NULL,
  version int NOT NULL,
  digest text NOT NULL,
  environment text NOT NULL,
  alias text NOT NULL,
  body jsonb NOT NULL,
  published_at timestamptz NOT NULL,
  UNIQUE (workspace_id, name, version)
);
CREATE TABLE promotion (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  model_id uuid NOT NULL REFERENCES model,
  model_version_id uuid NOT NULL REFERENCES model_version,
  artifact_digest text NOT NULL,
  environment text NOT NULL,
  alias text NOT NULL,
  policy_id uuid NOT NULL REFERENCES policy,
  state text NOT NULL,
  round int NOT NULL,
  subject_digest text NOT NULL,
  rationale text NOT NULL,
  gates jsonb NOT NULL,
  requested_at timestamptz NOT NULL,
  requested_by text NOT NULL,
  approved_at timestamptz,
  expires_at timestamptz,
  activated_at timestamptz,
  UNIQUE (id, requested_by)
);
CREATE UNIQUE INDEX promotion_one_open ON promotion (model_id, environment, alias)
  WHERE state IN ('in_review', 'blocked', 'approved');
CREATE UNIQUE INDEX promotion_one_active ON promotion (model_id, environment, alias) WHERE state = 'active';
CREATE INDEX promotion_by_version ON promotion (model_version_id, id);
CREATE TABLE vote (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  promotion_id uuid NOT NULL,
  requested_by text NOT NULL,
  round int NOT NULL,
  voter text NOT NULL,
  decision text NOT NULL CHECK (decision IN ('approve', 'request_changes', 'reject', 'abstain')),
  role text,
  comment text NOT NULL,
  subject_digest text NOT NULL,
  cast_at timestamptz NOT NULL,
  UNIQUE (promotion_id, round, voter),
  FOREIGN KEY (promotion_id, requested_by) REFERENCES promotion (id, requested_by),
  CHECK (voter <> requested_by),
  CHECK (voter LIKE 'person:%')
);
CREATE TABLE model_alias (
  workspace_id uuid NOT NULL REFERENCES workspace,
  model_id uuid NOT NULL REFERENCES model,
  name text NOT NULL,
  model_version_id uuid NOT NULL REFERENCES model_version,
  moved_at timestamptz NOT NULL,
  promotion_id uuid NOT NULL REFERENCES promotion,
  PRIMARY KEY (model_id, name)
);
CREATE TABLE deployment (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  model_id uuid NOT NULL REFERENCES model,
  model_version_id uuid NOT NULL REFERENCES model_version,
  environment text NOT NULL,
  promotion_id uuid NOT NULL UNIQUE REFERENCES promotion,
  activated_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX deployment_one_live ON deployment (model_id, environment) WHERE ended_at IS NULL;
`;

const auditLog = `
CREATE TABLE audit_head (
  workspace_id uuid PRIMARY KEY REFERENCES workspace,
  size bigint NOT NULL,
  hash text NOT NULL
);
CREATE TABLE audit_entry (
  workspace_id uuid NOT NULL REFERENCES workspace,
  sequence bigint NOT NULL,
  id uuid NOT NULL UNIQUE,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  canonical text NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  payload jsonb,
  salt text,
  PRIMARY KEY (workspace_id, sequence)
);
`;

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

/** What the application role may do beside SELECT and INSERT; what is not named is append-only. */
const updatable = [
  'session (expires_at)',
  'service_token (revoked_at)',
  'member (name, roles, deactivated_at)',
  'window_profile (profile)',
  'model_alias (model_version_id, moved_at, promotion_id)',
  'deployment (ended_at)',
  'promotion (policy_id, state, round, subject_digest, gates, approved_at, expires_at, activated_at)',
  'audit_head (size, hash)',
];

function secureTable(table: string, key: string): string {
  return `
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    CREATE POLICY ${table}_of_workspace ON ${table} USING (${key} = ${currentWorkspace}) WITH CHECK (${key} = ${currentWorkspace});
    GRANT SELECT, INSERT ON ${table} TO countersign_app;`;
}

export class FirstSchema1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'countersign_app') THEN CREATE ROLE countersign_app NOLOGIN; END IF;
        IF NOT pg_has_role(current_user, 'countersign_app', 'USAGE') OR NOT EXISTS (
          SELECT FROM pg_auth_members WHERE roleid = 'countersign_app'::regrole AND member = current_user::regrole
        ) THEN EXECUTE format('GRANT countersign_app TO %I', current_user); END IF;
      END $$;`);
    for (const sql of [access, datasetsAndModels, traffic, monitoringAndFairness, promotions, auditLog])
      await runner.query(sql);
    await runner.query(`
      CREATE FUNCTION workspace_id_of(workspace_name text) RETURNS uuid
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      AS $$ SELECT id FROM workspace WHERE name = workspace_name $$;
      REVOKE ALL ON FUNCTION workspace_id_of(text), ensure_prediction_partitions(date[]) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION workspace_id_of(text), ensure_prediction_partitions(date[]) TO countersign_app;
      GRANT USAGE ON SCHEMA public TO countersign_app;`);
    await runner.query(secureTable('workspace', 'id'));
    for (const table of tenantTables) await runner.query(secureTable(table, 'workspace_id'));
    for (const columns of updatable) {
      const [table, list] = columns.split(' (');
      await runner.query(`GRANT UPDATE (${list} ON ${table} TO countersign_app`);
    }
    await runner.query('GRANT DELETE ON session TO countersign_app');
  }

  async down(): Promise<void> {
    throw new Error('The first schema has nothing before it to return to.');
  }
}
