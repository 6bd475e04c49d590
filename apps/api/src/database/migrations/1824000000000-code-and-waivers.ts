import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What a version was made with, as whoever registers it says; like the rest of a version it never changes. */
const made = `
ALTER TABLE model_version
  ADD COLUMN code jsonb CHECK (jsonb_typeof(code) = 'object'),
  ADD COLUMN environment jsonb CHECK (jsonb_typeof(environment) = 'object');
CREATE FUNCTION refuse_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version that was registered cannot be changed';
END $$;
CREATE TRIGGER model_version_is_kept_as_made BEFORE UPDATE OF code, environment ON model_version
  FOR EACH ROW EXECUTE FUNCTION refuse_version_change();
`;

/** A gate that may be waived did not pass, and somebody who could have voted lets the promotion through regardless. */
const waivers = `
CREATE TABLE gate_waiver (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  promotion_id uuid NOT NULL,
  round int NOT NULL,
  subject_digest text NOT NULL,
  gate_id text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('fail', 'unknown')),
  found text NOT NULL,
  evidence_digest text,
  waived_by text NOT NULL,
  roles text[] NOT NULL,
  reason text NOT NULL CHECK (reason ~ '\\S'),
  waived_at timestamptz NOT NULL,
  FOREIGN KEY (workspace_id, promotion_id) REFERENCES promotion (workspace_id, id)
);
CREATE INDEX gate_waiver_by_promotion ON gate_waiver (workspace_id, promotion_id, waived_at, id);

CREATE FUNCTION check_gate_waiver() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked promotion;
  rules jsonb;
  asker uuid;
BEGIN
  SELECT * INTO asked FROM promotion
  WHERE workspace_id = NEW.workspace_id AND id = NEW.promotion_id
    AND state IN ('blocked', 'provisional') AND round = NEW.round AND subject_digest = NEW.subject_digest;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a gate must be waived in the open round of a promotion that it holds up';
  END IF;
  SELECT body INTO STRICT rules FROM policy WHERE id = asked.policy_id;
  IF NOT EXISTS (
    SELECT FROM jsonb_array_elements(rules -> 'gates') rule
    WHERE rule ->> 'id' = NEW.gate_id AND rule ->> 'severity' = 'soft' AND rule ->> 'kind' <> 'signature'
  ) OR NOT EXISTS (
    SELECT FROM jsonb_array_elements(asked.gates) gate
    WHERE gate ->> 'gateId' = NEW.gate_id AND gate ->> 'verdict' = NEW.verdict AND gate ->> 'reason' = NEW.found
      AND gate ->> 'evidenceDigest' IS NOT DISTINCT FROM NEW.evidence_digest
  ) THEN
    RAISE EXCEPTION 'a gate must be one that its policy lets waive, and found what is waived';
  END IF;
  IF NOT EXISTS (
    SELECT FROM member
    WHERE 'person:' || id = NEW.waived_by AND workspace_id = NEW.workspace_id AND deactivated_at IS NULL
      AND NEW.roles <@ roles AND (
        NEW.roles && ARRAY(SELECT seat ->> 'role' FROM jsonb_array_elements(rules -> 'slots') seat)
        OR rules ->> 'escalateTo' = ANY (NEW.roles)
      )
  ) THEN
    RAISE EXCEPTION 'a gate must be waived by an active member in a role that votes on it';
  END IF;
  asker := person_behind(asked.requested_by);
  IF 'person:' || asker = NEW.waived_by OR EXISTS (
    SELECT FROM role_givers() given WHERE given.workspace_id = NEW.workspace_id AND (
      ('person:' || given.member_id = NEW.waived_by AND given.giver_id = asker)
      OR (given.member_id = asker AND 'person:' || given.giver_id = NEW.waived_by)
    )
  ) OR EXISTS (
    SELECT FROM promotion_contributors() made
    WHERE made.workspace_id = NEW.workspace_id AND made.promotion_id = NEW.promotion_id
      AND 'person:' || made.person_id = NEW.waived_by AND rules -> 'exclude' ? made.contribution
  ) THEN
    RAISE EXCEPTION 'a gate must be waived by somebody who could vote on the promotion';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER gate_waiver_is_within_duties BEFORE INSERT ON gate_waiver
  FOR EACH ROW EXECUTE FUNCTION check_gate_waiver();

CREATE FUNCTION refuse_waiver_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was waived cannot be changed';
END $$;
CREATE TRIGGER gate_waiver_is_append_only BEFORE UPDATE OR DELETE ON gate_waiver
  FOR EACH ROW EXECUTE FUNCTION refuse_waiver_change();
CREATE TRIGGER gate_waiver_is_kept BEFORE TRUNCATE ON gate_waiver
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_waiver_change();

CREATE FUNCTION check_waiver_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM audit_entry
    WHERE workspace_id = NEW.workspace_id AND subject_type = 'promotion' AND subject_id = NEW.promotion_id::text
      AND action = 'waiveGate' AND outcome = 'done' AND actor = NEW.waived_by AND at = NEW.waived_at
  ) THEN
    RAISE EXCEPTION 'what is waived must have its entry in the audit log';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER gate_waiver_is_recorded AFTER INSERT ON gate_waiver
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_waiver_recorded();
`;

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

export class CodeAndWaivers1824000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [made, waivers]) await runner.query(sql);
    await runner.query(`
      ALTER TABLE gate_waiver ENABLE ROW LEVEL SECURITY;
      CREATE POLICY gate_waiver_of_workspace ON gate_waiver
        USING (workspace_id = ${currentWorkspace}) WITH CHECK (workspace_id = ${currentWorkspace});
      GRANT SELECT, INSERT ON gate_waiver TO countersign_app;`);
  }

  async down(): Promise<void> {
    throw new Error('What was waived is not taken back: restore a backup instead.');
  }
}
