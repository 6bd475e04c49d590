import { type MigrationInterface, type QueryRunner } from 'typeorm';

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

/** A digest of a key has 128 bits, which is what a uuid holds. */
const tables = `
CREATE TABLE vault_collection (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  name text NOT NULL,
  purpose text NOT NULL,
  key_column text NOT NULL,
  attributes jsonb NOT NULL CHECK (jsonb_array_length(attributes) > 0),
  key_check text NOT NULL,
  people bigint NOT NULL CHECK (people >= 0),
  kept_until timestamptz,
  stored_at timestamptz NOT NULL,
  stored_by text NOT NULL,
  erased_at timestamptz,
  erased_by text,
  CHECK (num_nulls(erased_at, erased_by) IN (0, 2)),
  CONSTRAINT vault_collection_of_workspace UNIQUE (workspace_id, id)
);
CREATE UNIQUE INDEX vault_collection_by_name ON vault_collection (workspace_id, name) WHERE erased_at IS NULL;
CREATE TABLE vault_value (
  workspace_id uuid NOT NULL REFERENCES workspace,
  collection_id uuid NOT NULL,
  key_digest uuid NOT NULL,
  attribute_values text[] NOT NULL,
  PRIMARY KEY (collection_id, key_digest),
  FOREIGN KEY (workspace_id, collection_id) REFERENCES vault_collection (workspace_id, id)
);
CREATE TABLE vault_access (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  collection_id uuid NOT NULL,
  attributes text[] NOT NULL CHECK (cardinality(attributes) > 0),
  opened_at timestamptz NOT NULL,
  opened_by text NOT NULL,
  opened_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  open_until timestamptz NOT NULL DEFAULT now() + interval '1 hour',
  keys_asked bigint NOT NULL DEFAULT 0,
  keys_found bigint NOT NULL DEFAULT 0,
  audit_id uuid,
  FOREIGN KEY (workspace_id, collection_id) REFERENCES vault_collection (workspace_id, id)
);
CREATE INDEX vault_access_by_collection ON vault_access (workspace_id, collection_id, id);
CREATE INDEX audit_entry_about_vault ON audit_entry (workspace_id, subject_id)
  WHERE subject_type = 'vault_access';
`;

/** Whoever gets to write SQL in the server's place reads nothing that is not in the audit log before. */
const recorded = `
CREATE FUNCTION check_vault_access_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM audit_entry
    WHERE workspace_id = NEW.workspace_id AND subject_type = 'vault_access' AND subject_id = NEW.id::text
  ) THEN
    RAISE EXCEPTION 'a reading of the vault must have its entry in the audit log';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER vault_access_is_recorded AFTER INSERT ON vault_access
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_vault_access_recorded();
`;

/**
 * The only way to values. A reading that was opened in the same transaction could be rolled back with its entry, so it
 * gives none. Keys are looked up one by one: thousands at a time out of millions, any other join reads all of them for
 * each thousand. The values are one list for each key, null where the collection has none, in the order asked.
 */
const values = `
CREATE FUNCTION vault_values(access uuid, keys uuid[], OUT matched bigint, OUT answers json)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  collection uuid;
  positions int[];
BEGIN
  SELECT c.id, (
    SELECT array_agg(held.position::int ORDER BY asked.place)
    FROM unnest(a.attributes) WITH ORDINALITY AS asked (name, place)
    JOIN jsonb_array_elements(c.attributes) WITH ORDINALITY AS held (attribute, position)
      ON held.attribute ->> 'name' = asked.name)
  INTO collection, positions
  FROM vault_access a JOIN vault_collection c ON c.workspace_id = a.workspace_id AND c.id = a.collection_id
  WHERE a.id = access AND a.workspace_id = ${currentWorkspace}
    AND a.opened_in <> pg_current_xact_id() AND a.open_until > now()
    AND c.erased_at IS NULL AND (c.kept_until IS NULL OR c.kept_until > now());
  IF collection IS NULL THEN
    RAISE EXCEPTION 'no reading of the vault is open here';
  END IF;
  SELECT count(v.key_digest),
         json_agg(CASE WHEN v.key_digest IS NOT NULL THEN
           (SELECT json_agg(v.attribute_values[p.position] ORDER BY p.place)
            FROM unnest(positions) WITH ORDINALITY AS p (position, place)) END ORDER BY asked.place)
  INTO matched, answers
  FROM unnest(keys) WITH ORDINALITY AS asked (digest, place)
  LEFT JOIN vault_value v ON v.collection_id = collection AND v.key_digest = asked.digest;
  UPDATE vault_access SET keys_asked = keys_asked + cardinality(keys), keys_found = keys_found + matched
  WHERE id = access;
END $$;

CREATE FUNCTION name_audit_of_vault_access(access uuid, audit uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE vault_access SET audit_id = audit
  WHERE id = access AND workspace_id = ${currentWorkspace} AND audit_id IS NULL AND EXISTS (
    SELECT FROM fairness_audit f WHERE f.id = audit AND f.workspace_id = ${currentWorkspace})
$$;
`;

/** A file of sensitive values is erased once they are stored, unless somebody else needs the same bytes. */
const uploads = `
CREATE FUNCTION is_blob_needed(content text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM upload WHERE digest = content)
      OR EXISTS (SELECT FROM dataset_version WHERE digest = content)
$$;
`;

/** No right to select values; INSERT where the server decides, and not when a reading was opened or what it found. */
const grants = `
GRANT SELECT, INSERT ON vault_collection TO countersign_app;
GRANT UPDATE (people, erased_at, erased_by) ON vault_collection TO countersign_app;
GRANT INSERT, DELETE ON vault_value TO countersign_app;
GRANT SELECT (workspace_id, collection_id, key_digest) ON vault_value TO countersign_app;
GRANT SELECT, INSERT (id, workspace_id, collection_id, attributes, opened_at, opened_by)
  ON vault_access TO countersign_app;
GRANT DELETE ON upload TO countersign_app;
REVOKE ALL ON FUNCTION vault_values(uuid, uuid[]),
  name_audit_of_vault_access(uuid, uuid), is_blob_needed(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault_values(uuid, uuid[]), name_audit_of_vault_access(uuid, uuid), is_blob_needed(text)
  TO countersign_app;
`;

export class Vault1806000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [tables, recorded, values, uploads]) await runner.query(sql);
    for (const table of ['vault_collection', 'vault_value', 'vault_access'])
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
