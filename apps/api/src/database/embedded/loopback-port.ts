import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

function listen(port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

const choiceFile = (dataDir: string): string => join(dataDir, 'postgres.port');

function rememberedPort(dataDir: string): number | null {
  try {
    const port = Number(readFileSync(choiceFile(dataDir), 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Keeps the port for the next start, so that tools pointed at the server find it again. */
export function rememberPort(dataDir: string, port: number): void {
  writeFileSync(choiceFile(dataDir), `${port}\n`);
}

/**
 * A free port on 127.0.0.1: the requested one, else the one of last time, else any.
 *
 * @throws Error when the requested one is taken
 */
export async function choosePort(dataDir: string, requested: number | undefined): Promise<number> {
  if (requested !== undefined) {
    if ((await listen(requested)) === null) throw new Error(`Port ${requested} of 127.0.0.1 is taken.`);
    return requested;
  }
  const remembered = rememberedPort(dataDir);
  const port = (remembered && (await listen(remembered))) || (await listen(0));
  if (port === null) throw new Error('There is no free port on 127.0.0.1.');
  return port;
}
