import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { checkBundleSize, measureBundle } from './bundle-size.mjs';

let dist;
// Hexadecimal digits of random bytes: gzip makes half of them, n kB of 2n.
const incompressible = (kilobytes) => `/*${randomBytes(kilobytes * 1000).toString('hex')}*/`;
const asset = (name, text) => writeFileSync(join(dist, 'assets', name), text);

beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'bundle-'));
  mkdirSync(join(dist, 'assets'));
  writeFileSync(
    join(dist, 'index.html'),
    '<script type="module" crossorigin src="/assets/index-1.js"></script>',
  );
});
afterEach(() => rmSync(dist, { recursive: true }));

test('counts the entry and what it imports, not what it loads later', () => {
  asset('index-1.js', `import{a}from"./vendor-1.js";const p=()=>import("./page-1.js");${incompressible(10)}`);
  asset('vendor-1.js', incompressible(20));
  asset('page-1.js', incompressible(40));
  const { firstLoad, lazy } = measureBundle(dist);
  assert.ok(firstLoad > 30 && firstLoad < 36, String(firstLoad));
  assert.deepEqual(
    lazy.map(({ name }) => name),
    ['page-1.js'],
  );
  assert.deepEqual(checkBundleSize(dist).problems, []);
});

test('refuses a first load and a chunk that are too large', () => {
  asset('index-1.js', incompressible(310));
  asset('page-1.js', incompressible(260));
  const { problems } = checkBundleSize(dist);
  assert.equal(problems.length, 2);
  assert.match(problems[0], /^first load: 3\d\d\.\d kB gzipped, more than 300 kB$/);
  assert.match(problems[1], /^page-1\.js: 2\d\d\.\d kB gzipped, more than 250 kB$/);
});

test('refuses a console that is not built', () => {
  assert.deepEqual(checkBundleSize(join(dist, 'none')).problems, ['the console is not built']);
});
