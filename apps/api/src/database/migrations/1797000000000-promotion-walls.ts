import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * The life of a promotion and the terms of a vote, held by the database as well: whoever gets to write SQL in the
 * server's place still cannot approve alone, skip a state or vote on something else than what is under review.
 */
const walls = `
CREATE FUNCTION check_promotion_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  allowed text[] := CASE OLD.state
    WHEN 'in_review' THEN ARRAY['in_review', 'blocked', 'approved', 'rejected', 'withdrawn']
    WHEN 'blocked' THEN ARRAY['in_review', 'blocked', 'approved', 'rejected', 'withdrawn']
    WHEN 'approved' THEN ARRAY['in_review', 'blocked', 'approved', 'withdrawn', 'active', 'expired']
    WHEN 'active' THEN ARRAY['superseded']
    ELSE ARRAY[]::text[] END;
BEGIN
  IF NOT NEW.state = ANY (allowed) THEN
    RAISE EXCEPTION 'a promotion cannot go from % to %', OLD.state, NEW.state;
  END IF;
  IF NEW.round NOT IN (OLD.round, OLD.round + 1) THEN
    RAISE EXCEPTION 'round % cannot follow round %', NEW.round, OLD.round;
  END IF;
  IF NEW.round = OLD.round AND (NEW.subject_digest <> OLD.subject_digest OR NEW.policy_id <> OLD.policy_id) THEN
    RAISE EXCEPTION 'another subject or policy opens the next round';
  END IF;
  IF NEW.round = OLD.round AND OLD.approved_at IS NOT NULL AND NEW.state IN ('approved', 'active')
    AND (NEW.approved_at, NEW.expires_at) IS DISTINCT FROM (OLD.approved_at, OLD.expires_at) THEN
    RAISE EXCEPTION 'an approval holds as long as it was given for';
  END IF;
  IF NEW.state IN ('approved', 'active') AND (NEW.approved_at IS NULL OR NOT EXISTS (
    SELECT FROM vote WHERE promotion_id = NEW.id AND round = NEW.round AND decision = 'approve'
  )) THEN
    RAISE EXCEPTION 'a promotion cannot be % without an approval in its round', NEW.state;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER promotion_takes_known_steps BEFORE UPDATE ON promotion
  FOR EACH ROW EXECUTE FUNCTION check_promotion_step();

CREATE FUNCTION check_promotion_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state NOT IN ('in_review', 'blocked') OR NEW.round <> 1 OR NEW.approved_at IS NOT NULL THEN
    RAISE EXCEPTION 'a promotion cannot open % in round %', NEW.state, NEW.round;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER promotion_opens_in_review BEFORE INSERT ON promotion
  FOR EACH ROW EXECUTE FUNCTION check_promotion_start();

CREATE FUNCTION check_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM promotion WHERE id = NEW.promotion_id AND workspace_id = NEW.workspace_id
      AND state IN ('in_review', 'blocked') AND round = NEW.round AND subject_digest = NEW.subject_digest
  ) THEN
    RAISE EXCEPTION 'a vote must be cast on the open round of its promotion and on what is under review';
  END IF;
  IF NOT EXISTS (
    SELECT FROM member WHERE 'person:' || id = NEW.voter AND workspace_id = NEW.workspace_id AND deactivated_at IS NULL
  ) THEN
    RAISE EXCEPTION 'a vote must be cast by an active member of the workspace';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vote_is_on_the_open_round BEFORE INSERT ON vote
  FOR EACH ROW EXECUTE FUNCTION check_vote();
`;

export class PromotionWalls1797000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(walls);
  }

  async down(): Promise<void> {
    throw new Error('The walls around promotions are not taken down.');
  }
}
