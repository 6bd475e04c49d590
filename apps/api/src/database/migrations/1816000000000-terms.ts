import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Until when a promotion has to be decided, and how often whoever may sign was reminded of it. */
const terms = `
ALTER TABLE promotion ADD COLUMN deadline_at timestamptz,
  ADD COLUMN reminders integer NOT NULL DEFAULT 0 CHECK (reminders BETWEEN 0 AND 2);
GRANT UPDATE (deadline_at, reminders) ON promotion TO countersign_app;
CREATE INDEX promotion_with_term ON promotion (workspace_id, deadline_at)
  WHERE deadline_at IS NOT NULL AND state IN ('in_review', 'blocked');
`;

/** What is under review can run out of its term, and of nothing else. */
const steps = `
CREATE OR REPLACE FUNCTION check_promotion_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  allowed text[] := CASE OLD.state
    WHEN 'in_review' THEN ARRAY['in_review', 'blocked', 'approved', 'rejected', 'withdrawn', 'expired']
    WHEN 'blocked' THEN ARRAY['in_review', 'blocked', 'approved', 'rejected', 'withdrawn', 'expired']
    WHEN 'approved' THEN ARRAY['in_review', 'blocked', 'approved', 'withdrawn', 'active', 'expired']
    WHEN 'active' THEN ARRAY['superseded', 'suspended', 'rolled_back']
    WHEN 'suspended' THEN ARRAY['active', 'superseded', 'rolled_back']
    WHEN 'superseded' THEN ARRAY['active']
    ELSE ARRAY[]::text[] END;
BEGIN
  IF NOT NEW.state = ANY (allowed) THEN
    RAISE EXCEPTION 'a promotion cannot go from % to %', OLD.state, NEW.state;
  END IF;
  IF NEW.round NOT IN (OLD.round, OLD.round + 1) THEN
    RAISE EXCEPTION 'round % cannot follow round %', NEW.round, OLD.round;
  END IF;
  IF NEW.round = OLD.round AND (NEW.subject_digest <> OLD.subject_digest OR NEW.policy_id <> OLD.policy_id
    OR NEW.replaces_version_id IS DISTINCT FROM OLD.replaces_version_id) THEN
    RAISE EXCEPTION 'another subject or policy opens the next round';
  END IF;
  IF NEW.state = 'expired' AND OLD.state IN ('in_review', 'blocked') AND OLD.deadline_at IS NULL THEN
    RAISE EXCEPTION 'a promotion without a term cannot run out of it';
  END IF;
  IF NEW.reminders < OLD.reminders OR (NEW.round = OLD.round AND NEW.deadline_at IS DISTINCT FROM OLD.deadline_at) THEN
    RAISE EXCEPTION 'the term of a promotion is that of its policy';
  END IF;
  IF NEW.round = OLD.round AND OLD.approved_at IS NOT NULL
    AND NEW.state IN ('approved', 'active', 'suspended', 'superseded', 'rolled_back')
    AND (NEW.approved_at, NEW.expires_at) IS DISTINCT FROM (OLD.approved_at, OLD.expires_at) THEN
    RAISE EXCEPTION 'an approval holds as long as it was given for';
  END IF;
  IF OLD.state IN ('active', 'suspended', 'superseded') AND (NEW.round <> OLD.round OR NEW.gates <> OLD.gates
    OR NEW.activated_at IS DISTINCT FROM OLD.activated_at) THEN
    RAISE EXCEPTION 'what was activated cannot become something else';
  END IF;
  IF NEW.state IN ('approved', 'active') AND (NEW.approved_at IS NULL OR NOT EXISTS (
    SELECT FROM vote WHERE promotion_id = NEW.id AND round = NEW.round AND decision = 'approve'
  )) THEN
    RAISE EXCEPTION 'a promotion cannot be % without an approval in its round', NEW.state;
  END IF;
  IF NEW.state IN ('active', 'suspended') AND (NEW.state = 'suspended') <> EXISTS (
    SELECT FROM suspension WHERE promotion_id = NEW.id AND lifted_at IS NULL
  ) THEN
    RAISE EXCEPTION 'a promotion cannot be % against what is written of its suspension', NEW.state;
  END IF;
  IF OLD.state = 'superseded' AND NOT EXISTS (
    SELECT FROM deployment JOIN policy ON policy.id = NEW.policy_id
    WHERE deployment.promotion_id = NEW.id
      AND deployment.ended_at > now() - make_interval(days => coalesce((policy.body -> 'rollbackDays')::int, 30))
  ) THEN
    RAISE EXCEPTION 'a promotion cannot come back so long after it served';
  END IF;
  RETURN NEW;
END $$;
`;

export class Terms1816000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [terms, steps]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('The walls around promotions are not taken down.');
  }
}
