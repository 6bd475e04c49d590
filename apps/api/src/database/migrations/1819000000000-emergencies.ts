import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A version that serves before its promotion is approved: who said so, who confirmed it, until when, and what was waived. */
const emergencies = `
CREATE TABLE emergency (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  promotion_id uuid NOT NULL,
  round int NOT NULL,
  subject_digest text NOT NULL,
  incident text NOT NULL,
  justification text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  confirmed_by text,
  confirmed_at timestamptz,
  until timestamptz,
  waived jsonb,
  CHECK (num_nulls(confirmed_by, confirmed_at, until, waived) IN (0, 4)),
  CHECK (confirmed_at >= proposed_at),
  CHECK (confirmed_by <> proposed_by),
  FOREIGN KEY (workspace_id, promotion_id) REFERENCES promotion (workspace_id, id)
);
CREATE INDEX emergency_by_promotion ON emergency (workspace_id, promotion_id, id);
CREATE UNIQUE INDEX emergency_one_confirmed ON emergency (promotion_id) WHERE confirmed_at IS NOT NULL;

DROP INDEX promotion_one_serving;
CREATE UNIQUE INDEX promotion_one_serving ON promotion (model_id, environment, alias)
  WHERE state IN ('provisional', 'active', 'suspended');
`;

/** Two people of their own, by a policy that knows emergencies, as often and as long as it allows; and nothing else later. */
const people = `
CREATE FUNCTION may_break_glass(workspace uuid, reference text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM member WHERE 'person:' || id = reference AND workspace_id = workspace AND deactivated_at IS NULL
      AND roles && ARRAY['ml_engineer', 'risk_officer']
  )
$$;

CREATE FUNCTION check_emergency() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked promotion%ROWTYPE;
  terms jsonb;
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'that something was to serve unapproved stays on record'; END IF;
  SELECT * INTO asked FROM promotion WHERE id = NEW.promotion_id AND workspace_id = NEW.workspace_id;
  SELECT body -> 'breakGlass' INTO terms FROM policy WHERE id = asked.policy_id;
  IF terms IS NULL OR asked.state NOT IN ('in_review', 'blocked')
    OR (asked.round, asked.subject_digest) <> (NEW.round, NEW.subject_digest) THEN
    RAISE EXCEPTION 'an emergency must be about what is under review, by a policy that knows emergencies';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.confirmed_at IS NOT NULL OR NOT may_break_glass(NEW.workspace_id, NEW.proposed_by) THEN
      RAISE EXCEPTION 'an emergency must be proposed by somebody who may, before another confirms it';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.confirmed_at IS NOT NULL OR NEW.confirmed_at IS NULL
    OR (to_jsonb(NEW) - ARRAY['confirmed_by', 'confirmed_at', 'until', 'waived'])
      <> (to_jsonb(OLD) - ARRAY['confirmed_by', 'confirmed_at', 'until', 'waived']) THEN
    RAISE EXCEPTION 'an emergency cannot be changed: it can only be confirmed, once';
  END IF;
  IF NEW.until > NEW.confirmed_at + make_interval(hours => (terms -> 'ttlHours')::int)
    OR NEW.confirmed_at >= OLD.proposed_at + make_interval(hours => (terms -> 'ttlHours')::int) THEN
    RAISE EXCEPTION 'an emergency cannot last, nor wait, for longer than its policy allows';
  END IF;
  IF (
    SELECT count(*) FROM emergency JOIN promotion ON promotion.id = emergency.promotion_id
    WHERE promotion.model_id = asked.model_id AND promotion.environment = asked.environment
      AND promotion.alias = asked.alias AND emergency.confirmed_at > least(NEW.confirmed_at, now()) - interval '30 days'
  ) >= (terms -> 'perMonth')::int THEN
    RAISE EXCEPTION 'a place cannot have more emergencies within 30 days than its policy allows';
  END IF;
  IF NOT may_break_glass(NEW.workspace_id, NEW.confirmed_by) OR NEW.confirmed_by = asked.requested_by
    OR NEW.confirmed_by = 'person:' || person_behind(asked.requested_by)
    OR EXISTS (
      SELECT FROM role_givers() given
      CROSS JOIN (VALUES (person_behind(asked.requested_by)), (person_behind(NEW.proposed_by))) other (id)
      WHERE given.workspace_id = NEW.workspace_id AND (
        ('person:' || given.member_id = NEW.confirmed_by AND given.giver_id = other.id)
        OR (given.member_id = other.id AND 'person:' || given.giver_id = NEW.confirmed_by)
      )
    ) THEN
    RAISE EXCEPTION 'an emergency must be confirmed by somebody who may, and who depends on nobody in it';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER emergency_takes_two BEFORE INSERT OR UPDATE OR DELETE ON emergency
  FOR EACH ROW EXECUTE FUNCTION check_emergency();

CREATE FUNCTION check_emergency_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM audit_entry
    WHERE workspace_id = NEW.workspace_id AND subject_type = 'promotion' AND subject_id = NEW.promotion_id::text
      AND outcome = 'done' AND actor = CASE TG_OP WHEN 'INSERT' THEN NEW.proposed_by ELSE NEW.confirmed_by END
      AND action = CASE TG_OP WHEN 'INSERT' THEN 'proposeEmergency' ELSE 'confirmEmergency' END
      AND at = CASE TG_OP WHEN 'INSERT' THEN NEW.proposed_at ELSE NEW.confirmed_at END
  ) THEN
    RAISE EXCEPTION 'an emergency must have its entries in the audit log';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER emergency_is_recorded AFTER INSERT OR UPDATE ON emergency
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_emergency_recorded();
`;

/** What becomes of a promotion whose version serves so: it is approved in time, gives way, or is suspended. */
const steps = `
CREATE FUNCTION check_emergency_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'provisional' AND (NEW.approved_at IS NOT NULL OR NOT EXISTS (
    SELECT FROM emergency WHERE promotion_id = NEW.id AND confirmed_at = NEW.activated_at AND (
      OLD.state = 'provisional'
      OR (round, subject_digest) = (NEW.round, NEW.subject_digest) AND OLD.round = NEW.round
    )
  )) THEN
    RAISE EXCEPTION 'a promotion cannot be provisional without a confirmed emergency';
  END IF;
  IF NEW.state = 'provisional' AND OLD.state <> 'provisional' AND EXISTS (
    SELECT FROM policy CROSS JOIN LATERAL jsonb_array_elements(policy.body -> 'gates') gate
    WHERE policy.id = NEW.policy_id AND (gate ->> 'severity' = 'absolute' OR gate ->> 'kind' = 'signature')
      AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(NEW.gates) result
        WHERE result ->> 'gateId' = gate ->> 'id' AND result ->> 'verdict' = 'pass'
      )
  ) THEN
    RAISE EXCEPTION 'not even an emergency waives an absolute gate';
  END IF;
  IF OLD.state = 'provisional' AND NEW.activated_at IS DISTINCT FROM OLD.activated_at THEN
    RAISE EXCEPTION 'what serves in an emergency serves since it was confirmed';
  END IF;
  IF OLD.state = 'provisional' AND NEW.state = 'active' AND NOT EXISTS (
    SELECT FROM emergency WHERE promotion_id = NEW.id AND NEW.approved_at < until
  ) THEN
    RAISE EXCEPTION 'an emergency cannot be approved after its time';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER promotion_in_an_emergency BEFORE UPDATE ON promotion FOR EACH ROW
  WHEN ('provisional' IN (OLD.state, NEW.state)) EXECUTE FUNCTION check_emergency_step();
`;

/** The walls that were there know the state as well. */
const known = `
CREATE OR REPLACE FUNCTION pg_temp.teach(wall text, old text, new text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  before text := pg_get_functiondef(wall::regprocedure);
BEGIN
  IF position(old IN before) = 0 THEN RAISE EXCEPTION '% is not as this migration knows it', wall; END IF;
  EXECUTE replace(before, old, new);
END $$;
SELECT pg_temp.teach('check_promotion_step()', $$'withdrawn', 'expired']$$, $$'withdrawn', 'expired', 'provisional']$$);
SELECT pg_temp.teach('check_promotion_step()', $$WHEN 'active' THEN$$,
  $$WHEN 'provisional' THEN ARRAY['provisional', 'active', 'superseded', 'rolled_back', 'suspended']
    WHEN 'active' THEN$$);
SELECT pg_temp.teach('check_vote()', $$('in_review', 'blocked')$$, $$('in_review', 'blocked', 'provisional')$$);
SELECT pg_temp.teach('check_place()', $$('active', 'suspended')$$, $$('provisional', 'active', 'suspended')$$);
SELECT pg_temp.teach('promotion_contributors()', $$'blocked', 'approved'$$, $$'blocked', 'approved', 'provisional'$$);
`;

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

export class Emergencies1819000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [emergencies, people, steps, known]) await runner.query(sql);
    await runner.query(`
      ALTER TABLE emergency ENABLE ROW LEVEL SECURITY;
      CREATE POLICY emergency_of_workspace ON emergency
        USING (workspace_id = ${currentWorkspace}) WITH CHECK (workspace_id = ${currentWorkspace});
      GRANT SELECT, INSERT ON emergency TO countersign_app;
      GRANT UPDATE (confirmed_by, confirmed_at, until, waived) ON emergency TO countersign_app;`);
  }

  async down(): Promise<void> {
    throw new Error('The walls around promotions are not taken down.');
  }
}
