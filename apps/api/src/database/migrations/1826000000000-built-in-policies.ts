import { type MigrationInterface, type QueryRunner } from 'typeorm';

const measured = `[
    {"id": "drift-quiet", "title": "Drift is quiet", "kind": "drift", "method": "psi", "alert": 0.25,
     "minimumN": 100, "maximumUnknown": 0, "minimumWindows": 1},
    {"id": "fairness-passes", "title": "The fairness audit passes", "kind": "fairness", "minimumGroupSize": 30,
     "criteria": [{"name": "impact_ratio", "minimumRatio": 0.8}, {"name": "demographic_parity", "maximumDifference": 0.2},
       {"name": "equal_opportunity", "maximumDifference": 0.2}, {"name": "equalized_odds", "maximumDifference": 0.2}]},
    {"id": "performance-holds", "title": "Performance holds", "kind": "performance", "metric": "roc_auc",
     "minimum": 0.7, "use": "lower", "minimumN": 200}
  ]`;

const sections = '["model_details.overview", "considerations.use_cases", "considerations.limitations"]';

/** The policies of a new workspace, by risk tier. No workspace gets them by an upgrade: they can be published, and are not. */
const byTier = `
INSERT INTO built_in_policy VALUES ('4361b8b55cea676f0225083b39978fbe12715ed215faafc724dc0353464f7e5c', '{
  "name": "production-champion", "version": 3, "environment": "production", "alias": "champion",
  "slots": [{"role": "subject_matter_expert", "minimum": 1}, {"role": "risk_officer", "minimum": 1}],
  "exclude": ["trainers", "labellers", "evidence_editors"], "gates": ${measured},
  "approvalTtlDays": 14, "evidenceMaxAgeDays": 30, "recertifyDays": 365
}'), ('055a4871c5e4b7817c5d3e9864da37cb659c4a26423a93d546cd93dadc3e6275', '{
  "name": "medium-risk-champion", "version": 1, "environment": "production", "alias": "champion",
  "bind": {"riskTiers": ["medium"]},
  "slots": [{"role": "subject_matter_expert", "minimum": 1}, {"role": "risk_officer", "minimum": 1}],
  "exclude": ["trainers", "labellers", "evidence_editors", "policy_editors"], "policyEditorDays": 30, "gates": ${measured},
  "approvalTtlDays": 10, "evidenceMaxAgeDays": 21, "deadlineDays": 21,
  "recertifyDays": 180, "recertifyOn": ["schema_change", "policy_change"]
}'), ('5c4fe038b99e6a838f69f8001d2b80d7843b5bf5aa49ed65829548f630471770', jsonb_insert('{
  "name": "high-risk-champion", "version": 1, "environment": "production", "alias": "champion",
  "bind": {"riskTiers": ["high"]},
  "slots": [{"role": "subject_matter_expert", "minimum": 1}, {"role": "risk_officer", "minimum": 1},
    {"role": "ml_engineer", "minimum": 1}],
  "exclude": ["trainers", "labellers", "evidence_editors", "policy_editors"], "policyEditorDays": 30, "gates": ${measured},
  "approvalTtlDays": 7, "evidenceMaxAgeDays": 14, "deadlineDays": 14, "stepUpMinutes": 30,
  "recertifyDays": 90, "recertifyOn": ["schema_change", "policy_change"]
}', '{gates,-1}', '{
  "id": "card-says", "title": "The model card says what it is for", "kind": "card", "severity": "soft",
  "sections": ${sections}
}', true));
`;

/** As before, and what came with the software brings no version back that another one of its name has replaced. */
const published = `
CREATE OR REPLACE FUNCTION check_policy() RETURNS trigger LANGUAGE plpgsql AS $$
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
    IF EXISTS (
      SELECT FROM policy other
      WHERE other.workspace_id = NEW.workspace_id AND other.name = NEW.name AND other.joins IS NULL
        AND other.version >= NEW.version
    ) THEN
      RAISE EXCEPTION 'a policy that came with the software cannot come after a later version of its name';
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
`;

export class BuiltInPolicies1826000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [byTier, published]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('The walls around policies are not taken down.');
  }
}
