import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

const made = new Set(['.git', 'node_modules', 'dist', '.nx', '.cache', '.results', '.venv', 'data']);

function* filesBelow(directory, prefix = '') {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = prefix + entry.name;
    if (entry.isDirectory() && !made.has(entry.name))
      yield* filesBelow(join(directory, entry.name), `${path}/`);
    else if (entry.isFile()) yield path;
  }
}

/** The files that are, or would be, committed, as paths from the top. Works in an unpacked archive too. */
export async function repositoryFiles() {
  const { code, stdout } = await run(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  const paths = code === 0 ? stdout.split('\0').filter((path) => path !== '') : [...filesBelow(root)];
  return paths.filter((path) => existsSync(join(root, path)));
}
