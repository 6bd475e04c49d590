import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What serves belongs to a place: a model, an environment and an alias. Until now another alias of the environment ended a
 * deployment, and another environment took an alias; both are set right by the promotions, which always had their place.
 */
const places = `
ALTER TABLE deployment ADD COLUMN alias text;
UPDATE deployment SET alias = promotion.alias FROM promotion WHERE promotion.id = deployment.promotion_id;
ALTER TABLE deployment ALTER COLUMN alias SET NOT NULL;
DROP INDEX deployment_one_live;
UPDATE deployment SET ended_at = (
  SELECT min(next.activated_at) FROM deployment next
  WHERE next.model_id = deployment.model_id AND next.environment = deployment.environment
    AND next.alias = deployment.alias AND (next.activated_at, next.id) > (deployment.activated_at, deployment.id)
);
CREATE UNIQUE INDEX deployment_one_live ON deployment (model_id, environment, alias) WHERE ended_at IS NULL;
CREATE INDEX deployment_by_place ON deployment (workspace_id, model_id, environment, alias, id);
CREATE INDEX deployment_by_promotion ON deployment (workspace_id, promotion_id);

ALTER TABLE model_alias ADD COLUMN environment text;
UPDATE model_alias SET environment = promotion.environment FROM promotion WHERE promotion.id = model_alias.promotion_id;
ALTER TABLE model_alias ALTER COLUMN environment SET NOT NULL,
  DROP CONSTRAINT model_alias_pkey, ADD PRIMARY KEY (model_id, environment, name);
INSERT INTO model_alias (workspace_id, model_id, environment, name, model_version_id, moved_at, promotion_id)
SELECT workspace_id, model_id, environment, alias, model_version_id, activated_at, id FROM promotion
WHERE state = 'active' ON CONFLICT DO NOTHING;

ALTER TABLE promotion ADD COLUMN replaces_version_id uuid,
  ADD CONSTRAINT promotion_replaces_version_id_fkey
    FOREIGN KEY (workspace_id, replaces_version_id) REFERENCES model_version (workspace_id, id);
UPDATE promotion SET replaces_version_id = serving.model_version_id FROM promotion serving
WHERE promotion.state IN ('in_review', 'blocked', 'approved') AND serving.state = 'active'
  AND serving.model_id = promotion.model_id AND serving.environment = promotion.environment
  AND serving.alias = promotion.alias;
GRANT UPDATE (replaces_version_id) ON promotion TO countersign_app;

DROP INDEX promotion_one_active;
CREATE UNIQUE INDEX promotion_one_serving ON promotion (model_id, environment, alias)
  WHERE state IN ('active', 'suspended');
CREATE INDEX promotion_that_served ON promotion (model_id, environment, alias)
  WHERE state IN ('superseded', 'rolled_back');
`;

/** A promotion that comes back is deployed again; what an alias and a deployment name is what their promotion names. */
const named = `
ALTER TABLE deployment DROP CONSTRAINT deployment_promotion_id_key, DROP CONSTRAINT deployment_promotion_id_fkey;
ALTER TABLE model_alias DROP CONSTRAINT model_alias_promotion_id_fkey;
ALTER TABLE promotion ADD CONSTRAINT promotion_of_place
  UNIQUE (workspace_id, id, model_id, environment, alias, model_version_id);
ALTER TABLE deployment ADD CONSTRAINT deployment_promotion_id_fkey
  FOREIGN KEY (workspace_id, promotion_id, model_id, environment, alias, model_version_id)
  REFERENCES promotion (workspace_id, id, model_id, environment, alias, model_version_id);
ALTER TABLE model_alias ADD CONSTRAINT model_alias_promotion_id_fkey
  FOREIGN KEY (workspace_id, promotion_id, model_id, environment, name, model_version_id)
  REFERENCES promotion (workspace_id, id, model_id, environment, alias, model_version_id);
`;

/** An approval that what it rested on has left; the one in force is the one that nobody has lifted. */
const suspensions = `
CREATE TABLE suspension (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  promotion_id uuid NOT NULL,
  cause text NOT NULL CHECK (cause IN ('alert', 'recertification', 'departure')),
  reason text NOT NULL,
  suspended_at timestamptz NOT NULL,
  lifted_at timestamptz,
  lifted_by text,
  lift_reason text,
  CHECK (num_nulls(lifted_at, lifted_by, lift_reason) IN (0, 3)),
  FOREIGN KEY (workspace_id, promotion_id) REFERENCES promotion (workspace_id, id)
);
CREATE UNIQUE INDEX suspension_in_force ON suspension (promotion_id) WHERE lifted_at IS NULL;
CREATE INDEX suspension_by_promotion ON suspension (workspace_id, promotion_id, id);

CREATE FUNCTION check_suspension() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asker text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.lifted_at IS NULL THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'a suspension cannot be lifted before it was written down';
  END IF;
  IF TG_OP = 'DELETE' OR OLD.lifted_at IS NOT NULL OR NEW.lifted_at IS NULL
    OR (to_jsonb(NEW) - 'lifted_at' - 'lifted_by' - 'lift_reason')
      <> (to_jsonb(OLD) - 'lifted_at' - 'lifted_by' - 'lift_reason') THEN
    RAISE EXCEPTION 'a suspension cannot be changed: it can only be lifted, once';
  END IF;
  SELECT requested_by INTO asker FROM promotion WHERE id = NEW.promotion_id;
  IF NOT EXISTS (
    SELECT FROM member
    WHERE 'person:' || id = NEW.lifted_by AND workspace_id = NEW.workspace_id AND deactivated_at IS NULL
      AND 'person:' || id <> asker AND id IS DISTINCT FROM person_behind(asker)
  ) OR EXISTS (
    SELECT FROM role_givers() given WHERE given.workspace_id = NEW.workspace_id AND (
      ('person:' || given.member_id = NEW.lifted_by AND given.giver_id = person_behind(asker))
      OR (given.member_id = person_behind(asker) AND 'person:' || given.giver_id = NEW.lifted_by)
    )
  ) OR EXISTS (
    SELECT FROM promotion_contributors() made
    JOIN promotion ON promotion.id = made.promotion_id
    JOIN policy ON policy.id = promotion.policy_id
    WHERE made.workspace_id = NEW.workspace_id AND made.promotion_id = NEW.promotion_id
      AND 'person:' || made.person_id = NEW.lifted_by AND policy.body -> 'exclude' ? made.contribution
  ) THEN
    RAISE EXCEPTION 'a suspension must be lifted by an active member who could have voted on the promotion';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER suspension_is_lifted_once BEFORE INSERT OR UPDATE OR DELETE ON suspension
  FOR EACH ROW EXECUTE FUNCTION check_suspension();
`;

/** Who made what a suspended approval rested on does not lift the suspension either. */
const contributors = `
DO $$ BEGIN
  EXECUTE replace(
    pg_get_functiondef('promotion_contributors()'::regprocedure),
    $old$('in_review', 'blocked', 'approved')$old$, $new$('in_review', 'blocked', 'approved', 'suspended')$new$
  );
END $$;
`;

const steps = `
CREATE OR REPLACE FUNCTION check_promotion_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  allowed text[] := CASE OLD.state
    WHEN 'in_review' THEN ARRAY['in_review', 'blocked', 'approved', 'rejected', 'withdrawn']
    WHEN 'blocked' THEN ARRAY['in_review', 'blocked', 'approved', 'rejected', 'withdrawn']
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

/** At the end of every transaction the promotion that serves in a place, its alias and its live deployment are one. */
const agreement = `
CREATE FUNCTION check_deployment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.ended_at IS NULL OR TG_OP = 'UPDATE' AND OLD.ended_at IS NULL THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what served cannot be written down later, nor changed';
END $$;
CREATE TRIGGER deployment_ends_once BEFORE INSERT OR UPDATE ON deployment
  FOR EACH ROW EXECUTE FUNCTION check_deployment();

CREATE FUNCTION check_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  place_alias text := coalesce(to_jsonb(NEW) ->> 'alias', to_jsonb(NEW) ->> 'name');
  serving uuid[] := ARRAY(SELECT id FROM promotion WHERE model_id = NEW.model_id AND environment = NEW.environment
    AND alias = place_alias AND state IN ('active', 'suspended'));
BEGIN
  IF serving <> ARRAY(SELECT promotion_id FROM model_alias
      WHERE model_id = NEW.model_id AND environment = NEW.environment AND name = place_alias)
    OR serving <> ARRAY(SELECT promotion_id FROM deployment
      WHERE model_id = NEW.model_id AND environment = NEW.environment AND alias = place_alias AND ended_at IS NULL) THEN
    RAISE EXCEPTION 'the promotion, the alias and the deployment of a place cannot differ';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER alias_agrees AFTER INSERT OR UPDATE ON model_alias
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_place();
CREATE CONSTRAINT TRIGGER deployment_agrees AFTER INSERT OR UPDATE ON deployment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_place();
CREATE CONSTRAINT TRIGGER promotion_agrees AFTER UPDATE OF state ON promotion
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.state <> NEW.state AND (OLD.activated_at IS NOT NULL OR NEW.activated_at IS NOT NULL))
  EXECUTE FUNCTION check_place();
`;

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

export class Places1812000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [places, named, suspensions, contributors, steps, agreement]) await runner.query(sql);
    await runner.query(`
      ALTER TABLE suspension ENABLE ROW LEVEL SECURITY;
      CREATE POLICY suspension_of_workspace ON suspension
        USING (workspace_id = ${currentWorkspace}) WITH CHECK (workspace_id = ${currentWorkspace});
      GRANT SELECT, INSERT ON suspension TO countersign_app;
      GRANT UPDATE (lifted_at, lifted_by, lift_reason) ON suspension TO countersign_app;`);
  }

  async down(): Promise<void> {
    throw new Error('The walls around promotions are not taken down.');
  }
}
