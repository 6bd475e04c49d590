import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runOrThrow } from './run.mjs';

const projects = ['@countersign/api', '@countersign/console', 'countersign'];
const single = ['package-lock.json', 'nx.json', 'tsconfig.base.json', 'schema/schema.graphql'];
const left = new Set(['node_modules', 'dist', 'gql', '.results']);
const digestFile = join(root, '.cache', 'build-digest');

function* sourcesBelow(directory) {
  for (const entry of readdirSync(join(root, directory), { withFileTypes: true })) {
    const path = `${directory}/${entry.name}`;
    if (entry.isDirectory() && !left.has(entry.name)) yield* sourcesBelow(path);
    else if (entry.isFile() && !/\.spec\.tsx?$|\.tsbuildinfo$/.test(entry.name)) yield path;
  }
}

/** A digest over names, sizes and times of the sources: enough to see that nothing changed, and quicker than Nx. */
function sourcesDigest() {
  const hash = createHash('sha256');
  for (const path of [...single, ...sourcesBelow('apps'), ...sourcesBelow('libs')].sort()) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function isBuilt() {
  const libs = readdirSync(join(root, 'libs')).filter((lib) =>
    existsSync(join(root, 'libs', lib, 'package.json')),
  );
  const used = libs.filter((lib) => lib !== 'testing').map((lib) => `libs/${lib}/dist`);
  return [...used, 'apps/api/dist/main.js', 'apps/console/dist/index.html'].every((path) =>
    existsSync(join(root, path)),
  );
}

/** Builds the API, the console and the command line when a source changed since the last build. */
export async function buildWhenNeeded(log) {
  const digest = sourcesDigest();
  if (isBuilt() && existsSync(digestFile) && readFileSync(digestFile, 'utf8') === digest) return;
  log('Building …');
  const nx = join(root, 'node_modules/.bin/nx');
  await runOrThrow([nx, 'run-many', '-t', 'build', '-p', projects.join(',')]);
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(digestFile, digest);
}
