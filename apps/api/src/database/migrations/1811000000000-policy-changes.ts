import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What policies are bound to of a model. Its classification changes by a record that says who and why. */
const classifications = `
ALTER TABLE model ADD use_case text, ADD tags text[] NOT NULL DEFAULT '{}';
CREATE TABLE model_classification (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  model_id uuid NOT NULL,
  risk_tier text NOT NULL CHECK (risk_tier IN ('low', 'medium', 'high')),
  use_case text,
  tags text[] NOT NULL,
  reason text NOT NULL,
  classified_by text NOT NULL,
  classified_at timestamptz NOT NULL,
  FOREIGN KEY (workspace_id, model_id) REFERENCES model (workspace_id, id)
);
CREATE INDEX model_classification_by_model ON model_classification (workspace_id, model_id, id);

CREATE FUNCTION depend_on_each_other(workspace uuid, one uuid, other uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT one = other OR EXISTS (
    SELECT FROM role_givers() given WHERE given.workspace_id = workspace AND (
      (given.member_id = one AND given.giver_id = other) OR (given.member_id = other AND given.giver_id = one)
    )
  )
$$;

CREATE FUNCTION check_classification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM member WHERE 'person:' || id = NEW.classified_by AND workspace_id = NEW.workspace_id
      AND deactivated_at IS NULL AND 'risk_officer' = ANY (roles)
  ) THEN
    RAISE EXCEPTION 'a model must be classified by an active risk officer';
  END IF;
  IF EXISTS (
    SELECT FROM model WHERE workspace_id = NEW.workspace_id AND id = NEW.model_id
      AND depend_on_each_other(NEW.workspace_id, person_behind(created_by), person_behind(NEW.classified_by))
  ) THEN
    RAISE EXCEPTION 'a model must be classified by somebody else than who registered it, and nobody who depends on them';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER classification_is_of_another BEFORE INSERT ON model_classification
  FOR EACH ROW EXECUTE FUNCTION check_classification();

CREATE FUNCTION classify_model() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE model SET risk_tier = NEW.risk_tier, use_case = NEW.use_case, tags = NEW.tags
  WHERE workspace_id = NEW.workspace_id AND id = NEW.model_id;
  RETURN NULL;
END $$;
CREATE TRIGGER classification_takes_effect AFTER INSERT ON model_classification
  FOR EACH ROW EXECUTE FUNCTION classify_model();
`;

const changes = `
CREATE TABLE policy_change (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  kind text NOT NULL CHECK (kind IN ('publish', 'retire')),
  name text NOT NULL,
  version int NOT NULL,
  digest text NOT NULL,
  document jsonb NOT NULL,
  retires uuid,
  reason text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'approved', 'rejected')),
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_at timestamptz,
  CHECK ((kind = 'retire') = (retires IS NOT NULL)),
  CHECK ((state = 'open') = (decided_at IS NULL)),
  CHECK (name = document ->> 'name' AND version = (document ->> 'version')::int),
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, id, proposed_by),
  FOREIGN KEY (workspace_id, retires) REFERENCES policy (workspace_id, id)
);
CREATE UNIQUE INDEX policy_is_retired_once ON policy_change (workspace_id, retires) WHERE state = 'approved';
CREATE INDEX policy_change_of_place ON policy_change (workspace_id, decided_at) WHERE state = 'approved';
CREATE TABLE policy_vote (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace,
  change_id uuid NOT NULL,
  proposed_by text NOT NULL,
  voter text NOT NULL,
  roles text[] NOT NULL,
  decision text NOT NULL CHECK (decision IN ('approve', 'reject')),
  comment text NOT NULL,
  digest text NOT NULL,
  cast_at timestamptz NOT NULL,
  CHECK (voter <> proposed_by),
  UNIQUE (workspace_id, change_id, voter),
  FOREIGN KEY (workspace_id, change_id, proposed_by) REFERENCES policy_change (workspace_id, id, proposed_by)
);
`;

/** Policies that the operator publishes without a change: those that came with the software, each by what it says. */
const policies = `
CREATE TABLE built_in_policy (digest text PRIMARY KEY, body jsonb NOT NULL);
INSERT INTO built_in_policy VALUES ('59ee7de5949c7bf79d389806552c1178f9f4d11058dc3e1805ab35d9fa23fd3b', '{
  "name": "production-champion", "version": 2, "environment": "production", "alias": "champion",
  "slots": [{"role": "subject_matter_expert", "minimum": 1}, {"role": "risk_officer", "minimum": 1}],
  "exclude": ["trainers", "labellers", "evidence_editors"],
  "gates": [
    {"id": "drift-quiet", "title": "Drift is quiet", "kind": "drift", "method": "psi", "alert": 0.25,
     "minimumN": 100, "maximumUnknown": 0, "minimumWindows": 1},
    {"id": "fairness-passes", "title": "The fairness audit passes", "kind": "fairness", "minimumGroupSize": 30,
     "criteria": [{"name": "impact_ratio", "minimumRatio": 0.8}, {"name": "demographic_parity", "maximumDifference": 0.2},
       {"name": "equal_opportunity", "maximumDifference": 0.2}, {"name": "equalized_odds", "maximumDifference": 0.2}]},
    {"id": "performance-holds", "title": "Performance holds", "kind": "performance", "metric": "roc_auc",
     "minimum": 0.7, "use": "lower", "minimumN": 200}
  ],
  "approvalTtlDays": 14, "evidenceMaxAgeDays": 30
}');
ALTER TABLE built_in_policy ENABLE ROW LEVEL SECURITY;
CREATE POLICY built_in_policy_of_everyone ON built_in_policy FOR SELECT USING (true);
GRANT SELECT ON built_in_policy TO countersign_app;

ALTER TABLE policy ADD change_id uuid UNIQUE, ADD joins uuid[],
  ADD CHECK (change_id IS NULL OR joins IS NULL),
  ADD FOREIGN KEY (workspace_id, change_id) REFERENCES policy_change (workspace_id, id),
  DROP CONSTRAINT policy_workspace_id_name_version_key;
CREATE UNIQUE INDEX policy_version ON policy (workspace_id, name, version) WHERE joins IS NULL;
CREATE UNIQUE INDEX policy_joined ON policy (workspace_id, digest) WHERE joins IS NOT NULL;
`;

/** Whoever gets to write SQL in the server's place changes no policy alone. */
const changeWalls = `
CREATE FUNCTION check_policy_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'open' THEN
    RAISE EXCEPTION 'a policy change cannot begin %', NEW.state;
  END IF;
  IF NOT EXISTS (
    SELECT FROM member
    WHERE 'person:' || id = NEW.proposed_by AND workspace_id = NEW.workspace_id AND deactivated_at IS NULL
  ) THEN
    RAISE EXCEPTION 'a policy change must be proposed by an active member of the workspace';
  END IF;
  IF NEW.kind = 'retire' AND NOT EXISTS (
    SELECT FROM policy WHERE workspace_id = NEW.workspace_id AND id = NEW.retires AND joins IS NULL
      AND digest = NEW.digest AND body = NEW.document
  ) THEN
    RAISE EXCEPTION 'a policy that is retired must be the one that was published';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER policy_change_is_proposed BEFORE INSERT ON policy_change
  FOR EACH ROW EXECUTE FUNCTION check_policy_proposal();

CREATE FUNCTION check_policy_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted text := CASE NEW.state WHEN 'approved' THEN 'approve' ELSE 'reject' END;
BEGIN
  IF OLD.state <> 'open' OR NEW.state = 'open' THEN
    RAISE EXCEPTION 'a policy change cannot go from % to %', OLD.state, NEW.state;
  END IF;
  IF NOT EXISTS (
    SELECT FROM policy_vote
    WHERE workspace_id = NEW.workspace_id AND change_id = NEW.id AND digest = NEW.digest AND decision = wanted
  ) THEN
    RAISE EXCEPTION 'a policy change cannot be % without a vote that says so', NEW.state;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER policy_change_is_voted_on BEFORE UPDATE ON policy_change
  FOR EACH ROW EXECUTE FUNCTION check_policy_decision();

CREATE FUNCTION check_policy_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM policy_change
    WHERE workspace_id = NEW.workspace_id AND id = NEW.change_id AND state = 'open' AND digest = NEW.digest
  ) THEN
    RAISE EXCEPTION 'a vote must be cast on an open policy change and on what it says';
  END IF;
  IF NOT 'risk_officer' = ANY (NEW.roles) OR NOT EXISTS (
    SELECT FROM member WHERE 'person:' || id = NEW.voter AND workspace_id = NEW.workspace_id
      AND deactivated_at IS NULL AND NEW.roles <@ roles
  ) THEN
    RAISE EXCEPTION 'a vote must be cast by an active risk officer';
  END IF;
  IF depend_on_each_other(NEW.workspace_id, person_behind(NEW.proposed_by), person_behind(NEW.voter)) THEN
    RAISE EXCEPTION 'a vote must be cast by somebody who neither gave the proposer their roles nor has them from there';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER policy_vote_is_of_another BEFORE INSERT ON policy_vote
  FOR EACH ROW EXECUTE FUNCTION check_policy_vote();
`;

/** A joined policy is made by no vote, so it can ask for no less than each policy that it joins. */
const policyWalls = `
CREATE FUNCTION is_no_laxer(joined jsonb, part jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT joined ->> 'environment' = part ->> 'environment'
    AND part ->> 'alias' IN ('*', joined ->> 'alias')
    AND (joined -> 'approvalTtlDays')::numeric <= (part -> 'approvalTtlDays')::numeric
    AND (joined -> 'evidenceMaxAgeDays')::numeric <= (part -> 'evidenceMaxAgeDays')::numeric
    AND coalesce((joined -> 'distinctPeople')::int, 0) >= coalesce((part -> 'distinctPeople')::int, 0)
    AND coalesce((joined -> 'policyEditorDays')::int, 0) >= coalesce((part -> 'policyEditorDays')::int, 0)
    AND coalesce((joined -> 'rollbackDays')::int, 30) <= coalesce((part -> 'rollbackDays')::int, 30)
    AND (part -> 'recertifyDays' IS NULL
      OR coalesce((joined -> 'recertifyDays')::int <= (part -> 'recertifyDays')::int, false))
    AND (part -> 'deadlineDays' IS NULL
      OR coalesce((joined -> 'deadlineDays')::int <= (part -> 'deadlineDays')::int, false))
    AND (joined -> 'escalateTo' IS NULL OR (
      joined -> 'escalateTo' IS NOT DISTINCT FROM part -> 'escalateTo'
      AND joined -> 'deadlineDays' IS NOT DISTINCT FROM part -> 'deadlineDays'
    ))
    AND coalesce(joined -> 'exclude', '[]') @> coalesce(part -> 'exclude', '[]')
    AND NOT EXISTS (
      SELECT FROM jsonb_array_elements(part -> 'slots') seat WHERE joined -> 'slots' <> '[]' AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(joined -> 'slots') kept
        WHERE kept ->> 'role' = seat ->> 'role' AND (kept -> 'minimum')::int >= (seat -> 'minimum')::int
      )
    )
    AND (part -> 'slots' <> '[]' OR joined -> 'slots' = '[]')
    AND NOT EXISTS (
      SELECT FROM jsonb_array_elements(part -> 'gates') gate WHERE NOT EXISTS (
        SELECT FROM jsonb_array_elements(joined -> 'gates') kept WHERE kept - 'id' = gate - 'id'
      )
    )
$$;

CREATE FUNCTION check_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.name IS DISTINCT FROM NEW.body ->> 'name' OR NEW.version IS DISTINCT FROM (NEW.body -> 'version')::int
    OR NEW.environment IS DISTINCT FROM NEW.body ->> 'environment' OR NEW.alias IS DISTINCT FROM NEW.body ->> 'alias' THEN
    RAISE EXCEPTION 'a policy cannot be filed under what it does not say';
  END IF;
  IF NEW.joins IS NOT NULL THEN
    IF cardinality(NEW.joins) < 2 OR cardinality(NEW.joins) <> (
      SELECT count(*) FROM policy part
      WHERE part.workspace_id = NEW.workspace_id AND part.id = ANY (NEW.joins) AND part.joins IS NULL
        AND is_no_laxer(NEW.body, part.body)
    ) THEN
      RAISE EXCEPTION 'a joined policy cannot be laxer than the policies it joins';
    END IF;
  ELSIF NEW.change_id IS NULL THEN
    IF NOT EXISTS (SELECT FROM built_in_policy WHERE digest = NEW.digest AND body = NEW.body) THEN
      RAISE EXCEPTION 'a policy cannot be published without a change that was approved';
    END IF;
  ELSIF NOT EXISTS (
    SELECT FROM policy_change
    WHERE workspace_id = NEW.workspace_id AND id = NEW.change_id AND kind = 'publish' AND state = 'approved'
      AND digest = NEW.digest AND document = NEW.body
  ) THEN
    RAISE EXCEPTION 'a policy cannot be published without a change that was approved';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER policy_is_published BEFORE INSERT ON policy FOR EACH ROW EXECUTE FUNCTION check_policy();
`;

/** As before, and whoever changed a policy of the place: so many days before the request as the policy says, or since. */
const contributors = `
CREATE OR REPLACE FUNCTION promotion_contributors()
RETURNS TABLE (workspace_id uuid, promotion_id uuid, person_id uuid, contribution text) LANGUAGE sql STABLE AS $$
  SELECT promotion.workspace_id, promotion.id, person_behind(made.reference), made.contribution
  FROM promotion
  JOIN model_version version
    ON version.workspace_id = promotion.workspace_id AND version.id = promotion.model_version_id
  JOIN policy ON policy.workspace_id = promotion.workspace_id AND policy.id = promotion.policy_id
  CROSS JOIN LATERAL (
    SELECT version.registered_by AS reference, 'trainers' AS contribution
    UNION
    SELECT batch.received_by, 'labellers' FROM ingest_batch batch
    WHERE batch.workspace_id = promotion.workspace_id AND batch.target_id = promotion.model_id
    UNION
    SELECT audit.ran_by, 'evidence_editors'
    FROM jsonb_array_elements(promotion.gates) gate
    JOIN fairness_audit audit
      ON audit.workspace_id = promotion.workspace_id AND audit.id = (gate ->> 'evidenceId')::uuid
    WHERE gate ->> 'kind' = 'fairness'
    UNION
    SELECT hand.reference, 'labellers'
    FROM dataset_version data
    LEFT JOIN upload ON upload.workspace_id = data.workspace_id AND upload.digest = data.digest
    CROSS JOIN LATERAL (VALUES (data.registered_by), (upload.uploaded_by)) hand (reference)
    WHERE data.workspace_id = promotion.workspace_id AND hand.reference IS NOT NULL AND data.id IN (
      SELECT version.training_dataset_version_id
      UNION ALL
      SELECT baseline.dataset_version_id FROM baseline
      WHERE baseline.workspace_id = promotion.workspace_id AND baseline.model_version_id = version.id
      UNION ALL
      SELECT audit.dataset_version_id
      FROM jsonb_array_elements(promotion.gates) gate
      JOIN fairness_audit audit
        ON audit.workspace_id = promotion.workspace_id AND audit.id = (gate ->> 'evidenceId')::uuid
      WHERE gate ->> 'kind' = 'fairness'
    )
    UNION
    SELECT hand.reference, 'policy_editors'
    FROM policy_change change
    LEFT JOIN policy_vote cast_vote
      ON cast_vote.workspace_id = change.workspace_id AND cast_vote.change_id = change.id
    CROSS JOIN LATERAL (VALUES (change.proposed_by), (cast_vote.voter)) hand (reference)
    WHERE change.workspace_id = promotion.workspace_id AND change.state = 'approved' AND hand.reference IS NOT NULL
      AND change.document ->> 'environment' = promotion.environment
      AND change.document ->> 'alias' IN ('*', promotion.alias)
      AND change.decided_at
        > promotion.requested_at - make_interval(days => coalesce((policy.body -> 'policyEditorDays')::int, 0))
    OFFSET 0
  ) made
  WHERE promotion.state IN ('in_review', 'blocked', 'approved')
$$;
`;

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

const secured = ['model_classification', 'policy_change', 'policy_vote'];

export class PolicyChanges1811000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [classifications, changes, policies, changeWalls, policyWalls, contributors])
      await runner.query(sql);
    for (const table of secured)
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_of_workspace ON ${table}
          USING (workspace_id = ${currentWorkspace}) WITH CHECK (workspace_id = ${currentWorkspace});
        GRANT SELECT, INSERT ON ${table} TO countersign_app;`);
    await runner.query('GRANT UPDATE (state, decided_at) ON policy_change TO countersign_app');
  }

  async down(): Promise<void> {
    throw new Error('The walls around policies are not taken down.');
  }
}
