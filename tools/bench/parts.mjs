import { readdirSync } from 'node:fs';
import { buildWhenNeeded } from '../set-up/build.mjs';

/**
 * Runs the parts of a benchmark: the files `<name>/<part>.part.mjs`, in order of their names. Each prepares what it needs,
 * and says so where it cannot run on this machine.
 * @param {string} name of the benchmark
 * @param {string[]} parts the ones to run; all where none is named
 */
export async function runParts(name, parts) {
  const known = readdirSync(new URL(`./${name}`, import.meta.url))
    .filter((file) => file.endsWith('.part.mjs'))
    .map((file) => file.replace('.part.mjs', ''))
    .sort();
  const unknown = parts.filter((part) => !known.includes(part));
  if (unknown.length > 0)
    throw new RangeError(`${name} has no part ${unknown.join(', ')}; there are ${known.join(', ')}`);
  await buildWhenNeeded(console.log);
  const rows = [];
  for (const part of known.filter((each) => parts.length === 0 || parts.includes(each))) {
    const { measure } = await import(`./${name}/${part}.part.mjs`);
    rows.push(...(await measure()));
  }
  return rows;
}
