import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkWords } from './words.mjs';

const at = (text) => checkWords([{ path: 'a.md', text }]);
const slash = '/';

test('finds machine paths and registry hosts, with their line', () => {
  const path = ['', 'work', 'main', 'a'].join(slash);
  const host = ['registry', 'npmjs', 'org'].join('.');
  assert.deepEqual(at(`fine\nsee ${path}\n"resolved": "https://${host}${slash}x"`), [
    `a.md:2: a path of one machine: see ${path}`,
    `a.md:3: the host of a package registry: "resolved": "https://${host}${slash}x"`,
  ]);
});

test('leaves relative paths, addresses and system directories alone', () => {
  assert.deepEqual(at('src/work/a, https://example.org/work/b, /var/lib/countersign, ~/work/'), []);
});
