// npm run bench [-- NAME[/PART] …]: measures what tools/bench knows to measure; every target is an upper bound.
import { readdirSync } from 'node:fs';
import { installWhenNeeded } from './set-up/install.mjs';
import { requireNode } from './set-up/node-version.mjs';

/** @typedef {{ what: string, unit: string, target: number, measured: number }} Row */

async function benchmarks() {
  const files = readdirSync(new URL('./bench', import.meta.url)).filter((file) => file.endsWith('.mjs'));
  const modules = await Promise.all(files.sort().map((file) => import(`./bench/${file}`)));
  // What lies there without a name is a part of a benchmark.
  return modules.filter(({ name }) => name !== undefined);
}

const figure = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** @param {Row[]} rows */
function print(rows) {
  const head = ['what', 'target', 'measured', 'ratio', ''];
  const lines = rows.map(({ what, unit, target, measured }) => [
    what,
    `≤ ${figure(target)} ${unit}`,
    `${figure(measured)} ${unit}`,
    (measured / target).toFixed(2),
    measured <= target ? '' : 'MISSED',
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column].length)));
  for (const line of [head, ...lines]) {
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
  }
}

requireNode();
await installWhenNeeded(console.log);
const known = await benchmarks();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !known.some((each) => each.name === name.split('/')[0]));
if (unknown.length > 0) {
  console.error(
    `No benchmark is called ${unknown.join(', ')}; there are ${known.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
const rows = [];
for (const benchmark of known) {
  const asked = wanted.map((name) => name.split('/')).filter(([name]) => name === benchmark.name);
  if (wanted.length > 0 && asked.length === 0) continue;
  const parts = asked.map(([, part]) => part).filter((part) => part !== undefined);
  rows.push(...(await benchmark.run(parts)));
}
print(rows);
process.exitCode = rows.every(({ measured, target }) => measured <= target) ? 0 : 1;
