import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The page stands here as it was published: its digest is of these bytes. One of an audit is public at a time. */
const tables = `
CREATE TABLE published_summary (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  audit_id uuid NOT NULL,
  evidence_digest text NOT NULL,
  html text NOT NULL CHECK (octet_length(html) <= 4194304),
  digest text NOT NULL CHECK (digest = encode(sha256(convert_to(html, 'UTF8')), 'hex')),
  published_by text NOT NULL,
  published_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawal_reason text,
  CHECK (num_nulls(withdrawn_at, withdrawn_by, withdrawal_reason) IN (0, 3)),
  FOREIGN KEY (workspace_id, audit_id, evidence_digest)
    REFERENCES fairness_audit (workspace_id, id, evidence_digest)
);
CREATE UNIQUE INDEX published_summary_in_force ON published_summary (workspace_id, audit_id)
  WHERE withdrawn_at IS NULL;
CREATE INDEX published_summary_by_audit ON published_summary (workspace_id, audit_id, id);
CREATE INDEX audit_entry_about_published_summary ON audit_entry (workspace_id, subject_id)
  WHERE subject_type = 'published_summary';
`;

/** Whoever gets to write SQL in the server's place publishes no audit of their own, and takes nothing back but once. */
const walls = `
CREATE FUNCTION check_summary_publisher() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM member
    WHERE 'person:' || id = NEW.published_by AND workspace_id = NEW.workspace_id AND deactivated_at IS NULL
  ) THEN
    RAISE EXCEPTION 'a summary must be published by an active member of the workspace';
  END IF;
  IF EXISTS (
    SELECT FROM fairness_audit audit
    WHERE audit.workspace_id = NEW.workspace_id AND audit.id = NEW.audit_id
      AND 'person:' || person_behind(audit.ran_by) = NEW.published_by
  ) THEN
    RAISE EXCEPTION 'a summary must be published by somebody else than who ran the audit';
  END IF;
  IF NEW.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'a summary is published before it is withdrawn';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER published_summary_is_of_another BEFORE INSERT ON published_summary
  FOR EACH ROW EXECUTE FUNCTION check_summary_publisher();

CREATE FUNCTION refuse_summary_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL
    AND (to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_by' - 'withdrawal_reason')
      = (to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_by' - 'withdrawal_reason') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a published summary cannot be changed: it can only be withdrawn, once';
END $$;
CREATE TRIGGER published_summary_is_append_only BEFORE UPDATE OR DELETE ON published_summary
  FOR EACH ROW EXECUTE FUNCTION refuse_summary_change();
CREATE TRIGGER published_summary_is_kept BEFORE TRUNCATE ON published_summary
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_summary_change();
`;

/** Nothing becomes public, or ceases to be, without its entry in the audit log, which names the page by its digest. */
const recorded = `
CREATE FUNCTION check_summary_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM audit_entry
    WHERE workspace_id = NEW.workspace_id AND subject_type = 'published_summary' AND subject_id = NEW.id::text
      AND action = TG_ARGV[0] AND outcome = 'done' AND canonical::jsonb #>> '{subject,digest}' = NEW.digest
  ) THEN
    RAISE EXCEPTION 'a summary that is published or withdrawn must have its entry in the audit log';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER published_summary_is_recorded AFTER INSERT ON published_summary
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION check_summary_recorded('publishFairnessSummary');
CREATE CONSTRAINT TRIGGER summary_withdrawal_is_recorded AFTER UPDATE ON published_summary
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION check_summary_recorded('withdrawPublishedSummary');
`;

/**
 * All that anybody gets without a name: the page of one id, by one look into the primary key. Whoever names the digest of
 * what they have gets no text again; of a page that was withdrawn there is only that it was.
 */
const anybody = `
CREATE FUNCTION published_page(page uuid, known text)
RETURNS TABLE (digest text, html text, is_withdrawn boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN s.withdrawn_at IS NULL THEN s.digest END,
         CASE WHEN s.withdrawn_at IS NULL AND s.digest IS DISTINCT FROM known THEN s.html END,
         s.withdrawn_at IS NOT NULL
  FROM published_summary s WHERE s.id = page
$$;
`;

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

export class PublishedSummaries1810000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [tables, walls, recorded, anybody]) await runner.query(sql);
    await runner.query(`
      ALTER TABLE published_summary ENABLE ROW LEVEL SECURITY;
      CREATE POLICY published_summary_of_workspace ON published_summary
        USING (workspace_id = ${currentWorkspace}) WITH CHECK (workspace_id = ${currentWorkspace});
      GRANT SELECT, INSERT ON published_summary TO countersign_app;
      GRANT UPDATE (withdrawn_at, withdrawn_by, withdrawal_reason) ON published_summary TO countersign_app;
      REVOKE ALL ON FUNCTION published_page(uuid, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION published_page(uuid, text) TO countersign_app;`);
  }

  async down(): Promise<void> {
    throw new Error('Evidence is not taken back: restore a backup instead.');
  }
}
