import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { packagedBinaries, runnableBinaries } from './binaries';
import { createCluster, databaseName, hasCluster, ownerRole, resetPassword } from './cluster';
import { prepareDataDir, type DataDir } from './data-dir';
import { takeLease } from './lease';
import { choosePort, rememberPort } from './loopback-port';
import { isServerOf, readPidFile } from './pid-file';
import { endOrphans, launch, StartFailure, stopServer, type Launch } from './postmaster';
import { type Engine } from './run-program';
import { readOrCreateSecret } from './secret-file';
import { closedAncestor, serverAccount } from './server-account';

export interface EmbeddedPostgresOptions {
  /** Holds the cluster, the secrets and the blobs; made when missing. */
  dataDir: string;
  /** On 127.0.0.1. Absent: the port of last time, else any free one. */
  port?: number;
  /** PostgreSQL settings by name, for example `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>;
  /** Where the server writes its log; DATA_DIR/postgres.log when absent. */
  logFile?: string;
  /** Told, in one line each, why a start had to be repeated. Standard error when absent. */
  log?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** Connects as the database's owner, which is no superuser. Holds the password: never log it. */
  url: string;
  port: number;
  /** Whether the server already ran on this directory. */
  adopted: boolean;
  /** Stops the server, unless another process of this machine still uses it. Close your connections first. */
  stop(): Promise<void>;
}

const startAttempts = 40;
const betweenAttemptsMs = 250;
const answerWithinMs = 60_000;

const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};

interface Reached {
  port: number;
  adopted: boolean;
}

function urlOf(port: number, password: string): string {
  return `postgres://${ownerRole}:${password}@127.0.0.1:${port}/${databaseName}`;
}

/** Whether the server behind `url` knows our password, which proves that it is ours. */
async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

/**
 * The port of a server that already runs on this cluster; null when there is none.
 *
 * @throws Error when it runs but does not take the password we hold
 */
async function runningPort(cluster: string, password: string): Promise<number | null> {
  for (const deadline = Date.now() + answerWithinMs; Date.now() < deadline; await sleep(100)) {
    const found = readPidFile(cluster);
    if (!found || !isServerOf(cluster, found.pid)) return null;
    if (found.status === 'ready' && (await answers(urlOf(found.port, password)))) return found.port;
    // Starting, or stopping, or about to: look again until it is one or the other.
  }
  throw new Error(
    `A PostgreSQL server runs on ${cluster}, but it does not answer to the password kept beside it.`,
  );
}

/** What a server that was killed a moment ago, or another that starts right now, makes a start fail with. */
const passing = /shared memory block|lock file .* already exists|could not create any TCP\/IP sockets/;

/** Adopts the running server or starts one, again while what a killed one left behind is still going away. */
async function reachServer(
  each: Launch,
  password: string,
  options: EmbeddedPostgresOptions,
): Promise<Reached> {
  const log = options.log ?? ((line: string) => process.stderr.write(`${line}\n`));
  let told = '';
  for (let attempt = 1; ; attempt += 1) {
    const running = await runningPort(each.cluster, password);
    if (running !== null) return { port: running, adopted: true };
    const port = await choosePort(options.dataDir, options.port);
    try {
      await launch(each, port);
      rememberPort(options.dataDir, port);
      return { port, adopted: false };
    } catch (error) {
      if (!(error instanceof StartFailure)) throw error;
      if (attempt === startAttempts || !passing.test(error.message)) {
        throw new Error(`The embedded PostgreSQL does not start: ${error.message} (log: ${each.logFile})`, {
          cause: error,
        });
      }
      if (error.message !== told) log(`The embedded PostgreSQL is started again: ${error.message}`);
      told = error.message;
      if (attempt > 1) endOrphans(each.cluster);
      await sleep(betweenAttemptsMs);
    }
  }
}

function engineFor({ root, cluster }: DataDir): Engine {
  const account = serverAccount(cluster);
  const closed = account && closedAncestor(root, account);
  if (closed) {
    throw new Error(
      `PostgreSQL runs as ${account.name}, who cannot enter ${closed}: name a DATA_DIR which that account can reach.`,
    );
  }
  return { account, binaries: runnableBinaries(packagedBinaries(), join(root, 'programs'), account) };
}

/** Makes the cluster when there is none, and a new password when the old one was lost; returns the password. */
async function ensureCluster(engine: Engine, { cluster, secrets }: DataDir): Promise<string> {
  const file = join(secrets, 'postgres-password');
  const isLost = hasCluster(cluster) && !existsSync(file);
  const password = readOrCreateSecret(file);
  if (!hasCluster(cluster)) await createCluster(engine, cluster, password);
  if (isLost) {
    await stopServer(cluster);
    await resetPassword(engine, cluster, password);
  }
  return password;
}

/**
 * Brings up the PostgreSQL of a data directory, and makes it at first use. A server that already runs there is
 * adopted; one that was killed is recovered.
 *
 * @throws Error with one line that says what stands in the way
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = prepareDataDir(options.dataDir);
  const engine = engineFor(dataDir);
  const password = await ensureCluster(engine, dataDir);
  const lease = takeLease(dataDir.root);
  const { cluster } = dataDir;
  try {
    const settings = { ...always, ...options.settings };
    const logFile = options.logFile ?? join(dataDir.root, 'postgres.log');
    const { port, adopted } = await reachServer({ engine, cluster, settings, logFile }, password, options);
    const stop = async (): Promise<void> => {
      if (lease.release().isLast) await stopServer(cluster);
    };
    return { url: urlOf(port, password), port, adopted, stop };
  } catch (error) {
    lease.release();
    throw error;
  }
}
