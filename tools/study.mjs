// npm run study [-- NAME …]: simulation studies, too long for the tests; their tables are committed under docs/studies.
import { readdirSync } from 'node:fs';
import { requireNode } from './set-up/node-version.mjs';
import { buildWhenNeeded } from './set-up/build.mjs';
import { installWhenNeeded } from './set-up/install.mjs';

requireNode();
await installWhenNeeded(console.log);
await buildWhenNeeded(console.log);
const names = readdirSync(new URL('./studies', import.meta.url))
  .filter((file) => file.endsWith('.study.mjs'))
  .map((file) => file.slice(0, -'.study.mjs'.length))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no study ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : names) {
  const { study } = await import(`./studies/${name}.study.mjs`);
  await study();
}
