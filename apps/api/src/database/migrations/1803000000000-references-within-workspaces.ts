import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Tables that others refer to: their key together with the workspace is one that a reference can name. */
const referred = [
  'member',
  'dataset',
  'dataset_version',
  'model',
  'model_version',
  'baseline',
  'monitor',
  'monitor_run',
  'policy',
  'promotion',
];

/** Each reference to a row of the same workspace, by table: column → what it refers to. */
const references: Record<string, Record<string, string>> = {
  session: { member_id: 'member' },
  service_token: { sponsor_id: 'member' },
  invitation: { member_id: 'member', for_member_id: 'member' },
  legal_hold: { member_id: 'member' },
  dataset_version: { dataset_id: 'dataset' },
  model_version: { model_id: 'model', training_dataset_version_id: 'dataset_version' },
  baseline: { model_version_id: 'model_version', dataset_version_id: 'dataset_version' },
  prediction_identity: { model_version_id: 'model_version' },
  window_profile: { model_version_id: 'model_version' },
  monitor: { model_version_id: 'model_version', baseline_id: 'baseline' },
  monitor_run: { monitor_id: 'monitor' },
  monitor_result: { run_id: 'monitor_run' },
  fairness_audit: { model_version_id: 'model_version', dataset_version_id: 'dataset_version' },
  promotion: { model_id: 'model', model_version_id: 'model_version', policy_id: 'policy' },
  model_alias: { model_id: 'model', model_version_id: 'model_version', promotion_id: 'promotion' },
  deployment: { model_id: 'model', model_version_id: 'model_version', promotion_id: 'promotion' },
};

/** The reference takes the place of the one by id alone, so that each row is looked up as often as before. */
function bind(table: string, column: string, target: string): string {
  const name = `${table}_${column}_fkey`;
  return `ALTER TABLE ${table} DROP CONSTRAINT ${name},
    ADD CONSTRAINT ${name} FOREIGN KEY (workspace_id, ${column}) REFERENCES ${target} (workspace_id, id)`;
}

/** A vote names the requester beside the promotion; that reference gets the workspace too. */
const votes = `
ALTER TABLE vote DROP CONSTRAINT vote_promotion_id_requested_by_fkey;
ALTER TABLE promotion DROP CONSTRAINT promotion_id_requested_by_key,
  ADD CONSTRAINT promotion_of_requester UNIQUE (workspace_id, id, requested_by);
ALTER TABLE vote ADD CONSTRAINT vote_promotion_id_requested_by_fkey
  FOREIGN KEY (workspace_id, promotion_id, requested_by) REFERENCES promotion (workspace_id, id, requested_by);
`;

export class ReferencesWithinWorkspaces1803000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of referred)
      await runner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${table}_of_workspace UNIQUE (workspace_id, id)`,
      );
    for (const [table, columns] of Object.entries(references))
      for (const [column, target] of Object.entries(columns)) await runner.query(bind(table, column, target));
    await runner.query(votes);
  }

  async down(): Promise<void> {
    throw new Error('References that hold are not loosened.');
  }
}
