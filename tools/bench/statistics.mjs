import { readdirSync } from 'node:fs';
import { buildWhenNeeded } from '../set-up/build.mjs';

export const name = 'statistics';

/**
 * The statistics and the command line beside their peers. Every part prepares what it needs, and says so where a peer
 * cannot run on this machine.
 */
export async function run() {
  await buildWhenNeeded(console.log);
  const rows = [];
  for (const file of readdirSync(new URL('./statistics', import.meta.url)).sort()) {
    if (!file.endsWith('.part.mjs')) continue;
    const { measure } = await import(`./statistics/${file}`);
    rows.push(...(await measure()));
  }
  return rows;
}
