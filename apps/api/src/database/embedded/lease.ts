import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './pid-file';

/** A claim on the running server: while anybody holds one, nobody else stops it. */
export interface Lease {
  /** Gives the claim up; says whether it was the last. */
  release(): { isLast: boolean };
}

/** When the process began, in clock ticks after boot; tells it from a later one of the same number. Empty off Linux. */
function beginningOf(pid: number): string {
  if (process.platform !== 'linux') return '';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the name in parentheses, may hold spaces; the beginning is the 20th after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return 'gone';
  }
}

function isHeld(file: string): boolean {
  const [pid, beginning] = readFileSync(file, 'utf8').trim().split(' ');
  return isAlive(Number(pid)) && beginningOf(Number(pid)) === (beginning ?? '');
}

/**
 * Takes a claim on the server of this data directory. Claims of processes that died without giving theirs up are
 * void and are cleared away.
 */
export function takeLease(dataDir: string): Lease {
  const directory = join(dataDir, 'leases');
  mkdirSync(directory, { recursive: true });
  const own = join(directory, randomUUID());
  writeFileSync(own, `${process.pid} ${beginningOf(process.pid)}\n`);
  return {
    release() {
      rmSync(own, { force: true });
      const others = readdirSync(directory).map((name) => join(directory, name));
      const held = others.filter((file) => isHeld(file));
      for (const file of others) if (!held.includes(file)) rmSync(file, { force: true });
      return { isLast: held.length === 0 };
    },
  };
}
