import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** More of what an approval rests on, with what was found; and by which policy somebody looked who lifted a suspension. */
const suspensions = `
ALTER TABLE suspension DROP CONSTRAINT suspension_cause_check, ADD CONSTRAINT suspension_cause_check CHECK (cause IN
  ('alert', 'departure', 'evidence', 'schema_change', 'policy_change', 'recertification', 'emergency'));
ALTER TABLE suspension ADD COLUMN findings jsonb NOT NULL DEFAULT '[]', ADD COLUMN lift_policy_id uuid,
  ADD CONSTRAINT suspension_lift_policy_id_fkey
    FOREIGN KEY (workspace_id, lift_policy_id) REFERENCES policy (workspace_id, id);
GRANT UPDATE (lift_policy_id) ON suspension TO countersign_app;

DO $$
DECLARE
  before text := pg_get_functiondef('check_suspension()'::regprocedure);
  after text := replace(before, $old$- 'lift_reason')$old$, $new$- 'lift_reason' - 'lift_policy_id')$new$);
BEGIN
  IF after = before THEN RAISE EXCEPTION 'check_suspension() is not as this migration knows it'; END IF;
  EXECUTE after;
END $$;
`;

/** Going back opens a review, which somebody closes who could have voted on what was rolled back. */
const reviews = `
CREATE TABLE rollback_review (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  promotion_id uuid NOT NULL UNIQUE,
  restored_promotion_id uuid NOT NULL,
  reason text NOT NULL,
  rolled_back_by text NOT NULL,
  rolled_back_at timestamptz NOT NULL,
  acknowledged_at timestamptz,
  acknowledged_by text,
  finding text,
  CHECK (num_nulls(acknowledged_at, acknowledged_by, finding) IN (0, 3)),
  FOREIGN KEY (workspace_id, promotion_id) REFERENCES promotion (workspace_id, id),
  FOREIGN KEY (workspace_id, restored_promotion_id) REFERENCES promotion (workspace_id, id)
);
CREATE INDEX rollback_review_open ON rollback_review (workspace_id, promotion_id) WHERE acknowledged_at IS NULL;

CREATE FUNCTION check_rollback_review() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asker text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.acknowledged_at IS NULL THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'the review of a rollback cannot be closed before it was opened';
  END IF;
  IF TG_OP = 'DELETE' OR OLD.acknowledged_at IS NOT NULL OR NEW.acknowledged_at IS NULL
    OR (to_jsonb(NEW) - 'acknowledged_at' - 'acknowledged_by' - 'finding')
      <> (to_jsonb(OLD) - 'acknowledged_at' - 'acknowledged_by' - 'finding') THEN
    RAISE EXCEPTION 'the review of a rollback cannot be changed: it can only be closed, once';
  END IF;
  SELECT requested_by INTO asker FROM promotion WHERE id = NEW.promotion_id;
  IF NEW.acknowledged_by = NEW.rolled_back_by OR NOT EXISTS (
    SELECT FROM member
    JOIN promotion ON promotion.id = NEW.promotion_id
    JOIN policy ON policy.id = promotion.policy_id
    CROSS JOIN LATERAL jsonb_array_elements(policy.body -> 'slots') seat
    WHERE 'person:' || member.id = NEW.acknowledged_by AND member.workspace_id = NEW.workspace_id
      AND member.deactivated_at IS NULL AND seat ->> 'role' = ANY (member.roles)
      AND 'person:' || member.id <> asker AND member.id IS DISTINCT FROM person_behind(asker)
  ) OR EXISTS (
    SELECT FROM role_givers() given WHERE given.workspace_id = NEW.workspace_id AND (
      ('person:' || given.member_id = NEW.acknowledged_by AND given.giver_id = person_behind(asker))
      OR (given.member_id = person_behind(asker) AND 'person:' || given.giver_id = NEW.acknowledged_by)
    )
  ) OR EXISTS (
    SELECT FROM promotion_contributors() made
    JOIN promotion ON promotion.id = made.promotion_id
    JOIN policy ON policy.id = promotion.policy_id
    WHERE made.workspace_id = NEW.workspace_id AND made.promotion_id = NEW.promotion_id
      AND 'person:' || made.person_id = NEW.acknowledged_by AND policy.body -> 'exclude' ? made.contribution
  ) THEN
    RAISE EXCEPTION 'a rollback must be looked at by an active member who could have voted and did not go back';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rollback_review_is_closed_once BEFORE INSERT OR UPDATE OR DELETE ON rollback_review
  FOR EACH ROW EXECUTE FUNCTION check_rollback_review();
`;

/** Of two that belong together, neither is there alone at the end of a transaction. */
const agreement = `
CREATE FUNCTION check_rollback() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gone uuid := coalesce(to_jsonb(NEW) ->> 'promotion_id', to_jsonb(NEW) ->> 'id')::uuid;
BEGIN
  IF (SELECT state FROM promotion WHERE id = gone) = 'rolled_back'
    AND EXISTS (SELECT FROM rollback_review WHERE promotion_id = gone) THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'going back opens a review, and nothing else does';
END $$;
CREATE CONSTRAINT TRIGGER rollback_is_reviewed AFTER UPDATE OF state ON promotion
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.state = 'rolled_back' AND OLD.state <> 'rolled_back') EXECUTE FUNCTION check_rollback();
CREATE CONSTRAINT TRIGGER review_is_of_a_rollback AFTER INSERT ON rollback_review
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_rollback();
`;

/** Who made what was rolled back does not close its review. */
const contributors = `
DO $$
DECLARE
  before text := pg_get_functiondef('promotion_contributors()'::regprocedure);
  after text := replace(before, $old$WHERE promotion.state IN ($old$, $new$WHERE EXISTS (
    SELECT FROM rollback_review review WHERE review.promotion_id = promotion.id AND review.acknowledged_at IS NULL
  ) OR promotion.state IN ($new$);
BEGIN
  IF after = before THEN RAISE EXCEPTION 'promotion_contributors() is not as this migration knows it'; END IF;
  EXECUTE after;
END $$;
`;

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

export class LivingApprovals1823000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [suspensions, reviews, agreement, contributors]) await runner.query(sql);
    await runner.query(`
      ALTER TABLE rollback_review ENABLE ROW LEVEL SECURITY;
      CREATE POLICY rollback_review_of_workspace ON rollback_review
        USING (workspace_id = ${currentWorkspace}) WITH CHECK (workspace_id = ${currentWorkspace});
      GRANT SELECT, INSERT ON rollback_review TO countersign_app;
      GRANT UPDATE (acknowledged_at, acknowledged_by, finding) ON rollback_review TO countersign_app;`);
  }

  async down(): Promise<void> {
    throw new Error('The walls around promotions are not taken down.');
  }
}
