// The console's JavaScript, gzipped: what the first page loads, and every chunk that is loaded later.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** In kB of 1,000 bytes. */
export const budgets = { firstLoad: 300, lazyChunk: 250 };

const staticImport = /(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g;

function entriesOf(html) {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const loaded = tags.filter((tag) => /type="module"|rel="modulepreload"/.test(tag));
  return loaded.flatMap((tag) => /(?:src|href)="[^"]*\/([^"/]+\.js)"/.exec(tag)?.[1] ?? []);
}

/**
 * Measures a build of the console.
 *
 * @param {string} dist the directory that holds index.html and assets/
 * @returns {{ firstLoad: number, lazy: { name: string, size: number }[] }} in kB of 1,000 bytes, gzipped
 */
export function measureBundle(dist) {
  const assets = join(dist, 'assets');
  const chunks = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const source = (name) => readFileSync(join(assets, name), 'utf8');
  const first = new Set();
  const load = (name) => {
    if (first.has(name) || !chunks.includes(name)) return;
    first.add(name);
    for (const [, imported] of source(name).matchAll(staticImport)) load(imported);
  };
  entriesOf(readFileSync(join(dist, 'index.html'), 'utf8')).forEach(load);
  if (first.size === 0) throw new Error(`${dist}/index.html loads no script`);
  const size = (name) => gzipSync(source(name), { level: 9 }).length / 1000;
  return {
    firstLoad: [...first].reduce((sum, name) => sum + size(name), 0),
    lazy: chunks.filter((name) => !first.has(name)).map((name) => ({ name, size: size(name) })),
  };
}

/** @returns {{ problems: string[], summary: string }} */
export function checkBundleSize(dist) {
  if (!existsSync(join(dist, 'index.html'))) return { problems: ['the console is not built'], summary: '' };
  const { firstLoad, lazy } = measureBundle(dist);
  const problems = lazy
    .filter(({ size }) => size > budgets.lazyChunk)
    .map(({ name, size }) => `${name}: ${size.toFixed(1)} kB gzipped, more than ${budgets.lazyChunk} kB`);
  if (firstLoad > budgets.firstLoad) {
    problems.unshift(`first load: ${firstLoad.toFixed(1)} kB gzipped, more than ${budgets.firstLoad} kB`);
  }
  return { problems, summary: `first load ${firstLoad.toFixed(1)} kB` };
}
