import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSpecRules } from './spec-rules.mjs';

const document = {
  path: 'docs/spec/access.md',
  text: '# Access\n- **Z-1** One.\n- **Z-2** Two, in UTF-8.\n',
};
// Put together here, so that the check does not take these for titles of this file.
const spec = (...titles) => ({
  path: 'libs/a.spec.ts',
  text: titles.map((words) => `${'it'}('${words}', () => undefined);`).join('\n'),
});

test('passes when every rule is in a title', () => {
  assert.deepEqual(checkSpecRules([document, spec('Z-1 holds, Z-2 too')]), { problems: [], rules: 2 });
});

test('names a rule without a test', () => {
  assert.deepEqual(checkSpecRules([document, spec('Z-1 holds')]).problems, [
    'docs/spec/access.md: no test title carries Z-2',
  ]);
});

test('names a title with an unknown rule, and knows that UTF-8 is none', () => {
  assert.deepEqual(checkSpecRules([document, spec('Z-1', 'Z-2 in UTF-8', 'Z-3 holds')]).problems, [
    'libs/a.spec.ts: a title names Z-3, which is no rule',
  ]);
});

test('reads the title of a table of cases, and leaves comments out', () => {
  const table = {
    path: 'libs/b.spec.ts',
    text: `// Z-9\nit.each([\n  [1],\n])('Z-1 for %d', () => {});\nit('Z-2', f);`,
  };
  assert.deepEqual(checkSpecRules([document, table]).problems, []);
});

test('names a rule that stands twice', () => {
  const again = { path: 'docs/spec/b.md', text: '- **Z-1** Again.' };
  assert.deepEqual(checkSpecRules([document, again, spec('Z-1 Z-2')]).problems, [
    'Z-1 stands in docs/spec/access.md and in docs/spec/b.md',
  ]);
});
