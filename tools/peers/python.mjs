import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, runOrThrow } from '../set-up/run.mjs';

const folder = join(root, '.venv');
const requirements = join(root, 'tools/reference/requirements.txt');
const marker = join(folder, 'countersign-requirements.sha256');

/** The interpreter that has the peers. */
export const python = join(folder, 'bin/python');

/**
 * Makes the virtual environment with the peers at the versions of requirements.txt, when it is not there or is of other
 * versions.
 *
 * @throws Error with the reason, when this machine has no Python 3 or cannot reach the packages
 */
export async function preparePeers(log) {
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(python) && existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  const { code } = await run(['python3', '--version']);
  if (code !== 0) throw new Error('There is no python3 on this machine.');
  log('Installing the Python peers into .venv (some minutes) …');
  await runOrThrow(['python3', '-m', 'venv', folder]);
  await runOrThrow([python, '-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
  writeFileSync(marker, wanted);
}
