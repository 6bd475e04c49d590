import { realDataPath, withRealData } from '@countersign/testing/real-data';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../../../..');
const directory = mkdtempSync(join(tmpdir(), 'countersign-estimate-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Runs `countersign estimate` from its sources. */
function estimate(...args: string[]) {
  const node = ['-C', '@countersign/source', '-r', join(root, 'tools/swc-register.cjs')];
  const words = [join(__dirname, '../main.ts'), 'estimate', ...args];
  return spawnSync(process.execPath, [...node, ...words], { cwd: directory, encoding: 'utf8' });
}

interface Chunk {
  key: string;
  period: string;
  n: number;
  estimated: number | null;
  realised: number | null;
  samplingError: number | null;
  lower: number | null;
  upper: number | null;
  alert: boolean | null;
  status: string;
  reason: string | null;
}

interface Answer {
  schema: string;
  method: string;
  calibrated: boolean | null;
  metrics: { metric: string; threshold: { lower: number; upper: number }; chunks: Chunk[] }[];
  groups?: {
    groups: { group: string; n: number; metrics: Record<string, { value: number; samplingError: number }> }[];
    gaps: { metric: string; between: string[] | null }[];
  };
}

function answer(...args: string[]): Answer {
  const { status, stdout, stderr } = estimate(...args, '--json');
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Answer;
}

/** Rows whose order in the file is not that of time; the truth is yes and no. */
const row = (at: number, withTruth: boolean): string => {
  const score = ((at * 37) % 100) / 100;
  const day = String(28 - (at % 28)).padStart(2, '0');
  const truth = (at * 53) % 100 < score * 100 ? 'yes' : 'no';
  const cells = [at, `2024-0${1 + (at % 2)}-${day}`, score, score >= 0.5 ? 'yes' : 'no', at % 3 ? 'a' : 'b'];
  return [...cells, ...(withTruth ? [truth] : [])].join(',');
};
const file = (name: string, header: string, lines: string[]): void =>
  writeFileSync(join(directory, name), `${header}\n${lines.join('\n')}\n`);
const ids = Array.from({ length: 300 }, (_, at) => at);
file(
  'reference.csv',
  'id,at,score,decided,group,truth',
  ids.map((at) => row(at, true)),
);
file(
  'analysis.csv',
  'id,at,score,decided,group',
  ids.map((at) => row(at, false)),
);
const truths = ids.map((at) => `${at},${row(at, true).split(',').at(-1)!}`);
file('late.csv', 'id,truth', truths.slice(0, 200).reverse());
file('short.csv', 'truth', ['yes', 'no']);
file('twice.csv', 'id,truth', ['1,yes', '1,no']);
file('strange.csv', 'id,truth', ['1,maybe']);
file('untimed.csv', 'id,at,score,decided', ['1,2024-01-01,0.5,yes', '2,soon,0.5,no']);

const files = ['--reference', 'reference.csv', '--analysis', 'analysis.csv'];
const columns = ['--label', 'truth', '--score', 'score', '--prediction', 'decided', '--positive', 'yes'];
const months = ['--timestamp', 'at', '--chunk', 'month'];

describe('countersign estimate', () => {
  it('E-14 estimates each metric in each chunk of both periods, in the order of time', () => {
    const { schema, method, metrics } = answer(...files, ...columns, ...months);
    expect({ schema, method }).toEqual({ schema: 'countersign.estimate/1', method: 'cbpe' });
    expect(metrics.map(({ metric }) => metric)).toEqual([
      'roc_auc',
      'average_precision',
      'f1',
      'precision',
      'recall',
      'specificity',
      'accuracy',
    ]);
    for (const { chunks } of metrics) {
      expect(chunks.map(({ key, period, n }) => [key, period, n])).toEqual([
        ['2024-01', 'reference', 150],
        ['2024-02', 'reference', 150],
        ['2024-01', 'analysis', 150],
        ['2024-02', 'analysis', 150],
      ]);
      expect(chunks.map(({ realised }) => realised === null)).toEqual([false, false, true, true]);
      expect(Object.keys(chunks[0]!)).toEqual([
        'key',
        'period',
        'n',
        'estimated',
        'realised',
        'samplingError',
        'lower',
        'upper',
        'alert',
        'status',
        'reason',
      ]);
    }
  });

  it('E-15 joins late labels by an id, for the rows that have one by now', () => {
    const late = answer(...files, ...columns, '--chunk', '300', '--labels', 'late.csv', '--id', 'id');
    const accuracy = late.metrics.find(({ metric }) => metric === 'accuracy')!.chunks[1]!;
    const rows = ids.slice(0, 200).map((at) => row(at, true).split(','));
    const right = rows.filter((cells) => cells[3] === cells[5]).length;
    expect(accuracy).toMatchObject({ key: '[0:299]', n: 300 });
    expect(accuracy.realised).toBeCloseTo(right / 200, 12);
  });

  it('E-15 joins late labels by ids of nineteen digits, whatever the format of the file', () => {
    const longId = (at: number): bigint => 1152921504606846976n + BigInt(at);
    const longRow = (at: number): string => row(at, false).replace(/^\d+/, String(longId(at)));
    file('long.csv', 'id,at,score,decided,group', ids.map(longRow));
    const labelled = truths.map((line, at) => `{"id":${longId(at)},"truth":"${line.split(',')[1]}"}`);
    writeFileSync(join(directory, 'long.ndjson'), labelled.reverse().join('\n'));
    const long = ['--reference', 'reference.csv', '--analysis', 'long.csv', '--labels', 'long.ndjson'];
    const late = answer(...long, ...columns, '--chunk', '300', '--id', 'id');
    const accuracy = late.metrics.find(({ metric }) => metric === 'accuracy')!.chunks[1]!;
    const right = ids.map((at) => row(at, true).split(',')).filter((cells) => cells[3] === cells[5]).length;
    expect(accuracy.realised).toBeCloseTo(right / 300, 12);
  });

  it('E-13 shows expected rates by group', () => {
    const { groups } = answer(...files, ...columns, '--group-by', 'group');
    expect(groups!.groups.map(({ group, n }) => [group, n])).toEqual([
      ['a', 200],
      ['b', 100],
    ]);
    expect(groups!.groups[0]!.metrics['tpr']!.samplingError).toBeGreaterThan(0);
    expect(groups!.gaps.map(({ metric }) => metric)).toEqual(['selection_rate', 'base_rate', 'tpr', 'fpr']);
  });

  it('E-9 learns the errors of a regression model from the columns that both files have', () => {
    const task = ['--task', 'regression', '--label', 'score', '--prediction', 'id', '--features', 'group'];
    const { method, calibrated, metrics } = answer(
      '--reference',
      'reference.csv',
      '--analysis',
      'reference.csv',
      ...task,
      '--chunk',
      '100',
      '--metrics',
      'mae,rmse',
    );
    expect({ method, calibrated }).toEqual({ method: 'dle', calibrated: null });
    for (const { chunks } of metrics) {
      const { estimated, realised } = chunks[4]!;
      expect(Math.abs(estimated! / realised! - 1)).toBeLessThan(0.1);
    }
  });

  it('E-17 estimates several classes from the columns SCORE_<class>', () => {
    const lines = (hasTruth: boolean) =>
      ids.map((at) => {
        const shares = [(at * 37) % 100, (at * 53) % 100, (at * 71) % 100].map((part) => (part + 1) / 100);
        const total = shares.reduce((sum, value) => sum + value, 0);
        const names = ['red', 'green', 'blue'];
        const decided = names[shares.indexOf(Math.max(...shares))]!;
        const cells = [
          ...shares.map((value) => value / total),
          decided,
          ...(hasTruth ? [names[at % 3]] : []),
        ];
        return cells.join(',');
      });
    file('colours.csv', 's_red,s_green,s_blue,decided,truth', lines(true));
    file('later.csv', 's_red,s_green,s_blue,decided', lines(false));
    const task = ['--task', 'multiclass', '--label', 'truth', '--score', 's', '--prediction', 'decided'];
    const { metrics } = answer(
      '--reference',
      'colours.csv',
      '--analysis',
      'later.csv',
      ...task,
      '--chunk',
      '100',
    );
    expect(metrics).toHaveLength(7);
    for (const { chunks } of metrics) {
      expect(chunks).toHaveLength(6);
      expect(chunks.every(({ estimated }) => estimated! > 0 && estimated! < 1)).toBe(true);
    }
    const { status, stderr } = estimate(...files, ...task);
    expect(status).toBe(2);
    expect(stderr).toContain('reference.csv: three columns "s_<class>" or more are needed');
  });

  it('E-16 exits 1 under --fail-on alert when an estimate of the analysis lies beyond its threshold', () => {
    file(
      'bad.csv',
      'id,at,score,decided,group',
      ids.map((at) =>
        row(at, false).replace(/,(yes|no),/, (_, word: string) => (word === 'yes' ? ',no,' : ',yes,')),
      ),
    );
    const { status, stderr } = estimate(
      '--reference',
      'reference.csv',
      '--analysis',
      'bad.csv',
      ...columns,
      ...months,
      '--fail-on',
      'alert',
      '--json',
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/beyond the threshold: .*accuracy/);
    expect(
      estimate(...files, ...columns, '--chunk', '30', '--metrics', 'accuracy', '--fail-on', 'alert').status,
    ).toBe(0);
  });

  it('writes a page with one figure a metric, none of which loads anything', () => {
    const { status } = estimate(...files, ...columns, ...months, '--html', 'page.html');
    const page = readFileSync(join(directory, 'page.html'), 'utf8');
    expect(status).toBe(0);
    expect(page.match(/<svg /g)).toHaveLength(7);
    expect(page).not.toMatch(/(src|href)="?http/);
  });

  it('shows a table a metric for people', () => {
    const { stdout } = estimate(...files, ...columns, ...months);
    expect(stdout).toContain('roc_auc, expected between');
    expect(stdout).toMatch(/2024-02 +analysis +150/);
  });

  it.each([
    ['no score and no prediction', ['--label', 'truth'], '--score is missing for a classifier'],
    ['a period without times', [...columns, '--chunk', 'week'], '--chunk week needs --timestamp.'],
    [
      'a chunk of no size',
      [...columns, '--chunk', 'year'],
      '--chunk is month, week, day or a number of rows',
    ],
    ['an unknown metric', [...columns, '--metrics', 'mae'], '--metrics are of roc_auc'],
    [
      'a business value without values',
      [...columns, '--metrics', 'business_value'],
      'needs --values TP,FP,FN,TN',
    ],
    [
      'values that are none',
      [...columns, '--values', '1,2,x,4'],
      '--values is what a row of each kind is worth',
    ],
    [
      'a missing column',
      [...columns, '--timestamp', 'when'],
      'reference.csv: column "when" (--timestamp): there is no such column, but "',
    ],
    [
      'labels of another length',
      [...columns, '--labels', 'short.csv'],
      'short.csv has 2 rows and analysis.csv 300',
    ],
    [
      'an id that stands twice',
      [...columns, '--labels', 'twice.csv', '--id', 'id'],
      'twice.csv: column "id" (--id): it holds "1" in rows 1 and 2.',
    ],
    [
      'a label without a plain positive value',
      columns.slice(0, -2),
      'reference.csv: column "truth" (--label): it holds "no", "yes": name the positive one with --positive.',
    ],
    [
      'a strange label',
      [...columns, '--labels', 'strange.csv', '--id', 'id'],
      'strange.csv: column "truth" (--label): it holds "maybe"',
    ],
  ])('answers %s with exit code 2 and one reason', (_, args, reason) => {
    const { status, stderr, stdout } = estimate(...files, ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('names the row of a value that is no time', () => {
    const { status, stderr } = estimate(
      '--reference',
      'reference.csv',
      '--analysis',
      'untimed.csv',
      ...columns,
      ...months,
    );
    expect(status).toBe(2);
    expect(stderr).toContain(
      'untimed.csv: column "at" (--timestamp): the value in row 2 is no time: "soon".',
    );
  });

  withRealData(() => {
    it('E-14 answers the public vectors of California housing', () => {
      const { metrics } = answer(
        '--reference',
        realDataPath('california_housing_reference.csv'),
        '--analysis',
        realDataPath('california_housing_analysis.csv'),
        ...['--label', 'clf_target', '--score', 'y_pred_proba', '--prediction', 'y_pred'],
        ...['--timestamp', 'timestamp', '--chunk', 'month'],
        ...['--labels', realDataPath('california_housing_analysis_gt.csv')],
      );
      const { threshold, chunks } = metrics[0]!;
      const estimated = (key: string): number => chunks.find((chunk) => chunk.key === key)!.estimated!;
      expect(estimated('2022-03')).toBeCloseTo(0.829077, 6);
      expect(estimated('2022-04')).toBeCloseTo(0.910661, 6);
      expect(threshold.lower).toBeCloseTo(0.708336, 6);
      expect(chunks.filter(({ realised }) => realised !== null)).toHaveLength(20);
    });
  });
});
