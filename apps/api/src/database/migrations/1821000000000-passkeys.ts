import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A passkey stays known after it was removed: what it signed names it. */
const passkeys = `
CREATE TABLE passkey (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  member_id uuid NOT NULL,
  credential_id text NOT NULL CHECK (length(credential_id) BETWEEN 1 AND 1400),
  public_key text NOT NULL,
  key jsonb NOT NULL CHECK (jsonb_typeof(key) = 'object'),
  origin text NOT NULL,
  rp_id text NOT NULL,
  name text NOT NULL,
  transports text[] NOT NULL,
  counter bigint NOT NULL CHECK (counter >= 0),
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  removed_at timestamptz,
  CONSTRAINT passkey_of_workspace UNIQUE (workspace_id, id),
  CONSTRAINT passkey_credential UNIQUE (workspace_id, credential_id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
);
CREATE INDEX passkey_by_member ON passkey (workspace_id, member_id);
`;

/** The three things that a signed record shows (21 CFR 11.50), name, time and meaning, and the signature of a passkey. */
const signatures = `
ALTER TABLE vote
  ADD COLUMN printed_name text,
  ADD COLUMN name_salt text,
  ADD COLUMN meaning text,
  ADD COLUMN passkey_id uuid,
  ADD COLUMN signature jsonb,
  ADD CONSTRAINT vote_name_with_salt CHECK (num_nulls(printed_name, name_salt) IN (0, 2)),
  ADD CONSTRAINT vote_signed_whole CHECK (num_nulls(passkey_id, signature) IN (0, 2)),
  ADD CONSTRAINT vote_passkey_fkey FOREIGN KEY (workspace_id, passkey_id) REFERENCES passkey (workspace_id, id);
ALTER TABLE suspension
  ADD COLUMN lift_passkey_id uuid,
  ADD CONSTRAINT suspension_passkey_fkey FOREIGN KEY (workspace_id, lift_passkey_id) REFERENCES passkey (workspace_id, id);
`;

/**
 * Where the policy asks for passkeys, whoever gets to write SQL in the server's place votes with none of somebody else, and
 * with none that was removed. A counter that goes back is a copy of an authenticator.
 */
const walls = `
CREATE FUNCTION check_passkey() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.removed_at IS NOT NULL OR NEW.counter < OLD.counter THEN
    RAISE EXCEPTION 'a passkey that was removed stays so, and its counter does not go back';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER passkey_only_grows BEFORE UPDATE ON passkey FOR EACH ROW EXECUTE FUNCTION check_passkey();

CREATE FUNCTION is_signed_as_asked(workspace uuid, promotion uuid, signer text, passkey uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN $4 IS NULL
    THEN NOT EXISTS (
      SELECT FROM promotion asked JOIN policy ON policy.id = asked.policy_id
      WHERE asked.workspace_id = $1 AND asked.id = $2 AND policy.body -> 'requirePasskey' = 'true'
    )
    ELSE EXISTS (
      SELECT FROM passkey theirs
      WHERE theirs.workspace_id = $1 AND theirs.id = $4 AND 'person:' || theirs.member_id = $3 AND theirs.removed_at IS NULL
    )
  END
$$;

CREATE FUNCTION check_vote_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_signed_as_asked(NEW.workspace_id, NEW.promotion_id, NEW.voter, NEW.passkey_id) THEN
    RAISE EXCEPTION 'a vote is signed with a passkey of its voter where the policy asks for that';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vote_is_signed BEFORE INSERT ON vote FOR EACH ROW EXECUTE FUNCTION check_vote_signature();

CREATE FUNCTION check_lift_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.lifted_at IS NOT NULL AND OLD.lifted_at IS NULL
    AND NOT is_signed_as_asked(NEW.workspace_id, NEW.promotion_id, NEW.lifted_by, NEW.lift_passkey_id) THEN
    RAISE EXCEPTION 'a suspension is lifted with a passkey where the policy asks for that';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER suspension_lift_is_signed BEFORE UPDATE ON suspension
  FOR EACH ROW EXECUTE FUNCTION check_lift_signature();

DO $$
DECLARE
  before text := pg_get_functiondef('check_suspension()'::regprocedure);
  after text := replace(before, $old$- 'lifted_at'$old$, $new$- 'lift_passkey_id' - 'lifted_at'$new$);
BEGIN
  IF after = before THEN RAISE EXCEPTION 'check_suspension() is not as this migration knows it'; END IF;
  EXECUTE after;
END $$;
`;

/** The name that was printed is told no longer once its person was erased; what commits to it stays, and says nothing. */
const erasure = `
CREATE FUNCTION forget_printed_names() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE vote SET printed_name = NULL, name_salt = NULL
  WHERE workspace_id = NEW.workspace_id AND voter = 'person:' || NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER member_erased_is_printed_nowhere AFTER UPDATE OF pseudonymised_at ON member
  FOR EACH ROW WHEN (NEW.pseudonymised_at IS NOT NULL) EXECUTE FUNCTION forget_printed_names();
`;

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

export class Passkeys1821000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [passkeys, signatures, walls, erasure]) await runner.query(sql);
    await runner.query(`
      ALTER TABLE passkey ENABLE ROW LEVEL SECURITY;
      CREATE POLICY passkey_of_workspace ON passkey
        USING (workspace_id = ${currentWorkspace}) WITH CHECK (workspace_id = ${currentWorkspace});
      GRANT SELECT, INSERT ON passkey TO countersign_app;
      GRANT UPDATE (name, counter, last_used_at, removed_at) ON passkey TO countersign_app;
      GRANT UPDATE (lift_passkey_id) ON suspension TO countersign_app;
      GRANT UPDATE (authenticated_at) ON session TO countersign_app;
      REVOKE ALL ON FUNCTION forget_printed_names(), is_signed_as_asked(uuid, uuid, text, uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION is_signed_as_asked(uuid, uuid, text, uuid) TO countersign_app;`);
  }

  async down(): Promise<void> {
    throw new Error('What was signed stays signed.');
  }
}
