import { type Client } from 'pg';

/**
 * Runs statements as the owner of the tables, with the triggers out of the way: what an owner can do to a log. In one
 * transaction, so that other tests never see the tables without their triggers.
 */
export async function tamper(owner: Client, ...statements: string[]): Promise<void> {
  await owner.query('BEGIN');
  try {
    await owner.query('ALTER TABLE audit_entry DISABLE TRIGGER USER');
    for (const statement of statements) await owner.query(statement);
    await owner.query('ALTER TABLE audit_entry ENABLE TRIGGER USER');
    await owner.query('COMMIT');
  } catch (error) {
    await owner.query('ROLLBACK');
    throw error;
  }
}
