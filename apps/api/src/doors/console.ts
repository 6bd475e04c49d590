import { readdirSync } from 'node:fs';
import { sep } from 'node:path';
import { Problem } from '../server/problem';
import { type OpenDoor } from './door';

/** A page of the console: plain words between single slashes. What a router could read in two ways is no page. */
const page = /^\/([A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*)?$/;

/** Below these nothing is a page: what is not a door there does not exist. */
const reserved = /^\/(api|assets|graphql|healthz|metrics|readyz|v\d+)(\/|$)/i;

/** The addresses of a build's files, as they lay there at the start. No path is ever built from a request. */
function filesBelow(directory: string): Map<string, string> {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(directory.length + 1).replaceAll(sep, '/'))
    .filter((name) => !name.startsWith('.') && !name.includes('/.') && name !== 'index.html');
  return new Map(names.map((name) => [`/${name}`, name]));
}

/** The console's build: its files by their names, and its one page for every address of the console. */
export function consoleDoor(directory: string): OpenDoor {
  const files = filesBelow(directory);
  return {
    method: 'get',
    path: '/{*page}',
    head: true,
    permission: 'anyone',
    handle: async ({ request, response }) => {
      const [path = ''] = request.url.split('?');
      const file = files.get(path);
      const isPage = page.test(path) && !reserved.test(path);
      if (file === undefined && !isPage)
        throw new Problem('NOT_FOUND', `There is no ${request.method} ${path}.`);
      // Names of assets carry their hash; the page is asked for anew, so that a new build shows at once.
      const isHashed = file?.startsWith('assets/') ?? false;
      await new Promise<void>((resolve, reject) => {
        const options = { root: directory, maxAge: isHashed ? '1y' : 0, immutable: isHashed };
        response.sendFile(file ?? 'index.html', options, (error) => (error ? reject(error) : resolve()));
      });
    },
  };
}
