import { chmodSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { closedAncestor, isOpen, serverAccount } from './server-account';

/** Where root keeps its data when the checkout lies below a directory that PostgreSQL's account cannot enter. */
export const sharedDataDir = '/var/lib/countersign';

/** The parts of a data directory, as absolute paths. */
export interface DataDir {
  root: string;
  /** The PostgreSQL cluster; belongs to the account PostgreSQL runs under. */
  cluster: string;
  /** Mode 0700, ours alone. */
  secrets: string;
  /** Mode 0700, ours alone. */
  blobs: string;
}

/**
 * Chooses the data directory: the requested one, else `data` below `cwd`. Root in a closed checkout (below /root,
 * say) gets /var/lib/countersign, since the account PostgreSQL runs under could not enter the usual place.
 *
 * @param say told in one line when the directory is not where one would look for it; standard error when absent
 * @returns an absolute path, which need not exist
 */
export function resolveDataDir(
  requested: string | undefined,
  cwd: string,
  say = (line: string): unknown => process.stderr.write(`${line}\n`),
): string {
  if (requested) return resolve(cwd, requested);
  const usual = resolve(cwd, 'data');
  const account = serverAccount(join(usual, 'postgres'));
  const closed = account && closedAncestor(usual, account);
  if (!closed) return usual;
  say(`Data is kept in ${sharedDataDir}: PostgreSQL runs as ${account.name}, who cannot enter ${closed}.`);
  return sharedDataDir;
}

/** Makes `directory` and its missing parents; those it makes can be entered by all, those that stand are left alone. */
function makeDirectory(directory: string, mode: number): void {
  const missing: string[] = [];
  for (let each = directory; !existsSync(each); each = dirname(each)) missing.unshift(each);
  for (const each of missing) {
    mkdirSync(each, { recursive: true });
    // Said once more by chmod, because a strict umask would close the parents to PostgreSQL's account.
    chmodSync(each, each === directory ? mode : 0o755);
  }
}

/**
 * Makes what is missing of the layout below `dataDir`, except the cluster itself.
 *
 * @throws Error, one line, when the directory belongs to another account
 */
export function prepareDataDir(dataDir: string): DataDir {
  const root = resolve(dataDir);
  const parts = {
    root,
    cluster: join(root, 'postgres'),
    secrets: join(root, 'secrets'),
    blobs: join(root, 'blobs'),
  };
  try {
    // Others may enter but not list: PostgreSQL's account has to reach its cluster.
    makeDirectory(root, 0o711);
    makeDirectory(parts.secrets, 0o700);
    makeDirectory(parts.blobs, 0o700);
  } catch (error) {
    throw new Error(`The data directory ${root} cannot be made: ${(error as Error).message}`, {
      cause: error,
    });
  }
  const foreign = [root, parts.secrets, parts.blobs].find(
    (each) => !isOpen(each, constants.W_OK | constants.X_OK),
  );
  if (foreign) {
    const owner = statSync(foreign).uid === 0 ? 'root' : `the account with id ${statSync(foreign).uid}`;
    throw new Error(
      `${foreign} belongs to ${owner}, and we run as ${userInfo().username}: start as that account or name another DATA_DIR.`,
    );
  }
  return parts;
}
