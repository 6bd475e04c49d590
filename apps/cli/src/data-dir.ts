import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from './usage-error';

/** Where a server keeps its data unless told otherwise; the second is root's, below a closed checkout. */
const usualPlaces = ['data', '/var/lib/countersign'];

export interface LocalServer {
  server: string;
  token: string;
}

/**
 * The server that works on a data directory, and the secret by which the directory's owner gets in.
 * @throws UsageError when there is no such directory, or its secret cannot be read by this account
 */
export function localServer(requested: string | undefined): LocalServer {
  const places = requested ? [requested] : usualPlaces;
  const directory = places
    .map((place) => resolve(place))
    .find((place) => existsSync(join(place, 'server.json')));
  if (!directory) {
    throw new UsageError(
      `No server has run on ${places.join(' or ')}: start it, or name --data-dir, or --server with --token.`,
    );
  }
  return { server: serverOf(directory), token: read(join(directory, 'secrets', 'bootstrap')).trim() };
}

function serverOf(directory: string): string {
  const { url } = JSON.parse(read(join(directory, 'server.json'))) as { url: string };
  return url;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `${file} cannot be read by this account (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}
