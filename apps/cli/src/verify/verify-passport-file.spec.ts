import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ed25519Signer, formatVerifierKey, logOrigin } from '@countersign/domain/audit-log';
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
    expect(stdout).toContain('Valid, with 2 of 16 checks unknown.');
    expect(stdout).toContain('The decision follows: seats, separation of duties, term');
    expect(stdout).toMatch(/The log is the one that others are shown: no checkpoint known from elsewhere/);
    const without = countersign('genuine.zip');
    expect([without.status, without.stdout]).toEqual([
      0,
      expect.stringContaining('with 3 of 16 checks unknown'),
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
    expect(result.checks).toHaveLength(16);
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

  it('P-113 ends with 2 for bad usage', () => {
    expect(countersign('genuine.zip', '--key', 'nonsense').status).toBe(2);
    expect(countersign('nowhere.zip').status).toBe(2);
  });
});
