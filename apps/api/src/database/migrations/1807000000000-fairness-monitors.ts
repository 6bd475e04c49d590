import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A fairness monitor keeps its evidence so far and the last day it took in one row, which runs take in turn. */
const tables = `
ALTER TABLE monitor
  DROP CONSTRAINT monitor_kind_check,
  ADD CONSTRAINT monitor_kind_check CHECK (kind IN ('drift', 'performance', 'fairness')),
  ADD COLUMN fairness jsonb,
  ADD CONSTRAINT monitor_of_fairness CHECK ((kind = 'fairness') = (fairness IS NOT NULL));
CREATE TABLE fairness_monitor_state (
  workspace_id uuid NOT NULL REFERENCES workspace,
  monitor_id uuid PRIMARY KEY,
  state jsonb,
  alarmed_at timestamptz[] NOT NULL,
  FOREIGN KEY (workspace_id, monitor_id) REFERENCES monitor (workspace_id, id)
);
`;

const currentWorkspace = `NULLIF(current_setting('countersign.workspace_id', true), '')::uuid`;

export class FairnessMonitors1807000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(`
      ALTER TABLE fairness_monitor_state ENABLE ROW LEVEL SECURITY;
      CREATE POLICY fairness_monitor_state_of_workspace ON fairness_monitor_state
        USING (workspace_id = ${currentWorkspace}) WITH CHECK (workspace_id = ${currentWorkspace});
      GRANT SELECT, INSERT ON fairness_monitor_state TO countersign_app;
      GRANT UPDATE (state, alarmed_at) ON fairness_monitor_state TO countersign_app;`);
  }

  async down(): Promise<void> {
    throw new Error('Evidence is not taken back: restore a backup instead.');
  }
}
