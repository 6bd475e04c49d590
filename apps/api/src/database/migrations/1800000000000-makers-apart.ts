import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Who made what a promotion is decided on; by an index of their own, since a model has a delivery of labels every hour.
 * The offset keeps conditions on people from being asked of each delivery: first come the few who sent them.
 */
const contributors = `
CREATE INDEX upload_by_digest ON upload (workspace_id, digest);
CREATE INDEX ingest_batch_by_sender ON ingest_batch (workspace_id, target_id, received_by);

CREATE FUNCTION promotion_contributors()
RETURNS TABLE (workspace_id uuid, promotion_id uuid, person_id uuid, contribution text) LANGUAGE sql STABLE AS $$
  SELECT promotion.workspace_id, promotion.id, person_behind(made.reference), made.contribution
  FROM promotion
  JOIN model_version version
    ON version.workspace_id = promotion.workspace_id AND version.id = promotion.model_version_id
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
    OFFSET 0
  ) made
  WHERE promotion.state IN ('in_review', 'blocked', 'approved')
$$;
`;

const wall = `
CREATE FUNCTION check_contribution() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM promotion_contributors() made
    JOIN promotion ON promotion.id = made.promotion_id
    JOIN policy ON policy.id = promotion.policy_id
    WHERE made.workspace_id = NEW.workspace_id AND made.promotion_id = NEW.promotion_id
      AND 'person:' || made.person_id = NEW.voter AND policy.body -> 'exclude' ? made.contribution
  ) THEN
    RAISE EXCEPTION 'a vote must be cast by somebody who made nothing of what is decided on';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vote_is_of_no_maker BEFORE INSERT ON vote
  FOR EACH ROW EXECUTE FUNCTION check_contribution();
`;

export class MakersApart1800000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [contributors, wall]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('The walls around promotions are not taken down.');
  }
}
