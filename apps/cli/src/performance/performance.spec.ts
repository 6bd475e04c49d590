import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRealCsv, realDataPath, withRealData } from '@countersign/testing/real-data';

const register = join(__dirname, '../../../../tools/swc-register.cjs');
const directory = mkdtempSync(join(tmpdir(), 'countersign-performance-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Runs the command from its sources. */
function performance(...args: string[]) {
  const node = ['-C', '@countersign/source', '-r', register, join(__dirname, '../main.ts')];
  return spawnSync(process.execPath, [...node, 'performance', ...args], { cwd: directory, encoding: 'utf8' });
}

function resultOf(...args: string[]) {
  const { status, stdout, stderr } = performance(...args, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

/** Writes lines of CSV and returns the file's path. */
function csv(name: string, lines: readonly string[]): string {
  const path = join(directory, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const binary = csv('binary.csv', [
  'y,p,s,sex,age',
  ...['1,1,0.9,f,20', '0,0,0.1,m,30', '1,0,0.4,f,', '0,1,0.6,m,40', '1,1,0.8,m,50', '0,0,0.3,f,20'],
  ...[',1,0.7,f,30', '1,,0.9,,40', '0,0,,m,50'],
]);

describe('countersign performance', () => {
  it('PF-17 infers a binary task and says so; PF-1 counts what is left out', () => {
    const result = resultOf('--data', binary, '--label', 'y', '--prediction', 'p', '--score', 's');
    expect(result).toMatchObject({
      schema: 'countersign.performance/1',
      task: 'binary',
      taskChosen: 'inferred',
      rows: 9,
      n: 8,
      positive: '1',
      threshold: null,
      confusion: { tp: 2, fp: 1, fn: 1, tn: 3 },
      leftOut: { unlabelled: 1, unpredicted: 1, unscored: 1 },
      slices: [],
    });
    expect(Object.keys(result.metrics)).toEqual([
      ...['accuracy', 'precision', 'recall', 'specificity', 'f1', 'balanced_accuracy', 'mcc'],
      ...['roc_auc', 'average_precision', 'log_loss', 'brier', 'ece'],
    ]);
    expect(result.metrics.accuracy).toMatchObject({ value: 5 / 7, n: 7, status: 'ok', reason: null });
    expect(result.metrics.accuracy.ci).toHaveLength(2);
    expect(result.metrics.roc_auc.n).toBe(7);
  });

  it('PF-3 cuts scores at 0.5 or at the threshold given', () => {
    const at = (...args: string[]) => resultOf('--data', binary, '--label', 'y', '--score', 's', ...args);
    expect(at()).toMatchObject({ threshold: 0.5, confusion: { tp: 3, fp: 1, fn: 1, tn: 2 } });
    expect(at('--threshold', '0.4')).toMatchObject({ confusion: { tp: 4, fp: 1, fn: 0, tn: 2 } });
  });

  it('PF-12 gives scores that are no probabilities their ranks and a reason for the rest', () => {
    const path = csv('margins.csv', ['y,s', '1,3', '0,-2', '1,0.5', '0,0.7']);
    const { metrics, confusion } = resultOf('--data', path, '--label', 'y', '--score', 's');
    expect(confusion).toBeNull();
    expect(metrics.roc_auc.value).toBe(0.75);
    for (const name of ['accuracy', 'brier', 'ece']) {
      expect(metrics[name]).toMatchObject({ value: null, reason: 'score_out_of_range' });
    }
  });

  it('PF-15 measures every group, and all of them crossed when asked', () => {
    const args = ['--data', binary, '--label', 'y', '--prediction', 'p', '--group-by', 'sex,age'];
    const { slices, slicesLeftOut } = resultOf(...args, '--intersections');
    expect(slices.slice(0, 2)).toMatchObject([
      {
        conditions: [{ column: 'sex', value: 'f' }],
        rows: 4,
        n: 3,
        confusion: { tp: 1, fp: 0, fn: 1, tn: 1 },
      },
      { conditions: [{ column: 'sex', value: 'm' }], rows: 4, n: 4, metrics: { accuracy: { value: 0.75 } } },
    ]);
    expect(slicesLeftOut).toEqual([
      { columns: ['sex'], rows: 1 },
      { columns: ['age'], rows: 1 },
      { columns: ['sex', 'age'], rows: 2 },
    ]);
    expect(resultOf(...args).slices).toHaveLength(2 + 4);
  });

  it('PF-7 gives each metric its own status when one class is missing', () => {
    const path = csv('one-class.csv', ['y,p,s', '0,0,0.2', '0,1,0.7']);
    const { metrics } = resultOf('--data', path, '--label', 'y', '--prediction', 'p', '--score', 's');
    expect(metrics.accuracy.value).toBe(0.5);
    expect(metrics.roc_auc).toMatchObject({ value: null, status: 'not_computable', reason: 'no_positives' });
  });

  it('PF-17 infers classes from texts, takes the highest score and compares per class', () => {
    const path = csv('classes.csv', [
      'kind,p_cat,p_dog,p_é',
      ...['cat,0.8,0.1,0.1', 'dog,0.2,0.5,0.3', 'é,0.4,0.2,0.4', 'dog,0.3,0.3,0.4'],
    ]);
    const result = resultOf('--data', path, '--label', 'kind', '--score', 'p');
    expect(result).toMatchObject({
      task: 'multiclass',
      confusion: {
        classes: ['cat', 'dog', 'é'],
        counts: [
          [1, 0, 0],
          [0, 1, 1],
          [1, 0, 0],
        ],
      },
      metrics: { accuracy: { value: 0.5 }, roc_auc_ovr: { status: 'ok' }, log_loss: { status: 'ok' } },
    });
    expect(result.classes.map((one: { class: string }) => one.class)).toEqual(['cat', 'dog', 'é']);
  });

  it('PF-17 infers a regression from numbers', () => {
    const path = csv('numbers.csv', ['y,p', '1,2', '2,2', '4,3', 'NaN,3', '5,']);
    const { task, n, metrics, leftOut } = resultOf('--data', path, '--label', 'y', '--prediction', 'p');
    expect([task, n, metrics.mae.value, metrics.max_error.value]).toEqual(['regression', 3, 2 / 3, 1]);
    expect(leftOut).toEqual({ unlabelled: 1, unpredicted: 1 });
  });

  it('PF-17 takes a query for a ranking; PF-11 counts queries without a relevant row', () => {
    const path = csv('ranking.csv', ['q,s,rel', ...['a,3,0', 'a,2,1', 'b,2,2', 'b,1,0', 'c,1,0']]);
    const args = ['--data', path, '--label', 'rel', '--score', 's', '--query', 'q', '--k', '2'];
    const { task, k, n, metrics, leftOut } = resultOf(...args);
    expect([task, k, n]).toEqual(['ranking', 2, 2]);
    expect(metrics['mrr@2'].value).toBe(0.75);
    expect(Object.keys(metrics)).toEqual(['ndcg@2', 'map@2', 'mrr@2']);
    expect(leftOut).toEqual({ rows: 0, queriesWithoutRelevant: 1 });
  });

  const many = csv('many.csv', ['y,s,id', ...Array.from({ length: 1001 }, (_, id) => `${id % 2},0.5,${id}`)]);
  const named = csv('named.csv', ['y,p,s', 'yes,yes,0.9', 'no,no,0.1', 'maybe,no,0.2']);
  it.each([
    [['--data', binary, '--label', 'y'], '--prediction or --score is missing'],
    [['--data', binary, '--label', 'y', '--prediction', 'y'], '--label has to be another column'],
    [['--data', binary, '--label', 'y', '--score', 'y'], '--label has to be another column'],
    [
      ['--data', binary, '--label', 'z', '--score', 's'],
      'binary.csv: column "z" (--label): there is no such column, but "y", "p", "s"',
    ],
    [['--data', binary, '--label', 'y', '--score', 'nope'], '"nope"'],
    [['--data', binary, '--label', 'y', '--prediction', 'p', '--group-by', 'x'], '"x" (--group-by)'],
    [['--data', named, '--label', 'y', '--score', 's', '--task', 'binary'], '"maybe", "no", "yes"'],
    [
      ['--data', binary, '--label', 'y', '--prediction', 's'],
      'are these scores? Then name the column by --score.',
    ],
    [['--data', binary, '--label', 'y', '--score', 'sex'], 'sex'],
    [['--data', binary, '--label', 'y', '--score', 's', '--threshold', 'x'], '--threshold is a number'],
    [['--data', binary, '--label', 'y', '--score', 's', '--task', 'ranking'], '--query is missing'],
    [['--data', many, '--label', 'y', '--score', 's', '--group-by', 'id'], 'makes 1001 groups'],
    [['--data', 'none.csv', '--label', 'y', '--score', 's'], 'none.csv'],
    [
      ['--data', binary, '--label', 'y', '--score', 's', '--weak-slices', 'all', '--weak-metric', 'mae'],
      '--weak-metric is one of accuracy, precision, recall, specificity, log_loss, brier here',
    ],
  ])('PF-18 answers bad input no. %# with exit code 2 and the reason', (args, reason) => {
    const { status, stdout, stderr } = performance(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('PF-17 takes --positive of three values, all others being negative', () => {
    const args = [
      '--data',
      named,
      '--label',
      'y',
      '--prediction',
      'p',
      '--task',
      'binary',
      '--positive',
      'yes',
    ];
    expect(resultOf(...args)).toMatchObject({ positive: 'yes', confusion: { tp: 1, fp: 0, fn: 0, tn: 2 } });
  });

  it('writes a page with ROC, precision–recall and calibration curves', () => {
    const page = join(directory, 'page.html');
    const { status, stdout } = performance('--data', binary, '--label', 'y', '--score', 's', '--html', page);
    expect([status, stdout.startsWith('Performance\n')]).toEqual([0, true]);
    const html = readFileSync(page, 'utf8');
    for (const title of ['ROC curve', 'Precision–recall curve', 'Calibration curve']) {
      expect(html).toContain(`<title>${title}</title>`);
    }
    expect(html).not.toMatch(/NaN|undefined/);
  });

  withRealData(() => {
    it('PF-4 of the California files answers as NannyML and scikit-learn do', () => {
      const reference = realDataPath('california_housing_reference.csv');
      const args = ['--label', 'clf_target', '--prediction', 'y_pred', '--score', 'y_pred_proba'];
      const result = resultOf('--data', reference, ...args, '--weak-slices', 'HouseAge,MedInc');
      expect(result.n).toBe(5832);
      expect(result.confusion).toEqual({ tp: 1836, fp: 42, fn: 1880, tn: 2074 });
      expect(Math.abs(result.metrics.roc_auc.value - 0.9079415179034716)).toBeLessThan(1e-12);
      expect(result.curves.roc.points.length).toBeLessThanOrEqual(200);
      // Four quarters of each column and sixteen pairs.
      expect(result.weakSlices).toMatchObject({ metric: 'accuracy', examined: 24, tooSmall: 0 });
      expect(result.weakSlices.slices[0]).toMatchObject({
        difference: { status: 'ok', method: 'slice_minus_rest' },
      });

      const late = new Map(readRealCsv('california_housing_analysis_gt.csv').map((row) => [row['id'], row]));
      const joined = readRealCsv('california_housing_analysis.csv').map(
        (row) => `${late.get(row['id'])!['clf_target']},${row['y_pred']},${row['y_pred_proba']}`,
      );
      const analysis = csv('analysis.csv', ['clf_target,y_pred,y_pred_proba', ...joined]);
      const { metrics } = resultOf('--data', analysis, ...args);
      expect(Math.abs(metrics.roc_auc.value - 0.8402458783370228)).toBeLessThan(1e-12);
    });
  });
});
