import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { disownPidFile, isAlive, isServerOf, orphansOf, readPidFile } from './pid-file';
import { reasonIn, spawnOptions, type Engine } from './run-program';

/** One attempt to start the server. */
export interface Launch {
  engine: Engine;
  cluster: string;
  settings: Record<string, string>;
  logFile: string;
}

/** A server that ended before it was ready, with its own reason. */
export class StartFailure extends Error {}

const pollMs = 20;
const readyWithinMs = 300_000;
const stopWithinMs = 60_000;
const largestLogBytes = 8 * 1024 * 1024;

function openLog(logFile: string): number {
  if (existsSync(logFile) && statSync(logFile).size > largestLogBytes) renameSync(logFile, `${logFile}.1`);
  return openSync(logFile, 'a', 0o600);
}

/**
 * Starts the server once and waits until it takes connections.
 *
 * @throws StartFailure when it ends first
 */
export async function launch({ engine, cluster, settings, logFile }: Launch, port: number): Promise<void> {
  const stale = readPidFile(cluster);
  if (stale && isAlive(stale.pid) && !isServerOf(cluster, stale.pid)) disownPidFile(cluster);
  const log = openLog(logFile);
  const logStart = statSync(logFile).size;
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(engine.binaries.postgres, ['-D', cluster, '-p', String(port), ...options], {
    ...spawnOptions(engine),
    stdio: ['ignore', log, log],
    // Its own process group: Ctrl-C in a terminal reaches us alone, and we stop the server in good order.
    detached: true,
  });
  closeSync(log);
  child.unref();
  let ended: string | null = null;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => {
    const words = readFileSync(logFile).subarray(logStart).toString('utf8');
    ended = words.trim() ? reasonIn(words) : `it ended with ${signal ?? `code ${code}`}`;
  });
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline) {
    if (ended !== null) throw new StartFailure(ended);
    const now = readPidFile(cluster);
    if (now?.pid === child.pid && now?.status === 'ready') return;
    await sleep(pollMs);
  }
  throw new Error(`PostgreSQL was not ready within ${readyWithinMs / 1000} s; see ${logFile}.`);
}

/**
 * Asks the processes that outlived a killed server to end: they hold its shared memory, and PostgreSQL rightly
 * refuses to start beside them. Most end by themselves; one in the middle of a long computation does not look.
 */
export function endOrphans(cluster: string): number {
  const orphans = orphansOf(cluster);
  for (const pid of orphans) {
    try {
      process.kill(pid, 'SIGTERM');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
  return orphans.length;
}

/**
 * Stops the server that runs on this cluster: connections are cut, and what was committed is flushed.
 *
 * @throws Error when it does not end within a minute
 */
export async function stopServer(cluster: string): Promise<void> {
  const running = readPidFile(cluster);
  if (!running || !isServerOf(cluster, running.pid)) return;
  process.kill(running.pid, 'SIGINT');
  const deadline = Date.now() + stopWithinMs;
  while (readPidFile(cluster) !== null || isAlive(running.pid)) {
    if (Date.now() > deadline)
      throw new Error(`PostgreSQL (process ${running.pid}) did not stop within a minute.`);
    await sleep(pollMs);
  }
}
