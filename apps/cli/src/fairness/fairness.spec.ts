import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultCriteria, defaultLimits } from '@countersign/domain/fairness';
import { realDataPath, withRealData } from '@countersign/testing/real-data';

const register = join(__dirname, '../../../../tools/swc-register.cjs');
const main = join(__dirname, '../main.ts');
const directory = mkdtempSync(join(tmpdir(), 'countersign-fairness-'));
afterAll(() => rmSync(directory, { recursive: true }));

function countersign(...args: string[]) {
  const node = ['-C', '@countersign/source', '-r', register, main, 'fairness', ...args];
  return spawnSync(process.execPath, node, { cwd: directory, encoding: 'utf8' });
}

interface Estimate {
  value: number | null;
  ci: [number, number] | null;
  ciMethod: string | null;
  simultaneous?: [number, number] | null;
  status: string;
  reason: string | null;
}
interface Disparity {
  metric: string;
  difference: Estimate & { p: number | null; pAdjusted: number | null; bootstrap: [number, number] | null };
  ratio: Estimate;
  between: string[][];
  verdict: string;
  reason: string | null;
  robust: boolean | null;
  byDenominator: Record<string, { verdict: string }> | null;
  comparisons: { difference: Estimate }[];
}
interface Document {
  schema: string;
  verdict: string;
  rows: number;
  positive: string;
  criteria: string[];
  median?: number;
  unweighted?: number;
  attributes: {
    attribute: string[];
    unknown: number;
    denominator: string;
    groups: {
      group: string[];
      n: number;
      counts: Record<string, number>;
      metrics: Record<string, Estimate>;
    }[];
    disparities: Disparity[];
    scores?: { aucGap: Estimate };
    thresholds?: { thresholds: number[]; impactRatio: (number | null)[] };
    missingDemographics: object | null;
    sampleSize: object | null;
  }[];
  law?: { findings: { code: string }[] };
}

function audit(...args: string[]): Document {
  const { status, stdout, stderr } = countersign(...args, '--json');
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
  return JSON.parse(stdout) as Document;
}
const disparityOf = ({ attributes }: Document, metric: string, at = 0): Disparity =>
  attributes[at]!.disparities.find((each) => each.metric === metric)!;

/** A file of rows, and the options that name its columns. */
function file(name: string, header: string, rows: readonly string[]): string {
  const path = join(directory, name);
  writeFileSync(path, [header, ...rows, ''].join('\n'));
  return path;
}
const y = [0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1];
const p = [0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0];
const vectorRows = [...'bbabbcccaacabccbcc'].map(
  (letter, at) => `${y[at]},${p[at]},${letter},${at / 18},${0.1 * (at + 1)},${at % 3}`,
);
const vector = file('vector.csv', 'y,p,g,s,w,m', vectorRows);
const columns = ['--label', 'y', '--prediction', 'p', '--sensitive', 'g'];

describe('countersign fairness', () => {
  it('gives the values of the 18-row vector, with every disparity of the contract', () => {
    const found = audit('--data', vector, ...columns);
    expect(found).toMatchObject({ schema: 'countersign.fairness/1', rows: 18, positive: '1' });
    expect(disparityOf(found, 'demographic_parity')).toMatchObject({
      difference: { value: 0.25 },
      between: [['b'], ['a']],
    });
    expect(disparityOf(found, 'demographic_parity').ratio.value).toBeCloseTo(2 / 3, 12);
    expect(disparityOf(found, 'equalized_odds').difference.value).toBe(1);
    expect(disparityOf(found, 'equal_opportunity').difference.value).toBeCloseTo(0.2, 12);
    expect(found.attributes[0]!.groups[0]).toMatchObject({
      group: ['a'],
      n: 4,
      counts: { tp: 1, fp: 2, fn: 1, tn: 0, unlabelled: 0 },
      metrics: {
        selection_rate: { value: 0.75, numerator: 3, denominator: 4 },
        for: { value: 1, status: 'ok' },
      },
    });
    expect(found.attributes[0]!.disparities.map(({ metric }) => metric)).toHaveLength(15);
  });

  it('F-14 answers the same bytes whatever the order of the rows', () => {
    const backwards = file('backwards.csv', 'y,p,g,s,w,m', [...vectorRows].reverse());
    const all = [...columns, '--strata', 'm', '--weight', 'w', '--score', 's', '--json'];
    expect(countersign('--data', backwards, ...all).stdout).toBe(
      countersign('--data', vector, ...all).stdout,
    );
  });

  it('F-12, F-22 judges by the limits that the specification lists, by no others', () => {
    const page = readFileSync(join(__dirname, '../../../../docs/spec/fairness.md'), 'utf8');
    for (const [name, { maximumDifference, minimumRatio }] of Object.entries(defaultLimits)) {
      const limit =
        minimumRatio === undefined
          ? `difference +\\| difference at most ${maximumDifference}`
          : ` *\\| ratio at least ${minimumRatio}`;
      expect(page).toMatch(new RegExp(`^\\| ${name.replaceAll('_', ' ')} *${limit} `, 'm'));
    }
    expect(page.match(/^\| [a-z ]+ \| (difference at most|ratio at least) [\d.]+ /gm)).toHaveLength(
      Object.keys(defaultLimits).length,
    );
    const found = audit('--data', vector, ...columns);
    expect(new Set(found.criteria)).toEqual(new Set(defaultCriteria.map(({ name }) => name)));
  });

  it('F-22 lets --limit add a criterion, change one and take one out', () => {
    const found = audit(
      '--data',
      vector,
      ...columns,
      '--limit',
      'theil=0.5',
      '--limit',
      'impact_ratio=none',
      '--limit',
      'demographic_parity=ratio:0.6',
    );
    expect(found.criteria).toEqual(['demographic_parity', 'equal_opportunity', 'equalized_odds', 'theil']);
    expect(disparityOf(found, 'impact_ratio')).toMatchObject({
      verdict: 'INSUFFICIENT_EVIDENCE',
      reason: 'no_limit',
    });
    expect(disparityOf(found, 'demographic_parity')).toMatchObject({ reason: 'below_minimum_n' });
  });

  it('F-30 audits predictions without labels', () => {
    const found = audit('--data', vector, '--prediction', 'p', '--sensitive', 'g');
    expect(disparityOf(found, 'demographic_parity').difference.value).toBe(0.25);
    expect(disparityOf(found, 'equal_opportunity')).toMatchObject({
      difference: { value: null, reason: 'no_labels' },
    });
    expect(found.criteria).toEqual(['demographic_parity', 'impact_ratio']);
  });

  it('F-3 takes an empty cell and a written NaN for no group, no label and no prediction', () => {
    const rows = ['yes,no,a', 'NaN,yes,a', 'no,yes,NaN', 'no,,b', ',no,b', 'no,yes,'];
    const found = audit('--data', file('nan.csv', 'y,p,g', rows), ...columns, '--positive', 'yes');
    expect(found.attributes[0]).toMatchObject({ unknown: 2, unpredicted: 1 });
    expect(found.attributes[0]!.groups).toMatchObject([
      { group: ['a'], n: 2, counts: { fn: 1, unlabelled: 1 } },
      { group: ['b'], n: 1, counts: { fn: 0, unlabelled: 1 } },
    ]);
  });

  it('F-6 refuses a column that names persons', () => {
    const rows = Array.from({ length: 1001 }, (_, at) => `1,1,person ${at}`);
    const { status, stderr } = countersign('--data', file('persons.csv', 'y,p,g', rows), ...columns);
    expect(status).toBe(2);
    expect(stderr).toContain('persons.csv: g make more than 1000 groups; at most 1000 can be audited.');
  });

  it('F-27 shows the interval of the only pair, and of one picked among several that of whichever is picked', () => {
    const scored = ['--data', vector, ...columns, '--score', 's'];
    const report = countersign(...scored).stdout;
    expect(report).toMatch(/demographic parity +0\.25 +-?[\d.]+ to [\d.]+ together/);
    expect(report).toContain('“together” holds whichever two had been picked');
    expect(audit(...scored).attributes[0]!.scores!.aucGap).toMatchObject({ ci: null });
    const two = file(
      'two.csv',
      'y,p,g,s,w,m',
      vectorRows.filter((row) => row.split(',')[2] !== 'c'),
    );
    const found = audit('--data', two, ...columns, '--score', 's');
    const { ci, simultaneous, bootstrap } = disparityOf(found, 'demographic_parity').difference;
    expect(ci).toHaveLength(2);
    expect(bootstrap).toHaveLength(2);
    expect(simultaneous).toBeNull();
    expect(disparityOf(found, 'equalized_odds').difference.bootstrap).toBeNull();
    expect(countersign('--data', two, ...columns).stdout).not.toMatch(/demographic parity.*together/);
  });

  it('F-31 reads predictions that are never positive as all negative', () => {
    const rows = ['yes,no,a', 'no,no,a', 'yes,no,b', 'no,no,b'];
    const found = audit('--data', file('never.csv', 'y,p,g', rows), ...columns, '--positive', 'yes');
    expect(disparityOf(found, 'demographic_parity')).toMatchObject({
      difference: { value: null, reason: 'zero_reference' },
      verdict: 'INSUFFICIENT_EVIDENCE',
    });
    const misspelt = countersign('--data', join(directory, 'never.csv'), ...columns, '--positive', 'ja');
    expect(misspelt).toMatchObject({ status: 2, stdout: '' });
    expect(misspelt.stderr).toContain('column "y" (--label): it holds no value such as --positive ja');
  });

  it('F-16 takes the reference of the policy, fixed where --reference names it', () => {
    const fixed = audit('--data', vector, ...columns, '--reference', 'g=c');
    expect(fixed.attributes[0]).toMatchObject({ denominator: 'fixed', reference: ['c'] });
    expect(disparityOf(fixed, 'demographic_parity').difference).toMatchObject({ value: 0.25 });
    expect(Object.keys(disparityOf(fixed, 'demographic_parity').byDenominator!)).toContain('fixed');
    const overall = audit('--data', vector, ...columns, '--denominator', 'overall');
    expect(disparityOf(overall, 'demographic_parity').difference.value).toBeCloseTo(0.75 - 10 / 18, 12);
  });

  it('F-28 compares scores with the median of all of them, strictly, and sweeps thresholds', () => {
    const rows = ['1,1,a,0.5', '0,1,a,0.9', '1,0,b,0.1', '0,0,b,0.5', '1,1,,0.8'];
    const found = audit('--data', file('scores.csv', 'y,p,g,s', rows), ...columns, '--score', 's');
    expect(found.median).toBe(0.5);
    expect(found.attributes[0]).toMatchObject({ unknown: 1 });
    expect(disparityOf(found, 'scoring_rate').difference.value).toBe(0.5);
    expect(found.attributes[0]!.scores!.aucGap.value).toBe(0);
    expect(found.attributes[0]!.thresholds!.impactRatio[0]).toBe(1);
  });

  it('F-26 weighs rows, leaves out those without weight and refuses negative weights', () => {
    const equal = file(
      'equal.csv',
      'y,p,g,w',
      vectorRows.map((row) => `${row.split(',').slice(0, 3).join(',')},0.7`),
    );
    const [a, b] = [audit('--data', equal, ...columns, '--weight', 'w'), audit('--data', vector, ...columns)];
    expect(disparityOf(a, 'equalized_odds').difference.value).toBeCloseTo(
      disparityOf(b, 'equalized_odds').difference.value!,
      12,
    );
    expect(disparityOf(a, 'impact_ratio').difference.simultaneous![0]).toBeCloseTo(
      disparityOf(b, 'impact_ratio').difference.simultaneous![0],
      9,
    );
    const rows = ['1,1,a,1', '0,0,a,0', '1,0,b,', '1,1,b,2'];
    expect(audit('--data', file('weights.csv', 'y,p,g,w', rows), ...columns, '--weight', 'w')).toMatchObject({
      unweighted: 2,
      rows: 2,
    });
    const negative = countersign(
      '--data',
      file('negative.csv', 'y,p,g,w', ['1,1,a,-1', '0,0,b,1']),
      ...columns,
      '--weight',
      'w',
    );
    expect(negative).toMatchObject({ status: 2 });
    const huge = file('huge.csv', 'y,p,g,w', ['1,1,a,1e308', '0,0,b,1e308']);
    expect(countersign('--data', huge, ...columns, '--weight', 'w')).toMatchObject({ status: 2 });
    expect(negative.stderr).toContain('column "w" (--weight): the weight of row 1 is -1');
  });

  it('F-25 compares within strata', () => {
    const found = audit('--data', vector, ...columns, '--strata', 'm');
    expect(disparityOf(found, 'conditional_demographic_disparity').difference.status).toBe('ok');
  });

  it('writes a page with a figure, and says what --law makes of it', () => {
    const { status, stdout } = countersign(
      '--data',
      vector,
      ...columns,
      '--law',
      'eeoc-four-fifths',
      '--html',
      'page.html',
    );
    expect(status).toBe(0);
    expect(stdout).toContain('Law pack eeoc-four-fifths, attention: ');
    expect(existsSync(join(directory, 'page.html'))).toBe(true);
    expect(readFileSync(join(directory, 'page.html'), 'utf8')).toContain('<svg');
  });

  it('exits 1 where --fail-on is met, and 0 otherwise', () => {
    expect(countersign('--data', vector, ...columns, '--fail-on', 'fail').status).toBe(1);
    const alike = file('alike.csv', 'y,p,g', ['1,1,a', '1,1,b', '0,0,a', '0,0,b']);
    expect(countersign('--data', alike, ...columns, '--fail-on', 'fail').status).toBe(0);
    expect(countersign('--data', alike, ...columns, '--fail-on', 'insufficient').status).toBe(1);
    const judged = countersign('--data', alike, ...columns, '--fail-on', 'insufficient', '--min-group', '1');
    expect(judged.status).toBe(0);
  });

  it.each([
    [[], '--sensitive is missing'],
    [['--sensitive', 'g', '--data', vector], '--prediction is missing'],
    [[...columns, '--data', 'nowhere.csv'], 'nowhere.csv: There is no such file.'],
    [
      ['--data', vector, '--prediction', 'q', '--sensitive', 'g'],
      'column "q" (--prediction): there is no such column',
    ],
    [
      ['--data', vector, ...columns, '--reference', 'g=z'],
      '--reference g=z: there is no such group, but "a", "b", "c".',
    ],
    [['--data', vector, ...columns, '--reference', 'h=a'], '--reference is ATTRIBUTE=VALUE'],
    [
      ['--data', vector, ...columns, '--denominator', 'fixed'],
      '--denominator fixed needs --reference g=VALUE',
    ],
    [['--data', vector, ...columns, '--denominator', 'best'], '--denominator is one of max_all'],
    [['--data', vector, ...columns, '--alpha', '1'], '--alpha lies between 0 and 1'],
    [['--data', vector, ...columns, '--alpha', '1e-300'], '--alpha lies between 0 and 1'],
    [['--data', vector, ...columns, '--limit', 'gini=0.1'], '--limit is METRIC=0.1'],
    [
      ['--data', vector, ...columns, '--limit', 'demographic_parity=10'],
      '--limit demographic_parity=10: a difference is at most 1',
    ],
    [
      ['--data', vector, ...columns, '--limit', 'demographic_parity=.1', '--limit', 'demographic_parity=.2'],
      '--limit names demographic_parity twice.',
    ],
    [
      ['--data', vector, ...columns, '--limit', 'impact_ratio=none', '--limit', 'impact_ratio=ratio:0.8'],
      '--limit names impact_ratio twice.',
    ],
    [
      ['--data', vector, ...columns, '--weight', 'w', '--law', 'nyc-ll144'],
      '--law and --weight do not go together',
    ],
    [
      ['--data', vector, '--label', 'y', '--prediction', 'y', '--sensitive', 'g'],
      '--label and --prediction have to be two columns',
    ],
    [
      ['--data', vector, '--label', 'y', '--prediction', 's', '--sensitive', 'g'],
      'vector.csv: column "s" (--prediction): it holds more than two values',
    ],
  ])('answers %j with exit code 2 and one reason', (args, reason) => {
    const { status, stdout, stderr } = countersign(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  withRealData(() => {
    const compas = ['--data', realDataPath('compas.csv'), '--label', 'label_value', '--prediction', 'score'];

    it('of COMPAS by race gives the values of Fairlearn, with the small group that decides them', () => {
      const found = audit(...compas, '--sensitive', 'race', '--favourable', 'negative');
      expect(disparityOf(found, 'demographic_parity').difference.value).toBeCloseTo(0.457117595, 9);
      expect(disparityOf(found, 'demographic_parity').ratio.value).toBeCloseTo(0.314323607, 9);
      expect(disparityOf(found, 'equalized_odds').difference.value).toBeCloseTo(0.576691729, 9);
      expect(disparityOf(found, 'impact_ratio').between).toEqual([['Native American'], ['Other']]);
      expect(found.verdict).toBe('FAIL');
      // The farthest two of six groups: no interval of theirs, but one that holds whichever two are farthest.
      const { difference, comparisons } = disparityOf(found, 'demographic_parity');
      expect(difference).toMatchObject({ ci: null, ciReason: 'farthest_of_several', bootstrap: null });
      expect(difference.simultaneous![0] < 0.4571 && 0.4571 < difference.simultaneous![1]).toBe(true);
      expect(comparisons.map(({ difference: { ciMethod } }) => ciMethod)).toEqual(
        Array(5).fill('newcombe_simultaneous'),
      );
    });

    it('F-29 crosses three attributes in pairs and all at once', () => {
      const found = audit(
        ...compas,
        '--sensitive',
        'race,sex,age_cat',
        '--intersections',
        '--min-group',
        '30',
        '--law',
        'nyc-ll144',
      );
      expect(found.attributes.map(({ attribute }) => attribute.join(' '))).toEqual([
        ...['race', 'sex', 'age_cat', 'race sex', 'race age_cat', 'sex age_cat', 'race sex age_cat'],
      ]);
      for (const { groups } of found.attributes) expect(groups.reduce((sum, { n }) => sum + n, 0)).toBe(7214);
      expect(found.law!.findings.map(({ code }) => code)).toContain('no_pass_mark');
    });
  });
});
