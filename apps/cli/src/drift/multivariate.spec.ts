import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../../../..');
const directory = mkdtempSync(join(tmpdir(), 'countersign-multivariate-'));
afterAll(() => rmSync(directory, { recursive: true }));

function drift(...args: string[]) {
  const node = ['-C', '@countersign/source', '-r', join(root, 'tools/swc-register.cjs')];
  const words = [join(__dirname, '../main.ts'), 'drift', '--reference', 'a.csv', ...args];
  return spawnSync(process.execPath, [...node, ...words], { cwd: directory, encoding: 'utf8' });
}

/** Two columns whose relation turns round while each stays as it was, a text and a time. */
const lines = (slope: number): string[] =>
  Array.from({ length: 400 }, (_, row) => {
    const x = (row * 37) % 101;
    const y = slope * x + (slope < 0 ? 100 : 0) + ((row * 53) % 11) / 10;
    return [x, y.toFixed(2), row % 2 ? 'p' : 'q', `2024-01-0${(row % 9) + 1}`].join(',');
  });
for (const [name, slope] of [
  ['a.csv', 1],
  ['same.csv', 1],
  ['turned.csv', -1],
] as const) {
  writeFileSync(join(directory, name), `x,y,text,day\n${lines(slope).join('\n')}\n`);
}

const both = ['--multivariate', 'pca_reconstruction,domain_classifier'];

describe('countersign drift --multivariate', () => {
  it('E-10 E-11 sees features change together that did not change one by one', () => {
    const { status, stdout } = drift('--current', 'turned.csv', '--preset', 'nannyml', '--json', ...both);
    expect(status).toBe(0);
    const { multivariate } = JSON.parse(stdout) as { multivariate: Record<string, unknown>[] };
    expect(multivariate).toMatchObject([
      { method: 'pca_reconstruction', features: ['x', 'y', 'text'], drifted: true, status: 'ok' },
      { method: 'domain_classifier', drifted: true, n: { reference: 400, current: 400 } },
    ]);
  });

  it('fails a gate on it, and not on files that are alike', () => {
    const gate = ['--fail-on', 'drift', '--multivariate', 'pca_reconstruction'];
    expect(drift('--current', 'turned.csv', ...gate).status).toBe(1);
    const { status, stdout } = drift('--current', 'same.csv', ...gate);
    expect(status).toBe(0);
    expect(stdout).toContain('All features together (3 columns)');
  });

  it('leaves the document as it is when not asked for, and refuses an unknown method', () => {
    expect(JSON.parse(drift('--current', 'same.csv', '--json').stdout)).not.toHaveProperty('multivariate');
    const { status, stderr } = drift('--current', 'same.csv', '--multivariate', 'mmd');
    expect(status).toBe(2);
    expect(stderr).toContain('--multivariate is of pca_reconstruction, domain_classifier, not "mmd".');
  });
});
