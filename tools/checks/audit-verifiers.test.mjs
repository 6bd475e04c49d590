import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../demo/random.mjs';
import { compareVerifiers } from './audit-verifiers/agreement.mjs';
import { forgedCheckpoints } from './audit-verifiers/forged-checkpoints.mjs';
import { forgedEntries } from './audit-verifiers/forged-entries.mjs';
import { forgedFiles } from './audit-verifiers/forged-files.mjs';
import { forgedHeads } from './audit-verifiers/forged-heads.mjs';
import { asBundle } from './audit-verifiers/forgery-kit.mjs';
import { bundleOf, bundleText, checkpointAt } from './audit-verifiers/log-writer.mjs';
import { cleanBundles, damagedBundles, drawLog, tamperedBundles } from './audit-verifiers/generated.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const logs = 12;
/** Where there is no Python, only a build server has to mind. */
const hasPython = spawnSync('python3', ['--version']).status === 0;
const options = { skip: !hasPython && !process.env.CI ? 'there is no python3' : false };
const folder = mkdtempSync(join(tmpdir(), 'countersign-verify-'));
after(() => rmSync(folder, { recursive: true }));

/** Bundles of a number of generated logs. */
const generated = (seed, make) => {
  const { uniform } = seededRandom(seed);
  return Array.from({ length: logs }, (_, index) => make(uniform, index)).flat();
};
const failedChecks = ({ checks }) =>
  checks.filter(({ status }) => status === 'failed').map(({ check }) => check);

test('G26 the verifier in Python equals the vectors of RFC 6962, RFC 8032 and RFC 8785', options, () => {
  const { status, stderr } = spawnSync('python3', [here('audit-verifiers/verify_audit_log_test.py')], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^Ran \d+ tests/m);
});

test(
  'G25 no alarm on clean logs, whole or from anywhere on, and G26 both verifiers agree (seed 1)',
  options,
  async () => {
    const { results, differences } = await compareVerifiers(generated(1, cleanBundles));
    assert.deepEqual(differences, []);
    assert.deepEqual(results.flatMap(failedChecks), []);
    assert.ok(results.every(({ root, entries }) => root !== null && entries > 0));
  },
);

test(
  'G25 both verifiers find fourteen kinds of tampering, with and without the key, and name the place (seed 2)',
  options,
  async () => {
    const bundles = generated(2, tamperedBundles);
    assert.equal(new Set(bundles.map(({ kind }) => kind)).size, 28);
    const { results, differences } = await compareVerifiers(bundles);
    assert.deepEqual(differences, []);
    const missed = bundles.filter((_, index) => results[index].valid);
    assert.deepEqual(
      missed.map(({ what }) => what),
      [],
    );
    const wrong = bundles.flatMap(({ what, places }, index) => {
      const { firstBad } = results[index];
      return places.includes(firstBad) ? [] : [`${what}: ${firstBad} is none of ${places.join(', ')}`];
    });
    assert.deepEqual(wrong, []);
  },
);

test(
  'G26 both verifiers agree on bundles with a changed byte, line or line end (seed 3)',
  options,
  async () => {
    const { differences } = await compareVerifiers(generated(3, damagedBundles));
    assert.deepEqual(differences, []);
  },
);

test('G26 each forged bundle fails exactly where it has to, in both verifiers', options, async () => {
  const bundles = [...forgedFiles, ...forgedEntries, ...forgedCheckpoints, ...forgedHeads].map(asBundle);
  const { results, differences } = await compareVerifiers(bundles);
  assert.deepEqual(differences, []);
  assert.deepEqual(
    Object.fromEntries(bundles.map(({ what }, index) => [what, failedChecks(results[index])])),
    Object.fromEntries(bundles.map(({ what, failed }) => [what, failed])),
  );
});

test('the command says what it found: exit code 0, 1 or 2, and one document with --json', options, () => {
  const script = here('../verify_audit_log.py');
  const run = (...words) => {
    const { status, stdout, stderr } = spawnSync('python3', [script, ...words], { encoding: 'utf8' });
    assert.ok(!stderr.includes('Traceback'), stderr);
    return { status, stdout, stderr };
  };
  const log = drawLog(seededRandom(4).uniform);
  const [bundle, cut, head, keys] = ['bundle', 'cut', 'head', 'keys'].map((name) => join(folder, name));
  writeFileSync(bundle, bundleText(bundleOf(log)));
  writeFileSync(cut, bundleText(bundleOf(log).slice(0, -1)));
  writeFileSync(head, checkpointAt(log, log.entries.length));
  writeFileSync(keys, `${log.keys[0].vkey}\n`);

  const known = run(bundle, '--key', keys, '--checkpoint', head, '--json');
  assert.equal(known.status, 0);
  const { schema, valid, checks } = JSON.parse(known.stdout);
  assert.deepEqual([schema, valid], ['countersign.verify/1', true]);
  assert.deepEqual(
    checks.filter(({ status }) => status === 'unknown').map(({ check }) => check),
    ['witness'],
  );
  assert.match(run(bundle).stdout, /^unknown key .*whoever made the file/m);
  const short = run(cut, '--key', log.keys[0].vkey);
  assert.equal(short.status, 1);
  assert.match(short.stdout, /NOT valid/);
  for (const words of [
    [],
    ['nowhere'],
    [bundle, '--key', 'none'],
    [bundle, '--checkpoint', bundle],
    [folder],
  ])
    assert.equal(run(...words).status, 2, words.join(' '));
});

test('the verifier in Python needs nothing but the standard library and never the network', options, () => {
  const program =
    'import sys; sys.path.insert(0, sys.argv[1]); before = set(sys.modules); import verify_audit_log; ' +
    'print(" ".join(sorted(name.split(".")[0] for name in set(sys.modules) - before)))';
  const output = execFileSync('python3', ['-I', '-S', '-B', '-c', program, here('..')], { encoding: 'utf8' });
  assert.match(output, /hashlib/);
  assert.doesNotMatch(output, /socket|http|urllib|ssl/);
});
