import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** An audit counts a registered file, or the predictions of whole UTC days whose labels had so many days to arrive. */
const population = `
ALTER TABLE fairness_audit
  ALTER COLUMN dataset_version_id DROP NOT NULL,
  ADD COLUMN window_start timestamptz,
  ADD COLUMN window_end timestamptz,
  ADD COLUMN matured_days int CHECK (matured_days >= 0),
  ADD CONSTRAINT fairness_audit_of_one_population CHECK (
    num_nonnulls(dataset_version_id, window_start) = 1
    AND num_nulls(window_start, window_end, matured_days) IN (0, 3)
    AND window_end > window_start
  );
`;

export class AuditsOfProduction1805000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(population);
  }

  async down(): Promise<void> {
    throw new Error('Evidence is not taken back: restore a backup instead.');
  }
}
