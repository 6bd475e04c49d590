// npm run reference [-- NAME …]: asks the Python peers again for the tables that the specs compare with.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { preparePeers, python } from './peers/python.mjs';
import { root, run } from './set-up/run.mjs';

const folder = join(root, 'tools/reference');
const shared = ['tables.py', 'categories.py', 'performance_intervals.py'];
const families = readdirSync(folder)
  .filter((file) => file.endsWith('.py') && !shared.includes(file))
  .map((file) => file.slice(0, -'.py'.length))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !existsSync(join(folder, `${name}.py`)));
if (unknown.length > 0) {
  console.error(`There is no reference script ${unknown.join(', ')}; there are ${families.join(', ')}.`);
  process.exit(2);
}
await preparePeers(console.log);
for (const family of wanted.length > 0 ? wanted : families) {
  const { code, output } = await run([python, '-W', 'ignore', join(folder, `${family}.py`)]);
  console.log(output.trim());
  if (code !== 0) process.exit(1);
}
