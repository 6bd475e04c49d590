import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const register = join(__dirname, '../../../../tools/swc-register.cjs');
const folder = mkdtempSync(join(tmpdir(), 'countersign-quality-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return name;
}

function quality(...args: string[]) {
  const node = ['-C', '@countersign/source', '-r', register, join(__dirname, '../main.ts'), 'quality'];
  return spawnSync(process.execPath, [...node, ...args], { cwd: folder, encoding: 'utf8' });
}

interface Check {
  check: string;
  value: unknown;
  limit: unknown;
  passed: boolean;
  status: string;
  reason: string | null;
  found?: string[];
}

interface Answer {
  summary: Record<string, number>;
  dataset: { checks: Check[] };
  columns: { column: string; kind: string | null; checks: Check[] }[];
  expectations: { dataset: unknown; columns: Record<string, unknown> };
}

function answer(...args: string[]): Answer {
  const { stdout, stderr } = quality(...args, '--json');
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Answer;
}

const bad = ({ dataset, columns }: Answer): unknown[] => [
  ...dataset.checks.filter(({ passed }) => !passed).map(({ check, value }) => [check, value]),
  ...columns.flatMap(({ column, checks }) =>
    checks.filter(({ passed }) => !passed).map(({ check, value, reason }) => [column, check, value, reason]),
  ),
];

const reference = file(
  'reference.csv',
  [
    'id,at,age,city,gone',
    '1,2026-01-01,30,Oslo,1',
    '2,2026-01-02,40,Oslo,2',
    '3,2026-01-03,50,Bern,3',
    '4,2026-01-05,60,Bern,4',
  ].join('\n'),
);
const current = file(
  'current.ndjson',
  [
    '{"id":7,"at":"2026-01-06","age":"old","city":"Zug","more":1}',
    '{"id":7,"at":"2026-01-07","age":"new","city":"Oslo","more":1}',
    '{"id":8,"at":"2026-01-08","age":"old","city":null,"more":2}',
  ].join('\n'),
);

describe('countersign quality', () => {
  it('holds a file against its reference, fault by fault, and never lets the unknown pass (Q-1, Q-6, Q-8)', () => {
    const found = answer(
      ...['--reference', reference, '--current', current, '--id', 'id'],
      ...['--timestamp', 'at', '--now', '2026-01-09T12:00:00Z'],
    );
    expect(bad(found)).toEqual([
      ['columns_gone', 1],
      ['columns_new', 1],
      ['duplicate_ids', 1 / 3],
      ['age', 'type_change', 'categorical', null],
      ['age', 'out_of_range', null, 'type_changed'],
      ['city', 'missing_share', 1 / 3, null],
      ['city', 'unseen_categories', 1 / 3, null],
      ['gone', 'type_change', null, 'missing_column'],
      ['gone', 'missing_share', null, 'missing_column'],
      ['gone', 'out_of_range', null, 'missing_column'],
      ['gone', 'constant_column', null, 'missing_column'],
    ]);
    expect(found.dataset.checks.find(({ check }) => check === 'freshness')).toMatchObject({
      value: 36,
      limit: { minimum: 0, maximum: 48 },
      passed: true,
    });
    expect(found.summary).toEqual({ checks: 22, passed: 11, failed: 6, unknown: 5 });
  });

  it('lets a reference pass what it taught, and gives the same bytes again (Q-12, Q-19)', () => {
    const first = quality('--reference', reference, '--current', reference, '--fail-on', 'failed', '--json');
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect((JSON.parse(first.stdout) as Answer).summary).toMatchObject({ failed: 0, unknown: 0 });
    expect(quality('--reference', reference, '--current', reference, '--json').stdout).toBe(first.stdout);
  });

  it('takes learned expectations back as a document, alone or over a reference (Q-20, Q-22)', () => {
    const learned = answer('--reference', reference, '--current', reference).expectations;
    const document = file('learned.json', JSON.stringify(learned));
    expect(bad(answer('--expect', document, '--current', reference))).toEqual([]);
    const own = file(
      'own.json',
      JSON.stringify({
        schema: 'countersign.expectations/1',
        dataset: { minimumRows: 5, newColumns: 3 },
        columns: { age: { maximum: 50 }, id: { categories: ['1', '2', '3'] } },
      }),
    );
    const merged = answer('--reference', reference, '--expect', own, '--current', reference);
    expect(merged.expectations.dataset).toEqual({
      ...{ newColumns: 3, duplicateRows: 0, minimumRows: 5 },
      columnOrder: ['id', 'at', 'age', 'city', 'gone'],
    });
    expect(bad(merged)).toEqual([
      ['row_count', 4],
      ['id', 'unseen_categories', 0.25, null],
      ['age', 'out_of_range', 0.25, null],
    ]);
  });

  it('notes columns that have moved, and fails them where that is limited (Q-8, Q-20)', () => {
    const moved = file('moved.csv', 'gone,id,at,age,city\n1,1,2026-01-01,30,Oslo\n');
    const sides = ['--reference', reference, '--current', moved];
    const orderOf = ({ dataset }: Answer) => dataset.checks.find(({ check }) => check === 'column_order');
    expect(orderOf(answer(...sides))).toMatchObject({ value: 1, limit: {}, passed: true, found: ['gone'] });
    expect(quality(...sides).stdout).toContain('another order than expected (moved: gone)');
    expect(orderOf(answer(...sides, '--columns', 'id,at'))).toBeUndefined();
    expect(orderOf(answer('--reference', reference, '--current', current))).toBeUndefined();
    const strict = file(
      'strict.json',
      '{"schema":"countersign.expectations/1","dataset":{"movedColumns":0}}',
    );
    expect(orderOf(answer(...sides, '--expect', strict))).toMatchObject({ limit: 0, passed: false });
    const alone = quality('--expect', strict, '--current', moved);
    expect([alone.status, alone.stderr]).toEqual([2, expect.stringContaining('give their columnOrder')]);
  });

  it('fails on what did not pass, with a report and a page', () => {
    const { status, stdout, stderr } = quality(
      ...['--reference', reference, '--current', current, '--fail-on', 'failed', '--html', 'page.html'],
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^\d+ of \d+ checks did not pass \(\d failed, \d unknown\)\.\n$/);
    expect(stdout).toContain('Not passed\ncolumn');
    expect(readFileSync(join(folder, 'page.html'), 'utf8')).toContain('<caption>Not passed</caption>');
  });

  it('tells long ids apart, whatever the format of the file', () => {
    const ids = ['1152921504606846976', '1152921504606846977'];
    const files = [
      file('ids.csv', `id,v\n${ids.map((id, row) => `${id},${row}`).join('\n')}`),
      file('ids.ndjson', ids.map((id, row) => `{"id":${id},"v":${row}}`).join('\n')),
    ];
    for (const path of files) {
      const { dataset } = answer('--reference', path, '--current', path, '--id', 'id');
      expect(dataset.checks.find(({ check }) => check === 'duplicate_ids')).toMatchObject({ value: 0 });
    }
  });

  it('checks the chosen columns only', () => {
    const found = answer('--reference', reference, '--current', current, '--columns', 'city');
    expect(found.columns.map(({ column }) => column)).toEqual(['city']);
    expect(found.dataset.checks.map(({ check }) => check)).toEqual(['columns_gone', 'duplicate_rows']);
  });

  it.each([
    ['--reference or --expect is missing', ['--current', current]],
    ['--current is missing.', ['--reference', reference]],
    ['nowhere.csv: There is no such file.', ['--reference', reference, '--current', 'nowhere.csv']],
    [
      'broken.json:3:1: not valid JSON: expected a name in double quotes, found }.',
      ['--expect', file('broken.json', '{\n  "schema": "x",\n}\n'), '--current', reference],
    ],
    [
      'twice.json:3:2: not valid JSON: the name "age" stands a second time in the same object.',
      [
        '--expect',
        file('twice.json', '{"schema":"countersign.expectations/1","columns":{\n "age":{},\n "age":{}}}'),
        '--current',
        reference,
      ],
    ],
    [
      'fault.json: $.columns.age.minimum: expected a finite number.',
      [
        '--expect',
        file('fault.json', '{"schema":"countersign.expectations/1","columns":{"age":{"minimum":"0"}}}'),
        '--current',
        reference,
      ],
    ],
    [
      'nothing is expected of such a column',
      ['--reference', reference, '--current', reference, '--columns', 'x'],
    ],
    [
      '--timestamp age: the column is numeric',
      ['--reference', reference, '--current', reference, '--timestamp', 'age'],
    ],
    ['no column "when"', ['--reference', reference, '--current', reference, '--timestamp', 'when']],
    [
      '--now is an instant with its zone',
      ['--reference', reference, '--current', reference, '--timestamp', 'at', '--now', 'today'],
    ],
    [
      '--max-age and --now need --timestamp',
      ['--reference', reference, '--current', reference, '--max-age', '3'],
    ],
    [
      'would replace a file that is read',
      ['--reference', reference, '--current', reference, '--html', reference],
    ],
    [
      'cannot be written (ENOENT)',
      ['--reference', reference, '--current', reference, '--html', 'no/where.html'],
    ],
  ])('answers bad usage and bad input with exit code 2: %s', (message, args) => {
    const { status, stdout, stderr } = quality(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
