import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running server says of itself in postmaster.pid. */
export interface PidFile {
  pid: number;
  port: number;
  /** `starting`, `stopping`, `ready` or `standby` (line 8 of the file). */
  status: string;
}

/** The cluster's postmaster.pid, which a killed server leaves behind; null when there is none. */
export function readPidFile(cluster: string): PidFile | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const isInDirectory = (pid: number | string, directory: string): boolean => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory;
  } catch {
    // Gone, or not ours to look at: in both cases no process of this cluster.
    return false;
  }
};

/** Whether process `pid` is a server of this cluster, and not a stranger that was given its number later. */
export function isServerOf(cluster: string, pid: number): boolean {
  if (!(pid > 0) || !isAlive(pid)) return false;
  if (process.platform === 'linux') return isInDirectory(pid, realpathSync(cluster));
  return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes('postgres');
}

/** The processes of this cluster that outlived their postmaster (Linux only; elsewhere none are found). */
export function orphansOf(cluster: string): number[] {
  if (process.platform !== 'linux') return [];
  const directory = realpathSync(cluster);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isInDirectory(name, directory))
    .map(Number);
}

/**
 * Makes postmaster.pid of a dead server harmless when its number now belongs to a stranger, which is common after
 * a restart of the machine: PostgreSQL would take the stranger for a running server and refuse to start. The
 * number is replaced by our own, which the new server knows as its parent's and ignores. The file itself stays,
 * because it names the shared memory that PostgreSQL checks for surviving processes.
 */
export function disownPidFile(cluster: string): void {
  const file = join(cluster, 'postmaster.pid');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/^[^\n]*/, String(process.pid)));
}
