import { type ClientBase } from 'pg';
import { type DataSource, type QueryRunner } from 'typeorm';
import { connect } from '../database/data-source';
import { Database } from '../database/database';
import { entities } from '../database/entities';

/** Which of the two walls between workspaces stand. */
export interface Walls {
  first: boolean;
  second: boolean;
}

const databaseUrl = () => process.env['TEST_DATABASE_URL'] ?? '';

type StatementListener = (sql: string, parameters: readonly unknown[]) => void;

interface Behind {
  poolSize?: number;
  /** Told of every statement as it is sent. */
  heard?: StatementListener;
}

/** A database of the same rows behind these walls. Without the first, SQL written by hand names no workspace either. */
export async function databaseBehind(
  { first, second }: Walls,
  { poolSize = 20, heard }: Behind = {},
): Promise<Database> {
  const source = await connect(databaseUrl(), entities, { poolSize, ...(!second && { role: 'none' }) });
  if (!first) forgetWorkspaces(source);
  if (heard) source.logger.logQuery = (sql, parameters) => heard(sql, (parameters ?? []) as unknown[]);
  return new Database(source, undefined, { firstWall: first });
}

/** A condition on the workspace, in what TypeORM writes and in what is written by hand. */
const condition = /(?:"?\w+"?\.)?"?workspace_id"? = (?:\$(\d+)(?:::uuid)?|'[0-9a-f-]{36}')/g;

/** Every statement on this source loses its conditions on the workspace; the parameters stay counted. */
function forgetWorkspaces(source: DataSource): void {
  const make = source.createQueryRunner.bind(source);
  source.createQueryRunner = (mode) => {
    const runner = make(mode);
    const run = runner.query.bind(runner) as (...all: unknown[]) => Promise<never>;
    runner.query = ((sql: string, ...more: unknown[]) =>
      run(forgetful(sql), ...more)) as QueryRunner['query'];
    const enter = runner.connect.bind(runner) as () => Promise<ClientBase>;
    runner.connect = () => enter().then(forgetfulClient);
    return runner;
  };
}

/** The same connection, for statements that carry a name: what is planned once goes around the runner. */
function forgetfulClient(client: ClientBase): ClientBase {
  const query = (asked: unknown, ...more: unknown[]): unknown => {
    const named = asked as { name?: string; text: string };
    const sent = named.name === undefined ? asked : { ...named, text: forgetful(named.text) };
    return (client.query as (...all: unknown[]) => unknown).call(client, sent, ...more);
  };
  return Object.assign(Object.create(client) as ClientBase, { query });
}

function forgetful(sql: string): string {
  return sql.replace(condition, (_all, parameter?: string) =>
    parameter === undefined ? 'true' : `$${parameter}::uuid IS NOT NULL`,
  );
}
