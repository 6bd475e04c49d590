import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The operating-system account PostgreSQL runs under when it cannot be ours. */
export interface ServerAccount {
  uid: number;
  gid: number;
  name: string;
}

interface Passwd extends ServerAccount {
  home: string;
}

function accounts(): Passwd[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [name, , uid, gid, , home] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid), home: home ?? '/' }] : [];
  });
}

/**
 * The account to drop to, or null when we are an ordinary user and PostgreSQL runs as ourselves. PostgreSQL
 * refuses uid 0, so root drops to the owner of the cluster if there is one, else to `postgres`, else to `nobody`.
 *
 * @param cluster the cluster's directory, which need not exist
 * @throws Error when we are root and there is no account to drop to
 */
export function serverAccount(cluster: string): ServerAccount | null {
  if (process.getuid?.() !== 0) return null;
  const known = accounts();
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid, name: known.find((each) => each.uid === uid)?.name ?? String(uid) };
  }
  const account =
    known.find(({ name }) => name === 'postgres') ?? known.find(({ name }) => name === 'nobody');
  if (!account)
    throw new Error('Running as root, and there is no account postgres or nobody for PostgreSQL to run as.');
  return account;
}

function mayEnter(directory: string, account: ServerAccount): boolean {
  const { mode, uid, gid } = statSync(directory);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0;
}

/** The nearest ancestor of `path` (or `path` itself) that `account` may not enter; null when the way is open. */
export function closedAncestor(path: string, account: ServerAccount | null): string | null {
  for (let directory = resolve(path); ; directory = dirname(directory)) {
    if (existsSync(directory)) {
      if (account && !mayEnter(directory, account)) return directory;
      if (!account && !isOpen(directory, constants.X_OK)) return directory;
    }
    if (directory === dirname(directory)) return null;
  }
}

/** Whether our own account has this access to `path`. */
export function isOpen(path: string, access: number): boolean {
  try {
    accessSync(path, access);
    return true;
  } catch {
    return false;
  }
}
