import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { canonicalJson, formatVerifierKey } from '@countersign/domain/audit-log';
import { packFiles, unpackFiles, verifyPassport } from '@countersign/domain/passport';
import { examplePassport, exampleSigner } from '@countersign/domain/passport-example';
import { seededRandom } from '../demo/random.mjs';

const script = fileURLToPath(new URL('../verify_audit_log.py', import.meta.url));
/** Where there is no Python, only a build server has to mind. */
const hasPython = spawnSync('python3', ['--version']).status === 0;
const options = { skip: !hasPython && !process.env.CI ? 'there is no python3' : false };
const folder = mkdtempSync(join(tmpdir(), 'countersign-passport-'));
after(() => rmSync(folder, { recursive: true }));

const key = formatVerifierKey(exampleSigner.key);
const genuine = examplePassport();

/** What the verifier in Python says of a passport, and how it ends. */
function inPython(bytes, ...more) {
  const file = join(folder, 'passport.zip');
  writeFileSync(file, bytes);
  const words = [script, '--passport', file, '--json', ...more];
  const { status, stdout, stderr } = spawnSync('python3', words, { encoding: 'utf8' });
  assert.equal(stderr, '');
  return { code: status, ...JSON.parse(stdout) };
}

const statusOf = ({ checks }) => Object.fromEntries(checks.map(({ check, status }) => [check, status]));

/** What both look at, of the verifier in TypeScript. */
function partOfLog(bytes, keys) {
  const all = statusOf(verifyPassport(bytes, { keys }));
  const { format, files, signature, key: known, entries, tree, checkpoint, witness } = all;
  return { format, files, signature, key: known, entries, tree, checkpoint, witness };
}

test(
  'P-115 the verifier in Python passes a genuine passport as far as the log goes, as the other does',
  options,
  () => {
    const result = inPython(genuine, '--key', key);
    assert.deepEqual([result.code, result.kind, result.part, result.valid], [0, 'passport', 'log', true]);
    assert.deepEqual(statusOf(result), partOfLog(genuine, [exampleSigner.key]));
    assert.equal(statusOf(inPython(genuine)).key, 'unknown');
  },
);

test('P-115 it finds a changed bit wherever it is, and half an archive (seed 1)', options, () => {
  const { uniform } = seededRandom(1);
  for (let trial = 0; trial < 30; trial += 1) {
    const bytes = genuine.slice();
    const at = Math.floor(uniform() * bytes.length);
    bytes[at] ^= 1 << Math.floor(uniform() * 8);
    assert.equal(inPython(bytes, '--key', key).code, 1, `the byte ${at}`);
  }
  assert.equal(inPython(genuine.slice(0, genuine.length >> 1)).code, 1);
  assert.equal(inPython(Buffer.concat([genuine, Buffer.from('more')])).code, 1);
});

test('P-115 it finds files that were changed and packed again, as the other verifier does', options, () => {
  const names = [...unpackFiles(genuine).keys()];
  for (const name of names) {
    const files = new Map(unpackFiles(genuine));
    const text = new TextDecoder().decode(files.get(name));
    const at = text.search(/[0-9a-f]{8}/);
    const other = `${text.slice(0, at)}${text[at] === '1' ? '2' : '1'}${text.slice(at + 1)}`;
    const bytes = packFiles(files.set(name, new TextEncoder().encode(at < 0 ? `${text} ` : other)));
    const result = inPython(bytes, '--key', key);
    assert.equal(result.valid, false, name);
    assert.equal(verifyPassport(bytes, { keys: [exampleSigner.key] }).valid, false, name);
  }
});

test('P-181 both know a step that was left out, by what the next one is about', options, () => {
  const bytes = examplePassport(({ drafts }) => {
    drafts[1].subject = { ...drafts[1].subject, digest: 'e'.repeat(64) };
  });
  const result = statusOf(inPython(bytes, '--key', key));
  assert.equal(result.entries, 'failed');
  assert.deepEqual(result, partOfLog(bytes, [exampleSigner.key]));
});

test('P-115 both refuse a member that nobody knows, which no signature is about', options, () => {
  for (const [name, change] of [
    ['statement.dsse.json', (value) => (value.signatures[0].more = 'x')],
    ['keys.json', (value) => (value.more = 'x')],
  ]) {
    const files = new Map(unpackFiles(genuine));
    const value = JSON.parse(new TextDecoder().decode(files.get(name)));
    change(value);
    const bytes = packFiles(files.set(name, new TextEncoder().encode(canonicalJson(value))));
    const result = inPython(bytes, '--key', key);
    assert.deepEqual([result.valid, statusOf(result).format], [false, 'failed'], name);
    assert.deepEqual(statusOf(result), partOfLog(bytes, [exampleSigner.key]));
  }
});
