import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * The entries about a person are found when they are erased, however long the log is. Both indexes hold few entries, so
 * that the others pay nothing for them.
 */
const indexes = `
CREATE INDEX audit_entry_about_people ON audit_entry (workspace_id, subject_id, sequence)
  WHERE subject_type IN ('member', 'invitation', 'service_token');
CREATE INDEX audit_entry_with_identity ON audit_entry (workspace_id, sequence) WHERE payload ? 'issuer';
`;

export class EntriesAboutPeople1801000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(indexes);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX audit_entry_about_people, audit_entry_with_identity');
  }
}
