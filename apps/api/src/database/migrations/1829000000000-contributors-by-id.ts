import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Who made what a promotion is decided on, from the few data that it names: to ask of every dataset of the workspace
 * whether it is one of them had each vote take longer with everything that was ever registered. The ids of evidence are
 * read behind an offset: row-level security lets no index be searched by a value whose making could fail on the way.
 */
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
    FROM (
      SELECT (gate ->> 'evidenceId')::uuid AS id FROM jsonb_array_elements(promotion.gates) gate
      WHERE gate ->> 'kind' = 'fairness' OFFSET 0
    ) seen
    JOIN fairness_audit audit ON audit.workspace_id = promotion.workspace_id AND audit.id = seen.id
    UNION
    SELECT attached.attached_by, 'evidence_editors'
    FROM (
      SELECT (gate ->> 'evidenceId')::uuid AS id FROM jsonb_array_elements(promotion.gates) gate OFFSET 0
    ) seen
    JOIN attached_evidence attached ON attached.workspace_id = promotion.workspace_id AND attached.id = seen.id
    UNION
    SELECT hand.reference, 'labellers'
    FROM (
      SELECT version.training_dataset_version_id AS id
      UNION
      SELECT baseline.dataset_version_id FROM baseline
      WHERE baseline.workspace_id = promotion.workspace_id AND baseline.model_version_id = version.id
      UNION
      SELECT audit.dataset_version_id
      FROM (
        SELECT (gate ->> 'evidenceId')::uuid AS id FROM jsonb_array_elements(promotion.gates) gate
        WHERE gate ->> 'kind' = 'fairness' OFFSET 0
      ) seen
      JOIN fairness_audit audit ON audit.workspace_id = promotion.workspace_id AND audit.id = seen.id
    ) named
    JOIN dataset_version data ON data.workspace_id = promotion.workspace_id AND data.id = named.id
    LEFT JOIN upload ON upload.workspace_id = data.workspace_id AND upload.digest = data.digest
    CROSS JOIN LATERAL (VALUES (data.registered_by), (upload.uploaded_by)) hand (reference)
    WHERE hand.reference IS NOT NULL
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
  WHERE EXISTS (
    SELECT FROM rollback_review review WHERE review.promotion_id = promotion.id AND review.acknowledged_at IS NULL
  ) OR promotion.state IN ('in_review', 'blocked', 'approved', 'provisional', 'suspended')
$$;
`;

export class ContributorsById1829000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(contributors);
  }

  async down(): Promise<void> {
    throw new Error('The walls around promotions are not taken down.');
  }
}
