import { type ClientBase } from 'pg';
import { QueryFailedError, type EntityManager, type QueryRunner } from 'typeorm';

/** A statement that a connection plans once. */
interface PlannedOnce {
  /** Of this text alone; at most 63 letters. */
  name: string;
  text: string;
  values: readonly unknown[];
}

/**
 * Asks what takes the database longer to plan than to answer: each connection prepares it once, under its name.
 *
 * Source: PostgreSQL documentation, PREPARE, "Notes".
 * @throws QueryFailedError as the manager's own queries do
 */
export async function askPlannedOnce<Row extends object>(
  { queryRunner }: EntityManager,
  { name, text, values }: PlannedOnce,
): Promise<Row[]> {
  const runner = queryRunner as QueryRunner;
  const client = (await runner.connect()) as ClientBase;
  const parameters = [...values];
  runner.dataSource.logger.logQuery(text, parameters, runner);
  try {
    return (await client.query<Row>({ name, text, values: parameters })).rows;
  } catch (error) {
    throw new QueryFailedError(text, parameters, error as Error);
  }
}
