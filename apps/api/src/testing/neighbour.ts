import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a server has to be told to be another of the same test. */
export interface NeighbourOf {
  databaseUrl: string;
  bootstrapSecret: string;
  mainWorkspaceId: string;
  hashKey: string;
  /** Signs the audit log: PKCS #8, PEM. */
  auditKey: string;
  /** Its files, apart from those of others. */
  directory: string;
}

const register = join(__dirname, '../../../../tools/swc-register.cjs');

/** Starts a server in a process of its own. */
export async function startNeighbour(
  settings: NeighbourOf,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const execArgv = ['-C', '@countersign/source', '-r', register];
  const child = fork(require.resolve('./neighbour-process.ts'), { execArgv });
  const ended = once(child, 'exit');
  child.send(settings);
  const [said] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
  if (typeof said !== 'string') throw new Error('A server in a process of its own did not start.');
  const stop = async () => {
    child.disconnect();
    await ended;
  };
  return { url: said, stop };
}
