import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What somebody attached to a version, which envelope it was kept in, and what had been put on record before. A document
 * is attached once; an answer from outside is to one question, once.
 */
const tables = `
CREATE TABLE external_check (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  model_version_id uuid NOT NULL,
  name text NOT NULL,
  nonce text NOT NULL CHECK (nonce ~ '^[0-9a-f]{64}$'),
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  CONSTRAINT external_check_of_workspace UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, nonce),
  FOREIGN KEY (workspace_id, model_version_id) REFERENCES model_version (workspace_id, id)
);
CREATE TABLE attached_evidence (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  model_version_id uuid NOT NULL,
  kind text NOT NULL,
  name text,
  dataset_digest text,
  document_digest text NOT NULL,
  evidence_digest text NOT NULL,
  external_check_id uuid,
  attached_by text NOT NULL,
  attached_at timestamptz NOT NULL,
  CHECK ((kind = 'external') = (external_check_id IS NOT NULL)),
  UNIQUE (workspace_id, model_version_id, kind, document_digest),
  UNIQUE (workspace_id, external_check_id),
  FOREIGN KEY (workspace_id, model_version_id) REFERENCES model_version (workspace_id, id),
  FOREIGN KEY (workspace_id, evidence_digest) REFERENCES evidence (workspace_id, digest),
  FOREIGN KEY (workspace_id, external_check_id) REFERENCES external_check (workspace_id, id)
);
CREATE INDEX attached_evidence_newest ON attached_evidence (workspace_id, model_version_id, kind, id);
CREATE INDEX attached_evidence_on_data ON attached_evidence (workspace_id, dataset_digest, name)
  WHERE dataset_digest IS NOT NULL;
CREATE TABLE registered_threshold (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  model_id uuid NOT NULL,
  metric text NOT NULL,
  op text NOT NULL CHECK (op IN ('at_least', 'at_most')),
  bound double precision NOT NULL CHECK (bound > '-Infinity' AND bound < 'Infinity'),
  dataset_digest text NOT NULL CHECK (dataset_digest ~ '^[0-9a-f]{64}$'),
  registered_by text NOT NULL,
  registered_at timestamptz NOT NULL,
  UNIQUE (workspace_id, model_id, dataset_digest, metric, op, bound),
  FOREIGN KEY (workspace_id, model_id) REFERENCES model (workspace_id, id)
);
CREATE INDEX audit_entry_about_evidence ON audit_entry (workspace_id, subject_id)
  WHERE subject_type IN ('attached_evidence', 'registered_threshold', 'external_check');
`;

/** Whoever gets to write SQL in the server's place attaches no evidence of another version, and takes none back. */
const walls = `
CREATE FUNCTION check_attached_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kept evidence;
  envelope jsonb;
BEGIN
  SELECT * INTO STRICT kept FROM evidence
  WHERE workspace_id = NEW.workspace_id AND digest = NEW.evidence_digest;
  envelope := kept.canonical::jsonb;
  IF kept.kind <> 'attached_evidence' OR kept.digest <> encode(sha256(convert_to(kept.canonical, 'UTF8')), 'hex')
    OR envelope ->> 'kind' IS DISTINCT FROM NEW.kind
    OR envelope ->> 'modelVersionId' IS DISTINCT FROM NEW.model_version_id::text
    OR (envelope ->> 'attachedAt')::timestamptz IS DISTINCT FROM NEW.attached_at
    OR NOT EXISTS (
      SELECT FROM model_version version
      WHERE version.workspace_id = NEW.workspace_id AND version.id = NEW.model_version_id
        AND version.artifact_digest = envelope ->> 'artifactDigest'
    ) THEN
    RAISE EXCEPTION 'evidence must be attached to the version that it is about, by what it says itself';
  END IF;
  IF NEW.external_check_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM external_check asked
    WHERE asked.workspace_id = NEW.workspace_id AND asked.id = NEW.external_check_id
      AND asked.model_version_id = NEW.model_version_id AND asked.name = NEW.name
      AND asked.nonce = envelope #>> '{document,nonce}'
      AND asked.asked_at = (envelope #>> '{facts,askedAt}')::timestamptz
  ) THEN
    RAISE EXCEPTION 'an answer must be to the question that was asked about the version';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER attached_evidence_is_of_version BEFORE INSERT ON attached_evidence
  FOR EACH ROW EXECUTE FUNCTION check_attached_evidence();

CREATE FUNCTION refuse_evidence_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was attached, registered or asked cannot be changed';
END $$;
`;

const appendOnly = (table: string): string => `
CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE ON ${table}
  FOR EACH ROW EXECUTE FUNCTION refuse_evidence_change();
CREATE TRIGGER ${table}_is_kept BEFORE TRUNCATE ON ${table}
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_evidence_change();
`;

/** Who attached what, and when, is what the audit log says: nobody is put forward in another's place. */
const recorded = `
CREATE FUNCTION check_evidence_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  added jsonb := to_jsonb(NEW);
BEGIN
  IF NOT EXISTS (
    SELECT FROM audit_entry
    WHERE workspace_id = NEW.workspace_id AND subject_id = NEW.id::text AND outcome = 'done'
      AND subject_type = TG_TABLE_NAME AND subject_type IN ('attached_evidence', 'registered_threshold', 'external_check')
      AND action = TG_ARGV[0] AND actor = added ->> TG_ARGV[1] AND at = (added ->> TG_ARGV[2])::timestamptz
  ) THEN
    RAISE EXCEPTION 'what is attached, registered or asked must have its entry in the audit log';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER attached_evidence_is_recorded AFTER INSERT ON attached_evidence
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION check_evidence_recorded('attachEvidence', 'attached_by', 'attached_at');
CREATE CONSTRAINT TRIGGER registered_threshold_is_recorded AFTER INSERT ON registered_threshold
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION check_evidence_recorded('registerThreshold', 'registered_by', 'registered_at');
CREATE CONSTRAINT TRIGGER external_check_is_recorded AFTER INSERT ON external_check
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION check_evidence_recorded('requestExternalCheck', 'asked_by', 'asked_at');
`;

/** Who attached what a gate reads edited evidence, like whoever ran an audit that one reads. */
const contributors = `
DO $$
DECLARE
  before text := pg_get_functiondef('promotion_contributors()'::regprocedure);
  after text := replace(before, $old$    UNION
    SELECT hand.reference, 'labellers'$old$, $new$    UNION
    SELECT attached.attached_by, 'evidence_editors'
    FROM jsonb_array_elements(promotion.gates) gate
    JOIN attached_evidence attached
      ON attached.workspace_id = promotion.workspace_id AND attached.id = (gate ->> 'evidenceId')::uuid
    UNION
    SELECT hand.reference, 'labellers'$new$);
BEGIN
  IF after = before THEN RAISE EXCEPTION 'promotion_contributors() is not as this migration knows it'; END IF;
  EXECUTE after;
END $$;
`;

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

const own = ['external_check', 'attached_evidence', 'registered_threshold'];

export class AttachedEvidence1815000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [tables, walls, recorded, contributors, ...own.map(appendOnly)])
      await runner.query(sql);
    for (const table of own)
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_of_workspace ON ${table}
          USING (workspace_id = ${currentWorkspace}) WITH CHECK (workspace_id = ${currentWorkspace});
        GRANT SELECT, INSERT ON ${table} TO countersign_app;`);
  }

  async down(): Promise<void> {
    throw new Error('Evidence is not taken back: restore a backup instead.');
  }
}
