import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Votes that somebody gave to somebody else for a time; and whose vote it is, where somebody else cast it. */
const tables = `
CREATE TABLE delegation (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  delegator_id uuid NOT NULL,
  delegate_id uuid NOT NULL,
  roles text[] NOT NULL CHECK (cardinality(roles) > 0),
  model_ids uuid[] CHECK (cardinality(model_ids) > 0),
  reason text NOT NULL,
  created_at timestamptz NOT NULL,
  starts_at timestamptz NOT NULL CHECK (starts_at >= created_at),
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '720 hours'),
  revoked_at timestamptz,
  revoked_by text,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, delegator_id) REFERENCES member (workspace_id, id),
  FOREIGN KEY (workspace_id, delegate_id) REFERENCES member (workspace_id, id),
  CHECK (delegator_id <> delegate_id),
  CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
CREATE INDEX delegation_by_delegator ON delegation (workspace_id, delegator_id, ends_at);
CREATE INDEX delegation_by_delegate ON delegation (workspace_id, delegate_id, ends_at);
CREATE INDEX audit_entry_about_delegations ON audit_entry (workspace_id, subject_id) WHERE subject_type = 'delegation';

ALTER TABLE vote ADD COLUMN on_behalf_of uuid, ADD COLUMN delegation_id uuid,
  ADD FOREIGN KEY (workspace_id, delegation_id) REFERENCES delegation (workspace_id, id),
  ADD CHECK ((on_behalf_of IS NULL) = (delegation_id IS NULL)),
  ADD CHECK ('person:' || on_behalf_of::text <> requested_by),
  DROP CONSTRAINT vote_promotion_id_round_voter_key;
CREATE UNIQUE INDEX vote_one_a_person ON vote (promotion_id, round, (coalesce('person:' || on_behalf_of::text, voter)));
`;

/** Nobody gives away what is not theirs, to nobody who is not there, nor in a circle; and what was given only ends. */
const walls = `
CREATE FUNCTION check_delegation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM member WHERE id = NEW.delegator_id AND workspace_id = NEW.workspace_id AND deactivated_at IS NULL
      AND NEW.roles <@ roles
  ) OR NOT EXISTS (
    SELECT FROM member WHERE id = NEW.delegate_id AND workspace_id = NEW.workspace_id AND deactivated_at IS NULL
  ) THEN
    RAISE EXCEPTION 'votes must be given by an active member in roles they hold, and to an active member';
  END IF;
  IF (SELECT count(*) FROM model WHERE id = ANY (NEW.model_ids) AND workspace_id = NEW.workspace_id)
    <> coalesce(cardinality(NEW.model_ids), 0) THEN
    RAISE EXCEPTION 'votes must be given for models of the workspace, each once';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('delegation:' || NEW.workspace_id::text, 0));
  IF EXISTS (
    WITH RECURSIVE way (person, together) AS (
      SELECT NEW.delegate_id, tstzrange(NEW.starts_at, NEW.ends_at)
      UNION
      SELECT next.delegate_id, way.together * tstzrange(next.starts_at, next.ends_at)
      FROM way JOIN delegation next ON next.workspace_id = NEW.workspace_id AND next.delegator_id = way.person
        AND next.revoked_at IS NULL AND tstzrange(next.starts_at, next.ends_at) && way.together
    )
    SELECT FROM way WHERE person = NEW.delegator_id
  ) THEN
    RAISE EXCEPTION 'votes that are given away must not come back to whoever gave them';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delegation_is_possible BEFORE INSERT ON delegation
  FOR EACH ROW EXECUTE FUNCTION check_delegation();

CREATE FUNCTION check_delegation_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL
    OR NEW.revoked_by NOT IN ('person:' || OLD.delegator_id, 'person:' || OLD.delegate_id)
    OR to_jsonb(NEW) - 'revoked_at' - 'revoked_by' <> to_jsonb(OLD) - 'revoked_at' - 'revoked_by' THEN
    RAISE EXCEPTION 'a delegation can only be ended, once, by one of the two';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delegation_only_ends BEFORE UPDATE ON delegation
  FOR EACH ROW EXECUTE FUNCTION check_delegation_end();

CREATE FUNCTION refuse_delegation_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'that votes were given away stays on record';
END $$;
CREATE TRIGGER delegation_is_kept BEFORE DELETE OR TRUNCATE ON delegation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_delegation_removal();

CREATE FUNCTION check_delegation_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  who text := CASE TG_OP WHEN 'INSERT' THEN 'person:' || NEW.delegator_id ELSE NEW.revoked_by END;
BEGIN
  IF NOT EXISTS (
    SELECT FROM audit_entry
    WHERE workspace_id = NEW.workspace_id AND subject_type = 'delegation' AND subject_id = NEW.id::text
      AND outcome = 'done' AND actor = who
      AND action = CASE TG_OP WHEN 'INSERT' THEN 'delegate' ELSE 'revokeDelegation' END
      AND at = CASE TG_OP WHEN 'INSERT' THEN NEW.created_at ELSE NEW.revoked_at END
  ) THEN
    RAISE EXCEPTION 'what is given and taken back must have its entry in the audit log';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER delegation_is_recorded AFTER INSERT OR UPDATE ON delegation
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_delegation_recorded();
`;

/** Whoever votes for somebody else needs what keeps neither of them from voting, and roles that were given and are held. */
const votes = `
CREATE OR REPLACE FUNCTION check_voter() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asker uuid := person_behind(NEW.requested_by);
  voters text[] := array_remove(ARRAY[NEW.voter, 'person:' || NEW.on_behalf_of], NULL);
BEGIN
  IF NEW.requested_by LIKE 'service:%' AND 'person:' || asker = ANY (voters) THEN
    RAISE EXCEPTION 'a vote must be cast by somebody else than who answers for the request';
  END IF;
  IF NEW.on_behalf_of IS NULL AND NOT EXISTS (
    SELECT FROM member WHERE 'person:' || id = NEW.voter AND workspace_id = NEW.workspace_id AND NEW.roles <@ roles
  ) THEN
    RAISE EXCEPTION 'a vote must be cast in roles that its voter holds';
  END IF;
  IF NEW.on_behalf_of IS NOT NULL AND NOT EXISTS (
    SELECT FROM delegation
    JOIN member ON member.workspace_id = delegation.workspace_id AND member.id = delegation.delegator_id
    JOIN promotion ON promotion.workspace_id = delegation.workspace_id AND promotion.id = NEW.promotion_id
    WHERE delegation.id = NEW.delegation_id AND delegation.workspace_id = NEW.workspace_id
      AND delegation.delegator_id = NEW.on_behalf_of AND 'person:' || delegation.delegate_id = NEW.voter
      AND delegation.revoked_at IS NULL AND delegation.starts_at <= NEW.cast_at + interval '5 minutes'
      AND delegation.ends_at > greatest(NEW.cast_at, now())
      AND (delegation.model_ids IS NULL OR promotion.model_id = ANY (delegation.model_ids))
      AND NEW.roles <@ delegation.roles AND NEW.roles <@ member.roles AND member.deactivated_at IS NULL
  ) THEN
    RAISE EXCEPTION 'a vote must be cast for somebody who gave it, in roles that they gave and hold, while it is given';
  END IF;
  IF EXISTS (
    SELECT FROM role_givers() given WHERE given.workspace_id = NEW.workspace_id AND (
      ('person:' || given.member_id = ANY (voters) AND given.giver_id = asker)
      OR (given.member_id = asker AND 'person:' || given.giver_id = ANY (voters))
    )
  ) THEN
    RAISE EXCEPTION 'a vote must be cast by somebody who neither gave the requester their roles nor has them from there';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION check_contribution() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM promotion_contributors() made
    JOIN promotion ON promotion.id = made.promotion_id
    JOIN policy ON policy.id = promotion.policy_id
    WHERE made.workspace_id = NEW.workspace_id AND made.promotion_id = NEW.promotion_id
      AND ('person:' || made.person_id = NEW.voter OR made.person_id = NEW.on_behalf_of)
      AND policy.body -> 'exclude' ? made.contribution
  ) THEN
    RAISE EXCEPTION 'a vote must be cast by somebody who made nothing of what is decided on';
  END IF;
  RETURN NEW;
END $$;
`;

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

const access = `
ALTER TABLE delegation ENABLE ROW LEVEL SECURITY;
CREATE POLICY delegation_of_workspace ON delegation
  USING (workspace_id = ${currentWorkspace}) WITH CHECK (workspace_id = ${currentWorkspace});
GRANT SELECT, INSERT, UPDATE (revoked_at, revoked_by) ON delegation TO countersign_app;
`;

export class Delegations1820000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [tables, walls, votes, access]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('The walls around promotions are not taken down.');
  }
}
