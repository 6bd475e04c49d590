import { readRealCsv, withRealData } from '@countersign/testing/real-data';
import fc from 'fast-check';
import { rocAuc } from './roc-auc';
import { scoreCounts } from './score-counts';

const labels = [1, 0, 1, 1, 0, 0, 1, 0, 1, 0].map((label) => label === 1);
const scores = [0.9, 0.1, 0.8, 0.4, 0.4, 0.35, 0.7, 0.6, 0.6, 0.2];

/** With null for unknown. */
const rocAucOf = (scores: (number | null)[], labels: (boolean | null)[]) =>
  rocAuc(
    scoreCounts(
      Float64Array.from(scores, (score) => score ?? NaN),
      Int8Array.from(labels, (label) => (label === null ? -1 : Number(label))),
    ),
  );

const known = { status: 'ok', method: 'roc_auc' };

describe('rocAuc', () => {
  it('PF-21 with ties is .92 (scikit-learn 1.9.1); DeLong by all pairs (numpy) has .08246211251235322 for the ten rows', () => {
    // 600 times over, for DeLong's interval wants rows; the squared errors are divided by 2999 · 3000 in place of 4 · 5.
    const times = <T>(values: readonly T[]): T[] => Array.from({ length: 600 }, () => values).flat();
    const auc = rocAucOf(times(scores), times(labels));
    expect(auc).toMatchObject({ status: 'ok', n: 6000, method: 'roc_auc', interval: { method: 'delong' } });
    expect(auc.value).toBeCloseTo(0.92, 14);
    const error = 0.08246211251235322 * Math.sqrt((600 * 20) / (2999 * 3000));
    const interval = auc.status === 'ok' ? auc.interval : undefined;
    expect(interval?.lower).toBeCloseTo(0.92 - 1.959963984540054 * error, 12);
    expect(interval?.upper).toBeCloseTo(0.92 + 1.959963984540054 * error, 12);
  });

  it('PF-21 takes Wilson’s form of DeLong’s interval with few rows', () => {
    const times = <T>(values: readonly T[]): T[] => Array.from({ length: 8 }, () => values).flat();
    const auc = rocAucOf(times(scores), times(labels));
    const interval = auc.status === 'ok' ? auc.interval! : null;
    expect(interval).toMatchObject({ method: 'delong_wilson' });
    expect(interval!.lower).toBeGreaterThan(0.8);
    expect(interval!.lower).toBeLessThan(0.9);
    expect(interval!.upper).toBeGreaterThan(0.94);
    expect(interval!.upper).toBeLessThan(1);
  });

  it('leaves out rows without score or label', () => {
    const auc = rocAucOf([...scores, null, 0.5, NaN], [...labels, true, null, false]);
    expect(auc).toEqual(rocAucOf(scores, labels));
  });

  it('PF-21 has an interval under perfect separation, the narrower the more rows', () => {
    const lower = (rows: number) => {
      const separated = Array.from({ length: 2 * rows }, (_, row) => row);
      const auc = rocAucOf(
        separated,
        separated.map((row) => row >= rows),
      );
      expect(auc).toMatchObject({ status: 'ok', value: 1, interval: { upper: 1, method: 'delong_wilson' } });
      return auc.status === 'ok' ? auc.interval!.lower : NaN;
    };
    expect(lower(40)).toBeGreaterThan(0.8);
    expect(lower(40)).toBeLessThan(lower(100));
    expect(lower(100)).toBeLessThan(lower(1000));
    expect(lower(1000)).toBeLessThan(1);
  });

  it('PF-20, PF-21 has no interval with fewer than 40 rows in a class, and none where every pair ties', () => {
    const of = (positives: number, score: (row: number) => number) => {
      const rows = Array.from({ length: positives + 60 }, (_, row) => row);
      return rocAucOf(
        rows.map(score),
        rows.map((row) => row < positives),
      );
    };
    const mixed = (row: number) => (row * 37) % 101;
    expect(of(39, mixed)).toMatchObject({ status: 'ok', intervalReason: 'too_few_rows' });
    expect(of(39, mixed)).not.toHaveProperty('interval');
    expect(of(40, mixed)).toHaveProperty('interval');
    expect(of(40, () => 5)).toEqual({ ...known, value: 0.5, n: 100 });
  });

  it.each([
    ['no_rows', [], []],
    ['no_positives', [0.1, 0.2], [false, false]],
    ['no_negatives', [0.1, 0.2], [true, true]],
    ['no_labels', [0.1, 0.2], [null, null]],
    ['no_scores', [null, NaN], [true, false]],
    ['no_rows', [0.1, null], [null, true]],
  ])('has the reason %p', (reason, someScores, someLabels) => {
    expect(rocAucOf(someScores, someLabels)).toMatchObject({ status: 'not_computable', value: null, reason });
  });

  it('throws when the lists differ in length', () => {
    expect(() => rocAucOf([0.1], [])).toThrow(RangeError);
  });

  it('is the share of won pairs, and 1 minus it for reversed scores (seed 21)', () => {
    const row = fc.tuple(fc.integer({ min: -3, max: 3 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), (rows) => {
        const positives = rows.filter(([, label]) => label);
        const negatives = rows.filter(([, label]) => !label);
        fc.pre(positives.length > 0 && negatives.length > 0);
        let won = 0;
        for (const [p] of positives) for (const [q] of negatives) won += p > q ? 1 : p === q ? 0.5 : 0;
        const auc = rocAucOf(
          rows.map(([score]) => score),
          rows.map(([, label]) => label),
        );
        const reversed = rocAucOf(
          rows.map(([score]) => -score),
          rows.map(([, label]) => label),
        );
        expect(auc.value).toBeCloseTo(won / (positives.length * negatives.length), 14);
        expect(auc.value! + reversed.value!).toBeCloseTo(1, 14);
      }),
      { seed: 21 },
    );
  });

  withRealData(() => {
    const reference = readRealCsv('california_housing_reference.csv');
    const analysis = readRealCsv('california_housing_analysis.csv');
    const late = new Map(
      readRealCsv('california_housing_analysis_gt.csv').map((row) => [row.id, row.clf_target]),
    );

    it('of the California reference is .9079415179034716 (NannyML), with its DeLong interval (all pairs, numpy)', () => {
      const auc = rocAucOf(
        reference.map((row) => Number(row.y_pred_proba)),
        reference.map((row) => row.clf_target === '1'),
      );
      expect(auc.n).toBe(5832);
      expect(Math.abs(auc.value! - 0.9079415179034716)).toBeLessThan(1e-12);
      const interval = auc.status === 'ok' ? auc.interval : undefined;
      expect(interval?.lower).toBeCloseTo(0.9005252709606503, 12);
      expect(interval?.upper).toBeCloseTo(0.915357764846293, 12);
    });

    it('of the California analysis with its late labels is .8402458783370228 (NannyML)', () => {
      const auc = rocAucOf(
        analysis.map((row) => Number(row.y_pred_proba)),
        analysis.map((row) => late.get(row.id) === '1'),
      );
      expect(auc.n).toBe(8232);
      expect(Math.abs(auc.value! - 0.8402458783370228)).toBeLessThan(1e-12);
    });
  });
});
