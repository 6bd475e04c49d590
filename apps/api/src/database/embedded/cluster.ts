import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, type Engine } from './run-program';

/** The role that owns the database: it may log in and create roles, and is no superuser. */
export const ownerRole = 'countersign_owner';

/** The database that holds everything of ours. */
export const databaseName = 'countersign';

/** Who may connect, and how: passwords only, from this machine only. Nobody logs in as the superuser, who has none. */
const clientAuthentication = `host all all 127.0.0.1/32 scram-sha-256\n`;

const builtIn = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

/** Runs statements as the superuser while the server is down, one line each; the first that fails ends it. */
function runSingleUser(engine: Engine, cluster: string, statements: string[]): Promise<void> {
  const { postgres } = engine.binaries;
  const command = [postgres, '--single', '-D', cluster, '-c', 'exit_on_error=on', 'postgres'];
  return runProgram(engine, command, `${statements.join('\n')}\n`);
}

/** A fresh directory that belongs to the account PostgreSQL runs under. */
function makeClusterDirectory(engine: Engine, directory: string): void {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory);
  chmodSync(directory, 0o700);
  if (engine.account) chownSync(directory, engine.account.uid, engine.account.gid);
}

/**
 * Makes the cluster with its owner role and its database. It is built aside and moved into place when it is
 * complete, so an interrupted attempt leaves nothing that looks finished.
 *
 * @param password hexadecimal, so it needs no quoting; it travels by a pipe, never on a command line
 */
export async function createCluster(engine: Engine, cluster: string, password: string): Promise<void> {
  const draft = `${cluster}.new`;
  makeClusterDirectory(engine, draft);
  const { initdb } = engine.binaries;
  await runProgram(engine, [
    initdb,
    '-D',
    draft,
    '-U',
    'postgres',
    '-A',
    'reject',
    '--no-instructions',
    ...builtIn,
  ]);
  writeFileSync(join(draft, 'pg_hba.conf'), clientAuthentication);
  await runSingleUser(engine, draft, [
    `CREATE ROLE ${ownerRole} LOGIN CREATEROLE PASSWORD '${password}';`,
    `CREATE DATABASE ${databaseName} OWNER ${ownerRole};`,
  ]);
  renameSync(draft, cluster);
}

/** Gives the owner a new password, for when the file that held the old one is lost. The server must be down. */
export function resetPassword(engine: Engine, cluster: string, password: string): Promise<void> {
  return runSingleUser(engine, cluster, [`ALTER ROLE ${ownerRole} PASSWORD '${password}';`]);
}

export const hasCluster = (cluster: string): boolean => existsSync(join(cluster, 'PG_VERSION'));
