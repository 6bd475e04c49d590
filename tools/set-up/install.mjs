import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runOrThrow } from './run.mjs';

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes what it installed to
 * node_modules/.package-lock.json when it is done, so an installation that was cut short does not count.
 */
function isInstalled() {
  const installed = packagesIn('node_modules/.package-lock.json');
  if (!installed) return false;
  const wanted = Object.entries(packagesIn('package-lock.json')).filter(([path]) =>
    path.includes('node_modules/'),
  );
  return wanted.every(([path, { version, integrity, optional, devOptional, peer }]) => {
    const found = installed[path];
    // Binaries for other platforms are optional, and absent.
    if (!found) return optional || devOptional || peer;
    return found.version === version && found.integrity === integrity;
  });
}

/** Installs the dependencies of package-lock.json when they are missing or others. */
export async function installWhenNeeded(log) {
  if (isInstalled()) return;
  log('Installing the dependencies (about a minute) …');
  await runOrThrow(['npm', 'ci', '--no-progress'], { env: { NODE_ENV: 'development' } });
}
