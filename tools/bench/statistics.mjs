import { readdirSync } from 'node:fs';
import { buildWhenNeeded } from '../set-up/build.mjs';

export const name = 'statistics';

/**
 * The statistics and the command line beside their peers. Every part prepares what it needs, and says so where a peer
 * cannot run on this machine.
 * @param {string[]} parts the ones to run; all where none is named
 */
export async function run(parts = []) {
  await buildWhenNeeded(console.log);
  const rows = [];
  const known = readdirSync(new URL('./statistics', import.meta.url))
    .filter((file) => file.endsWith('.part.mjs'))
    .map((file) => file.replace('.part.mjs', ''))
    .sort();
  const unknown = parts.filter((part) => !known.includes(part));
  if (unknown.length > 0)
    throw new RangeError(`statistics has no part ${unknown.join(', ')}; there are ${known.join(', ')}`);
  for (const part of known.filter((name) => parts.length === 0 || parts.includes(name))) {
    const { measure } = await import(`./statistics/${part}.part.mjs`);
    rows.push(...(await measure()));
  }
  return rows;
}
