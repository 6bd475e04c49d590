import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bundleCheckpointLine,
  type BundleEntry,
  bundleEntryLine,
  bundleHeaderLine,
  ed25519Signer,
  formatVerifierKey,
  logOrigin,
} from '@countersign/domain/audit-log';
import { packFiles, unpackFiles } from '@countersign/domain/passport';
import { examplePassport, exampleSigner } from '@countersign/domain/passport-example';

const register = join(__dirname, '../../../../tools/swc-register.cjs');
const folder = mkdtempSync(join(tmpdir(), 'countersign-passport-'));
afterAll(() => rmSync(folder, { recursive: true }));

function countersign(...args: string[]) {
  const node = ['-C', '@countersign/source', '-r', register, join(__dirname, '../main.ts')];
  return spawnSync(process.execPath, [...node, 'verify', ...args], { cwd: folder, encoding: 'utf8' });
}

const key = formatVerifierKey(exampleSigner.key);
const genuine = examplePassport();
writeFileSync(join(folder, 'genuine.zip'), genuine);

describe('countersign verify of a passport', () => {
  it('P-113 takes the decision again and ends with 0, and says what stayed unknown', () => {
    const { status, stdout } = countersign('genuine.zip', '--key', key);
    expect(status).toBe(0);
    expect(stdout).toContain('Valid, with 2 of 17 checks unknown.');
    expect(stdout).toContain('The decision follows: seats, separation of duties, term');
    expect(stdout).toMatch(/The log is the one that others are shown: no checkpoint known from elsewhere/);
    const without = countersign('genuine.zip');
    expect([without.status, without.stdout]).toEqual([
      0,
      expect.stringContaining('with 3 of 17 checks unknown'),
    ]);
  });

  it('P-113 answers countersign.verify/1', () => {
    const { status, stdout } = countersign('genuine.zip', '--key', key, '--json');
    const result = JSON.parse(stdout) as { checks: { check: string; status: string }[] };
    expect(status).toBe(0);
    expect(result).toMatchObject({
      ...{ schema: 'countersign.verify/1', kind: 'passport', valid: true },
      promotion: { environment: 'production', alias: 'champion', round: 1 },
    });
    expect(result.checks).toHaveLength(17);
  });

  it('P-113 ends with 1 for another key, a changed file and half a file', () => {
    const stranger = ed25519Signer(logOrigin('elsewhere'), new Uint8Array(32).fill(2)).key;
    const foreign = countersign('genuine.zip', '--key', formatVerifierKey(stranger));
    expect([foreign.status, foreign.stdout]).toEqual([
      1,
      expect.stringContaining('The key is the one I know: no,'),
    ]);
    const changed = genuine.slice();
    changed[changed.indexOf(0x22)]! ^= 1;
    writeFileSync(join(folder, 'changed.zip'), changed);
    expect(countersign('changed.zip', '--key', key).status).toBe(1);
    writeFileSync(join(folder, 'half.zip'), genuine);
    truncateSync(join(folder, 'half.zip'), genuine.length >> 1);
    expect(countersign('half.zip').status).toBe(1);
  });

  it('P-186 asks nobody: it opens no connection, looks no name up and needs no server', () => {
    const guard = join(folder, 'no-network.cjs');
    writeFileSync(
      guard,
      `const refuse = () => { console.error('NETWORK'); process.exit(99); };
       require('node:net').Socket.prototype.connect = refuse;
       require('node:net').Server.prototype.listen = refuse;
       require('node:dgram').createSocket = refuse;
       Object.assign(require('node:dns'), { lookup: refuse, resolve: refuse });
       Object.assign(require('node:dns').promises, { lookup: refuse, resolve: refuse });`,
    );
    const guarded = (...args: string[]) =>
      spawnSync(process.execPath, ['-r', guard, ...args], { cwd: folder, encoding: 'utf8' });
    const sources = ['-C', '@countersign/source', '-r', register, join(__dirname, '../main.ts')];
    const { status, stdout, stderr } = guarded(...sources, 'verify', 'genuine.zip', '--key', key);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Valid');
    // The guard sees whoever tries.
    expect(guarded('-e', `fetch('http://127.0.0.1:65000').catch(() => {})`).status).toBe(99);
  });

  it('P-185 says what was expected, what is there and what it means', () => {
    const files = new Map(unpackFiles(genuine));
    const text = new TextDecoder().decode(files.get('policy.json')).replace('"minimum":1', '"minimum":0');
    writeFileSync(
      join(folder, 'lax.zip'),
      packFiles(files.set('policy.json', new TextEncoder().encode(text))),
    );
    const { status, stdout } = countersign('lax.zip', '--key', key);
    expect(status).toBe(1);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /The policy is the one that decided: no, policy\.json is not .* has to be [0-9a-f]{64} and is [0-9a-f]{64}\. policy\.json holds other rules than those that decided\./,
    );
  });

  it('P-187 compares it with an export of the log', () => {
    const files = unpackFiles(genuine);
    const text = (name: string) => new TextDecoder().decode(files.get(name));
    const entries = text('audit/entries.ndjson').trimEnd().split('\n');
    const { workspaceId } = JSON.parse((JSON.parse(entries[0]!) as { canonical: string }).canonical) as {
      workspaceId: string;
    };
    const { name: origin } = exampleSigner.key;
    const span = { from: 1, to: entries.length, previousHash: '0'.repeat(64), frontier: [] };
    const lines = [
      bundleHeaderLine({ workspaceId, origin, keys: [key], ...span }),
      ...entries.map((line) => bundleEntryLine(JSON.parse(line) as BundleEntry)),
      bundleCheckpointLine(text('audit/checkpoint.txt')),
    ];
    writeFileSync(join(folder, 'log.ndjson'), lines.join(''));
    const { status, stdout } = countersign('genuine.zip', '--key', key, '--log', 'log.ndjson');
    expect(stdout).toContain(
      'The export of the log: passed, all 4 entries about it up to 4; since then nothing.',
    );
    expect(status).toBe(0);
    writeFileSync(join(folder, 'other.ndjson'), lines.join('').replace('castVote', 'castVotf'));
    const other = countersign('genuine.zip', '--key', key, '--log', 'other.ndjson', '--json');
    expect([other.status, JSON.parse(other.stdout)]).toMatchObject([
      1,
      { valid: false, log: { status: 'failed' } },
    ]);
    expect(countersign('genuine.zip', '--log', 'nowhere.ndjson').status).toBe(2);
    expect(countersign('log.ndjson', '--log', 'log.ndjson').status).toBe(2);
  });

  it('P-113 ends with 2 for bad usage', () => {
    expect(countersign('genuine.zip', '--key', 'nonsense').status).toBe(2);
    expect(countersign('nowhere.zip').status).toBe(2);
  });
});
