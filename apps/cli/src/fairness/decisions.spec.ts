import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const register = join(__dirname, '../../../../tools/swc-register.cjs');
const main = join(__dirname, '../main.ts');
const directory = mkdtempSync(join(tmpdir(), 'countersign-decisions-'));
afterAll(() => rmSync(directory, { recursive: true }));

function countersign(...args: string[]) {
  const node = ['-C', '@countersign/source', '-r', register, main, 'fairness', ...args];
  return spawnSync(process.execPath, node, { cwd: directory, encoding: 'utf8' });
}

const repeated = (count: number, row: string): string[] => Array.from({ length: count }, () => row);
const rows = [
  ...[...repeated(30, 'f,1,1'), ...repeated(20, 'f,1,0'), ...repeated(5, 'f,1,'), ...repeated(45, 'f,0,0')],
  ...[...repeated(5, 'f,0,1'), ...repeated(5, 'f,0,NaN')],
  ...[...repeated(55, 'm,1,1'), ...repeated(5, 'm,1,0'), ...repeated(30, 'm,0,0'), ...repeated(10, 'm,0,1')],
  ...[...repeated(3, ',1,1'), ',1,0', 'm,,1'],
];
function file(name: string, lines: readonly string[], header = 'sex,p,d'): string {
  writeFileSync(join(directory, name), [header, ...lines, ''].join('\n'));
  return name;
}
const data = file('decisions.csv', rows);
const options = ['--prediction', 'p', '--sensitive', 'sex', '--bootstrap', '0'];

interface Document {
  decision?: string;
  attributes: {
    overrides?: {
      decided: number;
      undecided: number;
      unknown: Record<string, number>;
      groups: Record<string, unknown>[];
      toUnfavourable: { between: string[][]; difference: { value: number; pAdjusted: number } };
      after: { ratio: { value: number } };
    };
  }[];
}
function audit(...args: string[]): Document {
  const { status, stdout, stderr } = countersign(...args, '--json');
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
  return JSON.parse(stdout) as Document;
}

describe('countersign fairness --decision', () => {
  it('FA-24 counts how often people overruled the model, an empty cell and a written NaN undecided', () => {
    const { decision, attributes } = audit('--data', data, ...options, '--decision', 'd');
    const { overrides } = attributes[0]!;
    expect(decision).toBe('d');
    expect(overrides).toMatchObject({
      ...{ decided: 200, undecided: 10, unknown: { upheldPositive: 3, overruledPositive: 1 } },
      groups: [
        {
          ...{ group: ['f'], decided: 100, undecided: 10 },
          decidedShare: { numerator: 100, n: 110 },
          overruled: { numerator: 25, value: 0.25, ciMethod: 'wilson' },
          toFavourable: { numerator: 5, denominator: 50 },
          toUnfavourable: { numerator: 20, denominator: 50 },
          favourableAfter: { value: 0.35 },
        },
        { group: ['m'], decided: 100, undecided: 0, favourableBefore: { value: 0.6 } },
      ],
    });
    expect(overrides!.toUnfavourable.between).toEqual([['m'], ['f']]);
    expect(overrides!.toUnfavourable.difference.value).toBeCloseTo(0.4 - 5 / 60, 12);
    expect(overrides!.after.ratio.value).toBeCloseTo(0.35 / 0.65, 12);
  });

  it('FA-23 answers the same bytes in any order of the rows, and as ever without decisions', () => {
    const turned = file('turned.csv', rows.toReversed());
    const [one, other] = [data, turned].map(
      (name) => countersign('--data', name, ...options, '--decision', 'd', '--json').stdout,
    );
    expect(one).toContain('"overrides"');
    expect(other).toBe(one);
    const without = countersign('--data', data, ...options, '--json').stdout;
    expect(without).toContain('"schema"');
    expect(without).not.toMatch(/overrides|decision/);
  });

  it('FA-25 prints the decisions of each group beside its verdicts, which stay', () => {
    const [with_, without] = [
      countersign('--data', data, ...options, '--decision', 'd'),
      countersign('--data', data, ...options),
    ];
    expect(with_.stdout).toContain('Overruled by people, by sex');
    expect(with_.stdout).toMatch(/overruled to unfavourable\s+0\.3167/);
    expect(with_.stdout).toContain('Whether overruling the model helped or harmed is not measured.');
    const verdict = /Verdict: .*/;
    expect(verdict.exec(with_.stdout)![0]).toBe(verdict.exec(without.stdout)![0]);
    expect(without.stdout).not.toContain('verruled');
  });

  it.each([
    [['--decision', 'nobody'], 'there is no such column'],
    [['--decision', 'p'], '--decision has to be a column of its own'],
    [['--decision', 'sex'], 'is an outcome or a weight, not a group'],
    [['--decision', 'd', '--weight', 'w'], '--decision and --weight do not go together'],
    [['--decision', 'sex2'], 'a decision is one of two'],
  ])('refuses %j', (more, message) => {
    const name = file('refused.csv', ['f,1,1,1,a', 'm,0,0,2,b', 'm,0,1,1,c'], 'sex,p,d,w,sex2');
    const { status, stderr } = countersign('--data', name, ...options, ...more);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
