import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  appendSignatures,
  bundleCheckpointLine,
  bundleEntryLine,
  bundleHeaderLine,
  canonicalJson,
  checkpointBody,
  cosign,
  digestOf,
  ed25519Signer,
  formatVerifierKey,
  Frontier,
  genesisHash,
  logOrigin,
  sealEntry,
  signNote,
} from '@countersign/domain/audit-log';
import { auditSections, countAudit, defaultPolicy, fairnessEvidence } from '@countersign/domain/fairness';

const register = join(__dirname, '../../../../tools/swc-register.cjs');
const folder = mkdtempSync(join(tmpdir(), 'countersign-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

function countersign(...args: string[]) {
  const node = ['-C', '@countersign/source', '-r', register, join(__dirname, '../main.ts')];
  return spawnSync(process.execPath, [...node, 'verify', ...args], { cwd: folder, encoding: 'utf8' });
}

interface Result {
  valid: boolean;
  firstBad: number | null;
  checks: { check: string; status: string }[];
  [member: string]: unknown;
}

function resultOf(...args: string[]): Result & { code: number | null; status: Record<string, string> } {
  const { status: code, stdout } = countersign(...args, '--json');
  const result = JSON.parse(stdout) as Result;
  const status = Object.fromEntries(result.checks.map(({ check, status: each }) => [check, each]));
  return { ...result, code, status };
}

const workspaceId = 'w1';
const origin = logOrigin(workspaceId);
const seed = (byte: number) => new Uint8Array(32).fill(byte);
const log = ed25519Signer(origin, seed(1));
const stranger = ed25519Signer(origin, seed(2));
const witness = ed25519Signer('witness.example/w1', seed(3), 4);
const key = formatVerifierKey(log.key);

/** A log of twenty entries with a checkpoint each five, the last one cosigned. */
function exportOf(to = 20) {
  const frontier = new Frontier();
  const header = { workspaceId, origin, from: 1, to, keys: [key], previousHash: genesisHash, frontier: [] };
  const lines = [bundleHeaderLine(header)];
  let previousHash = genesisHash;
  let note = '';
  for (let sequence = 1; sequence <= to; sequence += 1) {
    const payload = { comment: `é ${'long '.repeat(sequence === 7 ? 400_000 : 1)}` };
    const draft = {
      ...{ id: `e${sequence}`, at: '2026-01-02T03:04:05.678Z', workspaceId, action: 'castVote', payload },
      ...{ actor: { id: 'u1', kind: 'person' as const }, outcome: 'done' as const },
      subject: { type: 'promotion', id: 'p1' },
    };
    const { canonical, hash } = sealEntry(draft, { sequence, previousHash, salt: '00'.repeat(16) });
    lines.push(bundleEntryLine({ canonical, payload, salt: '00'.repeat(16) }));
    frontier.append(hash);
    previousHash = hash;
    if (sequence % 5 !== 0) continue;
    const body = checkpointBody({ origin, size: sequence, root: frontier.root() });
    note = signNote(body, [log]);
    if (sequence === 20) note = appendSignatures(note, cosign(body, witness, 1_700_000_000));
    lines.push(bundleCheckpointLine(note));
  }
  return { lines, note };
}

const written = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return name;
};
const { lines, note } = exportOf();
const older = exportOf(10);
const file = written('log.ndjson', lines.join(''));
written('log.vkey', `${key}\n`);
written('head.txt', note);
written('old-head.txt', older.note);

describe('countersign verify', () => {
  it('L-38 says that a log holds, and what it cannot know', () => {
    const { status, stdout, stderr } = countersign(file);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Valid: 20 entries, with 3 of 8 checks unknown.');
    expect(stdout).toContain('no key was given: whoever made this file could have made its keys, too');
    expect(stdout).not.toMatch(/\u001b|undefined|null/);
  });

  it('L-34, L-35, L-36 passes every check with key, checkpoint and witness', () => {
    for (const given of [key, 'log.vkey']) {
      const result = resultOf(
        ...[file, '--key', given, '--checkpoint', 'head.txt', '--checkpoint', 'old-head.txt'],
        ...['--witness', formatVerifierKey(witness.key)],
      );
      expect(result).toMatchObject({
        code: 0,
        schema: 'countersign.verify/1',
        valid: true,
        entries: 20,
        firstBad: null,
      });
      expect(new Set(Object.values(result.status))).toEqual(new Set(['passed']));
    }
  });

  it('G25, L-37 names the first entry that does not hold, with exit code 1', () => {
    const edited = written('edited.ndjson', lines.join('').replace('"id\\":\\"e12', '"id\\":\\"e99'));
    expect(resultOf(edited)).toMatchObject({ code: 1, valid: false, firstBad: 13, root: null });
    const { status, stdout, stderr } = countersign(edited);
    expect(status).toBe(1);
    expect(stdout).toContain('Not valid: the log does not bear out entry 13 and what follows.');
    expect(stderr).toBe('edited.ndjson is not valid.\n');
  });

  it('G25, L-35 tells an old copy by a later checkpoint, and only by that', () => {
    const old = written('old.ndjson', older.lines.join(''));
    expect(resultOf(old, '--key', key)).toMatchObject({ code: 0, status: { checkpoint: 'unknown' } });
    expect(resultOf(old, '--key', key, '--checkpoint', 'head.txt')).toMatchObject({ code: 1, firstBad: 11 });
  });

  it('L-34 fails for a key that the file does not use', () => {
    const other = formatVerifierKey(stranger.key);
    expect(resultOf(file, '--key', other)).toMatchObject({
      code: 1,
      firstBad: null,
      status: { key: 'failed' },
    });
    expect(resultOf(file, '--key', key, '--key', other)).toMatchObject({
      code: 1,
      status: { key: 'failed' },
    });
  });

  it('L-29 finds a cut file, an empty one, and one that is no text', () => {
    expect(resultOf(written('cut.ndjson', lines.slice(0, 9).join('')))).toMatchObject({
      code: 1,
      firstBad: 8,
    });
    expect(resultOf(written('empty.ndjson', ''))).toMatchObject({ code: 1, firstBad: null, entries: 0 });
    writeFileSync(join(folder, 'noise.bin'), Buffer.from([0xff, 0xfe, 0x0a, 0x00]));
    expect(resultOf('noise.bin')).toMatchObject({ code: 1, status: { format: 'failed' } });
  });

  it('names the kinds it knows for a file of another kind', () => {
    written('evidence.json', '{\n  "schema": "countersign.evidence/1"\n}\n');
    written('passport.json', '{"schema":"countersign.passport/1"}');
    written('package.json', '{\n  "name": "a"\n}\n');
    for (const [name, kind] of [
      ['evidence.json', 'is of the kind "countersign.evidence/1"'],
      ['passport.json', 'is of the kind "countersign.passport/1"'],
      ['package.json', 'does not say its kind'],
    ] as const) {
      const { status, stdout, stderr } = countersign(name);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toBe(
        `${name} ${kind}; this version verifies countersign.audit-bundle/1, countersign.fairness-audit/2 and passports of promotions.\n`,
      );
    }
  });

  describe('of a fairness audit', () => {
    const people = Array.from({ length: 400 }, (_, at) => ({
      groups: [at % 3 === 0 ? 'a' : 'b', at % 5 === 0 ? null : `c${at % 2}`],
      ...{ predicted: at % 4 < 2, actual: at % 7 < 3, score: (at % 101) / 100 },
    }));
    const counts = countAudit(people, {
      attributes: ['sex', 'race'],
      sections: auditSections(2, true),
      scores: { median: 0.5 },
    });
    const policy = defaultPolicy(['sex', 'race'], { prediction: 'positive', meaning: 'the loan is granted' });
    const evidence = fairnessEvidence({
      subject: {
        ...{ artifactDigest: null, populationDigest: 'ab'.repeat(32), source: 'file', window: null },
        columns: { prediction: 'p', label: 'y', score: 's', stratum: null, positive: '1' },
        medianScore: 0.5,
      },
      policy,
      counts,
    });
    written('audit.json', canonicalJson(evidence));
    written('audit-lines.json', `${JSON.stringify(evidence, null, 2)}\n`);

    it('FA-17 computes it again, in one line or in many, and names it by its digest', () => {
      for (const name of ['audit.json', 'audit-lines.json']) {
        const { status, ...result } = resultOf(name);
        expect(result).toMatchObject({
          ...{ code: 0, schema: 'countersign.verify/1', kind: 'fairness-audit', valid: true, rows: 400 },
          ...{ digest: digestOf(evidence), populationDigest: 'ab'.repeat(32), artifactDigest: null },
          verdict: evidence.results.verdict,
        });
        expect(new Set(Object.values(status))).toEqual(new Set(['passed']));
      }
      const { stdout } = countersign('audit.json');
      expect(stdout).toContain('Valid: every number follows from the counts and the policy.');
      expect(stdout).not.toMatch(/\u001b|undefined|null/);
      expect(countersign('audit.json', '--html', 'audit.html').status).toBe(0);
    });

    it('FA-17 reads a document longer than any header', () => {
      const reasons = { ...policy.reasons, harms: 'word '.repeat(300_000) };
      const long = fairnessEvidence({ ...evidence, policy: { ...policy, reasons } });
      expect(resultOf(written('long.json', canonicalJson(long)))).toMatchObject({ code: 0, valid: true });
    });

    it('FA-17 exits with 1 and the first place where it does not hold', () => {
      const [section] = evidence.results.sections;
      const text = canonicalJson({
        ...evidence,
        results: { ...evidence.results, verdict: 'FAIL', sections: [{ ...section, unlabelled: 1 }] },
      });
      const result = resultOf(written('edited-audit.json', text));
      expect(result).toMatchObject({ code: 1, valid: false, verdict: evidence.results.verdict });
      expect(result.status).toMatchObject({ totals: 'passed', results: 'failed' });
      const { status, stdout, stderr } = countersign('edited-audit.json');
      expect([status, stderr]).toEqual([1, 'edited-audit.json is not valid.\n']);
      expect(stdout).toContain('results computed again: results.verdict is not what follows.');
      expect(resultOf(written('strange.json', canonicalJson({ ...evidence, note: 1 })))).toMatchObject({
        ...{ code: 1, digest: null, rows: null },
        checks: [{ check: 'format', status: 'failed' }],
      });
      const deep = `{"x":${'['.repeat(5_000)}${']'.repeat(5_000)},`;
      const nested = canonicalJson(evidence).replace('"results":{', `"results":${deep}`);
      expect(resultOf(written('nested.json', nested))).toMatchObject({
        ...{ code: 1, digest: null },
        status: { results: 'failed' },
      });
      const twice = canonicalJson(evidence).replace('{', '{"results":{"verdict":"PASS"},');
      expect(resultOf(written('twice.json', twice))).toMatchObject({
        ...{ code: 1, valid: false },
        status: { format: 'failed', results: 'passed' },
      });
    });

    it('FA-17 refuses keys, which evidence has none of', () => {
      const { status, stderr } = countersign('audit.json', '--key', key);
      expect(status).toBe(2);
      expect(stderr).toContain('--key is for an audit bundle; this is the evidence of a fairness audit.');
    });
  });

  it.each<[string[], string]>([
    [[], 'FILE is missing.'],
    [['nowhere.ndjson'], 'nowhere.ndjson cannot be read (ENOENT).'],
    [['.'], '.: This is no regular file.'],
    [[file, '--key', 'abc'], '--key is a key <name>+<id>+<base64> or a file of keys, not "abc".'],
    [[file, '--key', ''], '--key needs a value.'],
    [[file, '--key', 'head.txt'], '--key: "countersign.audit/w1" is no key.'],
    [
      [file, '--key', formatVerifierKey(witness.key)],
      '--key: witness.example/w1 is the key of a witness, for --witness.',
    ],
    [[file, '--witness', key], '--witness: countersign.audit/w1 is the key of a log, for --key.'],
    [[file, '--checkpoint', 'log.vkey'], 'log.vkey is no checkpoint of an audit log.'],
    [[file, '--checkpoint', 'nowhere'], 'nowhere cannot be read (ENOENT).'],
    [[file, '--until', '3'], "Unknown option '--until'"],
  ])('is used wrongly as %j', (args, message) => {
    const { status, stdout, stderr } = countersign(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  it('writes the same bytes whenever it runs, and a page', () => {
    expect(countersign(file, '--json').stdout).toBe(countersign(file, '--json').stdout);
    expect(countersign(file, '--html', 'log.html').status).toBe(0);
    expect(readFileSync(join(folder, 'log.html'), 'utf8')).toContain('Valid: 20 entries');
  });
});
