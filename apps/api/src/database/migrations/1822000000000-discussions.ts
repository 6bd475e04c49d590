import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What people say to one another about a promotion, and who was called to see it. */
const tables = `
CREATE TABLE promotion_comment (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  promotion_id uuid NOT NULL,
  round integer NOT NULL,
  author text NOT NULL CHECK (author LIKE 'person:%'),
  text text NOT NULL CHECK (char_length(text) BETWEEN 1 AND 4000),
  added_at timestamptz NOT NULL,
  CONSTRAINT promotion_comment_of_workspace UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, promotion_id) REFERENCES promotion (workspace_id, id)
);
CREATE INDEX promotion_comment_newest ON promotion_comment (workspace_id, promotion_id, id);
CREATE TABLE promotion_mention (
  workspace_id uuid NOT NULL REFERENCES workspace,
  comment_id uuid NOT NULL,
  member_id uuid NOT NULL,
  seen_at timestamptz,
  PRIMARY KEY (workspace_id, comment_id, member_id),
  FOREIGN KEY (workspace_id, comment_id) REFERENCES promotion_comment (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
);
CREATE INDEX promotion_mention_unseen ON promotion_mention (workspace_id, member_id, comment_id) WHERE seen_at IS NULL;
CREATE INDEX audit_entry_about_comment ON audit_entry (workspace_id, subject_id) WHERE subject_type = 'promotion_comment';
`;

/** A comment belongs to the round it was made in and stays as it was made; a mention is seen once. */
const walls = `
CREATE FUNCTION check_promotion_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.round IS DISTINCT FROM (
    SELECT round FROM promotion WHERE workspace_id = NEW.workspace_id AND id = NEW.promotion_id
  ) THEN
    RAISE EXCEPTION 'a comment belongs to the present round of its promotion';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER promotion_comment_is_of_round BEFORE INSERT ON promotion_comment
  FOR EACH ROW EXECUTE FUNCTION check_promotion_comment();

CREATE FUNCTION refuse_comment_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was said, and to whom, cannot be changed';
END $$;
CREATE TRIGGER promotion_comment_is_append_only BEFORE UPDATE OR DELETE ON promotion_comment
  FOR EACH ROW EXECUTE FUNCTION refuse_comment_change();
CREATE TRIGGER promotion_comment_is_kept BEFORE TRUNCATE ON promotion_comment
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_comment_change();
CREATE TRIGGER promotion_mention_is_seen_once BEFORE UPDATE ON promotion_mention
  FOR EACH ROW WHEN (OLD.seen_at IS NOT NULL OR NEW.seen_at IS NULL
    OR (NEW.workspace_id, NEW.comment_id, NEW.member_id) IS DISTINCT FROM (OLD.workspace_id, OLD.comment_id, OLD.member_id))
  EXECUTE FUNCTION refuse_comment_change();
CREATE TRIGGER promotion_mention_stays BEFORE DELETE ON promotion_mention
  FOR EACH ROW EXECUTE FUNCTION refuse_comment_change();
CREATE TRIGGER promotion_mention_is_kept BEFORE TRUNCATE ON promotion_mention
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_comment_change();
`;

/** Who said what, and to whom, is what the audit log says: nobody is put forward in another's place. */
const recorded = `
CREATE FUNCTION comment_entry(workspace uuid, comment uuid) RETURNS SETOF audit_entry
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM audit_entry
  WHERE workspace_id = workspace AND subject_type = 'promotion_comment' AND subject_id = comment::text
    AND action = 'addPromotionComment' AND outcome = 'done'
$$;
CREATE FUNCTION check_comment_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM comment_entry(NEW.workspace_id, NEW.id) entry
    WHERE entry.actor = NEW.author AND entry.at = NEW.added_at AND entry.payload ->> 'text' = NEW.text
      AND entry.payload ->> 'promotionId' = NEW.promotion_id::text
  ) THEN
    RAISE EXCEPTION 'a comment must have its entry in the audit log';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER promotion_comment_is_recorded AFTER INSERT ON promotion_comment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_comment_recorded();
CREATE FUNCTION check_mention_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM comment_entry(NEW.workspace_id, NEW.comment_id) entry
    WHERE entry.payload -> 'mentions' ? NEW.member_id::text
  ) THEN
    RAISE EXCEPTION 'a mention must stand in the entry of its comment';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER promotion_mention_is_recorded AFTER INSERT ON promotion_mention
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_mention_recorded();
REVOKE ALL ON FUNCTION comment_entry(uuid, uuid) FROM PUBLIC;
`;

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

export class Discussions1822000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [tables, walls, recorded]) await runner.query(sql);
    for (const table of ['promotion_comment', 'promotion_mention'])
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_of_workspace ON ${table}
          USING (workspace_id = ${currentWorkspace}) WITH CHECK (workspace_id = ${currentWorkspace});
        GRANT SELECT, INSERT ON ${table} TO countersign_app;`);
    await runner.query('GRANT UPDATE (seen_at) ON promotion_mention TO countersign_app');
  }

  async down(): Promise<void> {
    throw new Error('What was said is not taken back: restore a backup instead.');
  }
}
