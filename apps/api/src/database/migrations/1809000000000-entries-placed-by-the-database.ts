import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * An entry gets its place, its hash and its row in one statement. All other changes of the workspace wait from the
 * moment a place is taken until it is committed: no answer to the server and back lies in between.
 */
const placing = `
CREATE FUNCTION take_audit_turn(workspace uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('countersign.audit.append/' || workspace::text, 0))
$$;

CREATE FUNCTION append_audit_entry(
  workspace uuid, entry_id uuid, entry_at timestamptz, entry_actor text, entry_action text, entry_outcome text,
  entry_subject_type text, entry_subject_id text, head text, tail text, entry_payload jsonb, entry_salt text
) RETURNS TABLE (placed bigint, unsigned bigint) LANGUAGE plpgsql AS $$
DECLARE
  last audit_head;
  text_of_entry text;
  hash_of_entry text;
BEGIN
  PERFORM take_audit_turn(workspace);
  SELECT * INTO last FROM audit_head WHERE workspace_id = workspace FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO audit_head (workspace_id, size, hash) VALUES (workspace, 0, repeat('0', 64)) RETURNING * INTO last;
  END IF;
  placed := last.size + 1;
  unsigned := placed - last.signed_size;
  text_of_entry := head || '"previousHash":"' || last.hash || '","sequence":' || placed || tail;
  hash_of_entry := encode(sha256('\\x00'::bytea || convert_to(text_of_entry, 'UTF8')), 'hex');
  UPDATE audit_head SET size = placed, hash = hash_of_entry WHERE workspace_id = workspace;
  INSERT INTO audit_entry (workspace_id, sequence, id, at, actor, action, outcome, subject_type, subject_id,
                           canonical, previous_hash, hash, payload, salt)
  VALUES (workspace, placed, entry_id, entry_at, entry_actor, entry_action, entry_outcome, entry_subject_type,
          entry_subject_id, text_of_entry, last.hash, hash_of_entry, entry_payload, entry_salt);
  RETURN NEXT;
END $$;
`;

const signatures =
  'take_audit_turn(uuid), append_audit_entry(uuid, uuid, timestamptz, text, text, text, text, text, text, text, jsonb, text)';

export class EntriesPlacedByTheDatabase1809000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(placing);
    await runner.query(`
      REVOKE ALL ON FUNCTION ${signatures} FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION ${signatures} TO countersign_app;`);
  }

  async down(): Promise<void> {
    throw new Error('Evidence is not taken back: restore a backup instead.');
  }
}
