import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../../../..');
const directory = mkdtempSync(join(tmpdir(), 'countersign-drift-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Runs `countersign drift` from its sources. */
function drift(...args: string[]) {
  const node = ['-C', '@countersign/source', '-r', join(root, 'tools/swc-register.cjs')];
  const words = [join(__dirname, '../main.ts'), 'drift', ...args];
  return spawnSync(process.execPath, [...node, ...words], { cwd: directory, encoding: 'utf8' });
}

const header = 'amount,steady,city,code,day,empty,was_number,gone';

/** 400 rows; `moved` shifts the amounts and sends Berlin to Rome. */
function rows(moved: boolean): string {
  return Array.from({ length: 400 }, (_, row) =>
    [
      ((row * 37) % 101) + (moved ? 60 : 0),
      (row * 53) % 97,
      ['Berlin', 'Oslo', 'Paris', 'Rome'][moved && row % 4 === 0 ? 3 : row % 4],
      (row % 3) + 1,
      `2024-01-${String((row % 28) + 1).padStart(2, '0')}`,
      moved ? '' : row,
      moved ? `t${row % 5}` : row % 5,
      ...(moved ? [] : [row % 7]),
    ].join(','),
  ).join('\n');
}

writeFileSync(join(directory, 'reference.csv'), `${header}\n${rows(false)}\n`);
writeFileSync(join(directory, 'current.csv'), `${header.replace(',gone', '')}\n${rows(true)}\n`);
const files = ['--reference', 'reference.csv', '--current', 'current.csv'];

interface Column {
  column: string;
  kind: string;
  method: string | null;
  value: number | null;
  drifted: boolean | null;
  status: string;
  reason: string | null;
  n: { reference: number; current: number };
  parameters: Record<string, unknown>;
}

/** The document of a run, and its columns by name. */
function driftJson(...args: string[]) {
  const { status, stdout, stderr } = drift(...files, '--json', ...args);
  const json = JSON.parse(stdout) as Record<string, unknown> & { columns: Column[] };
  return { status, stderr, json, columns: new Map(json.columns.map((column) => [column.column, column])) };
}

describe('countersign drift', () => {
  it('reports every column of the reference in its order, whatever is wrong with some of them', () => {
    const { status, json, columns } = driftJson();
    expect(status).toBe(0);
    expect(json).toMatchObject({
      schema: 'countersign.drift/1',
      preset: 'countersign',
      mode: 'exact',
      reference: { rows: 400 },
      current: { rows: 400 },
      dataset: { drifted: true, count: 2, of: 4, notComputable: ['day', 'empty', 'was_number', 'gone'] },
    });
    expect(json.columns.map(({ column }) => column).join(',')).toBe(header);
    expect(Object.keys(json.columns[0]!)).toEqual([
      ...['column', 'kind', 'method', 'value', 'pValue', 'threshold', 'drifted', 'status', 'reason', 'n'],
      'parameters',
    ]);
    expect(columns.get('amount')).toMatchObject({
      kind: 'numeric',
      drifted: true,
      status: 'ok',
      reason: null,
    });
    expect(columns.get('steady')).toMatchObject({ drifted: false, n: { reference: 400, current: 400 } });
    expect(columns.get('city')).toMatchObject({ kind: 'categorical', value: 0.25, drifted: true });
    expect(columns.get('day')).toMatchObject({ kind: 'timestamp', status: 'not_computable' });
    expect(columns.get('empty')).toMatchObject({ reason: 'empty_current', value: null, drifted: null });
    expect(columns.get('was_number')).toMatchObject({ reason: 'type_changed' });
    expect(columns.get('gone')).toMatchObject({ reason: 'missing_column' });
  });

  it('gives the same bytes each time', () => {
    expect(drift(...files, '--json').stdout).toBe(drift(...files, '--json').stdout);
  });

  it('takes a method for all columns and another for one, and codes as categories', () => {
    const { columns } = driftJson('--method', 'wasserstein', '--method', 'city=psi', '--categorical', 'code');
    expect(columns.get('amount')).toMatchObject({ method: 'wasserstein', status: 'ok', drifted: null });
    expect(columns.get('city')).toMatchObject({ method: 'psi', drifted: true });
    expect(columns.get('code')).toMatchObject({ kind: 'categorical', reason: 'method_does_not_fit' });
  });

  it('measures by the rules of another tool, for the columns asked for', () => {
    const { json, columns } = driftJson('--preset', 'evidently', '--columns', 'city,amount');
    expect(json.columns.map(({ column }) => column)).toEqual(['amount', 'city']);
    expect(columns.get('amount')).toMatchObject({ method: 'ks' });
    expect(columns.get('city')).toMatchObject({ method: 'chi_square' });
    expect(json).toMatchObject({ dataset: { threshold: 0.5, of: 2 } });
  });

  it.each(['countersign', 'evidently', 'nannyml', 'azure', 'deequ'])('knows the preset %s', (preset) => {
    const { status, columns } = driftJson('--preset', preset, '--columns', 'amount,city');
    expect(status).toBe(0);
    expect(columns.get('amount')).toMatchObject({ status: 'ok', drifted: true });
  });

  it('counts instead of sorting when asked to, and says how far off it can be', () => {
    const { json, columns } = driftJson('--mode', 'profile', '--method', 'code=psi');
    expect(json).toMatchObject({ mode: 'profile', dataset: { count: 2, of: 4 } });
    const exact = driftJson().columns;
    for (const column of ['amount', 'steady']) {
      const { value, parameters, drifted } = columns.get(column)!;
      const apart = Math.abs(value! - exact.get(column)!.value!);
      expect(apart).toBeLessThanOrEqual(Number(parameters['errorBound']) + 1e-12);
      expect(drifted).toBe(exact.get(column)!.drifted);
    }
    expect(columns.get('code')).toMatchObject({ method: 'psi', drifted: false });
    expect(columns.get('city')).toMatchObject({ value: 0.25, drifted: true });
  });

  it('fails with 1 on drift when asked to, and passes without', () => {
    const failed = drift(...files, '--fail-on', 'drift', '--json');
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain('Drift: 2 of 4');
    expect(drift(...files, '--columns', 'steady', '--fail-on', 'drift').status).toBe(0);
  });

  it('does not let a gate pass that could look at nothing', () => {
    const { status, stderr } = drift(...files, '--columns', 'gone', '--fail-on', 'drift');
    expect(status).toBe(1);
    expect(stderr).toContain('No column could be compared');
  });

  it('never shows a p-value as zero', () => {
    const numbers = (from: number): string => Array.from({ length: 3000 }, (_, row) => from + row).join('\n');
    writeFileSync(join(directory, 'low.csv'), `x\n${numbers(0)}\n`);
    writeFileSync(join(directory, 'high.csv'), `x\n${numbers(9000)}\n`);
    const { stdout } = drift('--reference', 'low.csv', '--current', 'high.csv');
    expect(stdout).toMatch(/^x +numeric +ks +1 +< 1e-300 /m);
  });

  it('writes one page with a figure for each compared column', () => {
    expect(drift(...files, '--html', 'out.html').status).toBe(0);
    const page = readFileSync(join(directory, 'out.html'), 'utf8');
    expect(page.match(/<svg /g)).toHaveLength(5);
    expect(page).toContain('city: drifted');
    expect(page).toContain('the type has changed');
    expect(page).not.toMatch(/<script|NaN|undefined/);
  });

  it.each([
    [['--method', 'kss'], 'There is no method "kss". The methods are anderson_darling,'],
    [['--method', 'city=ks'], 'ks does not fit the categorical column "city". Methods that do: chi_square,'],
    [['--method', 'town=ks'], 'reference.csv: There is no column "town".'],
    [
      ['--method', 'ks', '--columns', 'city,day'],
      '--method ks fits none of the columns. Methods for categorical columns:',
    ],
    [['--method', 'day=psi'], 'holds times, which are not compared'],
    [['--method', 'ks', '--method', 'psi'], '--method asks for both ks and psi'],
    [['--columns', 'nothing'], 'There is no column "nothing".'],
    [['--preset', 'gut'], '--preset is one of countersign, evidently, nannyml, azure, deequ, not "gut".'],
    [['--threshold', 'low'], '--threshold is a number of at least 0, not "low".'],
    [['--mode', 'profile', '--preset', 'nannyml'], 'nannyml needs the values themselves.'],
    [['--mode', 'profile', '--method', 'amount=energy'], 'energy does not fit the numeric column "amount".'],
    [['--fail-on', 'bias'], '--fail-on is one of drift, not "bias".'],
  ])('refuses %j with exit code 2 and a reason', (args, reason) => {
    const { status, stdout, stderr } = drift(...files, ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('names the file it cannot open', () => {
    const { status, stderr } = drift('--reference', 'reference.csv', '--current', 'nowhere.csv');
    expect(status).toBe(2);
    expect(stderr).toContain('nowhere.csv');
  });
});
