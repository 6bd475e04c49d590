import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Whether people of a workspace are shown what thresholds of their own would do to groups; off until somebody answers for it. */
export class GroupThresholdWhatIf1808000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE workspace ADD COLUMN allow_group_threshold_what_if boolean NOT NULL DEFAULT false;
      GRANT UPDATE (allow_group_threshold_what_if) ON workspace TO countersign_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE workspace DROP COLUMN allow_group_threshold_what_if');
  }
}
