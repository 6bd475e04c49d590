import fc from 'fast-check';
import { binaryMetrics } from './binary-metrics';
import { calibrationCurve } from './calibration-curve';
import { classConfusion } from './multiclass/class-confusion';
import { multiclassMetrics } from './multiclass/multiclass-metrics';
import { precisionRecallCurve } from './precision-recall-curve';
import { regressionMetrics } from './regression/regression-metrics';
import { targetPairs } from './regression/target-pairs';
import { rocCurve } from './roc-curve';
import { scoreCounts } from './score-counts';
import { scoreMetrics } from './score-metrics';

const options = { seed: 1, numRuns: 100 };
const scored = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1 })), {
  minLength: 4,
  maxLength: 60,
});

const countsOf = (rows: readonly (readonly [number, number])[], scale = (score: number) => score / 20) =>
  scoreCounts(
    Float64Array.from(rows, ([score]) => scale(score)),
    Int8Array.from(rows, ([, label]) => label),
  );

describe('performance metrics', () => {
  it('PF-13 of ranks stay the same under a rising transform of the scores', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const { roc_auc, average_precision } = scoreMetrics(countsOf(rows));
        const moved = scoreMetrics(countsOf(rows, (score) => Math.exp(score) - 7));
        expect([moved.roc_auc, moved.average_precision]).toEqual([roc_auc, average_precision]);
      }),
      options,
    );
  });

  it('PF-13 keep ROC AUC, log loss, Brier score and correlation when the classes are swapped', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const swapped = rows.map(([score, label]) => [20 - score, 1 - label] as const);
        const before = scoreMetrics(countsOf(rows));
        const after = scoreMetrics(countsOf(swapped));
        for (const name of ['roc_auc', 'log_loss', 'brier'] as const) {
          if (before[name].value === null) expect(after[name].value).toBeNull();
          else expect(after[name].value).toBeCloseTo(before[name].value, 12);
        }
      }),
      options,
    );
    const count = fc.nat(40);
    fc.assert(
      fc.property(fc.tuple(count, count, count, count), ([tp, fp, fn, tn]) => {
        const before = binaryMetrics({ tp, fp, fn, tn });
        const after = binaryMetrics({ tp: tn, fp: fn, fn: fp, tn: tp });
        expect(after.recall.value).toBe(before.specificity.value);
        expect(after.accuracy.value).toBe(before.accuracy.value);
        if (before.mcc.value === null) expect(after.mcc.value).toBeNull();
        else expect(after.mcc.value).toBeCloseTo(before.mcc.value, 12);
      }),
      options,
    );
  });

  it('lie in their ranges, their intervals around them', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        for (const [name, estimate] of Object.entries(scoreMetrics(countsOf(rows)))) {
          if (estimate.status !== 'ok') continue;
          const most = name === 'log_loss' ? 52 * Math.LN2 : 1;
          expect(estimate.value).toBeGreaterThanOrEqual(0);
          expect(estimate.value).toBeLessThanOrEqual(most + 1e-12);
          if (estimate.interval === undefined) continue;
          expect(estimate.interval.lower).toBeLessThanOrEqual(estimate.value);
          expect(estimate.interval.upper).toBeGreaterThanOrEqual(estimate.value);
        }
      }),
      options,
    );
  });

  it('PF-14 thinned curves stay within the bound of their area', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 5, max: 50 }), (seed, points) => {
        const scores = new Float64Array(1000).map((_, row) => Math.abs(Math.sin(seed * (row + 1))));
        const labels = Int8Array.from(scores, (score, row) =>
          Number(score + Math.cos(seed + row * 1.7) > 0.8),
        );
        const counts = scoreCounts(scores, labels);
        const { roc_auc, average_precision } = scoreMetrics(counts);
        const roc = rocCurve(counts, points);
        expect(roc.points.length).toBeLessThanOrEqual(points);
        const trapezoids = sumOfSteps(
          roc.points.map((point) => [point.falsePositiveRate, point.truePositiveRate]),
          (before, after) => (before + after) / 2,
        );
        expect(Math.abs(trapezoids - roc_auc.value!)).toBeLessThanOrEqual(roc.areaBound + 1e-12);
        const curve = precisionRecallCurve(counts, points);
        expect(curve.points.length).toBeLessThanOrEqual(points);
        const steps = sumOfSteps(
          curve.points.map(({ recall, precision }) => [recall, precision]),
          (_, after) => after,
        );
        expect(Math.abs(steps - average_precision.value!)).toBeLessThanOrEqual(curve.areaBound + 1e-12);
        // A thousand points through fifty: the bound must say something.
        if (points >= 40) expect(roc.areaBound).toBeLessThan(0.05);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('PF-2 of classes and numbers do not depend on the order of the rows', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const of = (list: [number, number][]) =>
          multiclassMetrics(
            classConfusion({
              classes: ['a', 'b', 'c'],
              labels: Int32Array.from(list, ([label]) => label),
              predictions: Int32Array.from(list, ([, prediction]) => prediction),
            }),
          );
        expect(of(rows.toReversed())).toEqual(of(rows));
      }),
      options,
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -9, max: 9 }), fc.double({ min: -9, max: 9 }))),
        (rows) => {
          const of = (list: [number, number][]) =>
            regressionMetrics(
              targetPairs(
                Float64Array.from(list, ([prediction]) => prediction),
                Float64Array.from(list, ([, target]) => target),
              ),
            );
          const turned = of(rows.toReversed());
          for (const [name, { value }] of of(rows)) {
            if (value === null) expect(turned.get(name)!.value).toBeNull();
            else expect(turned.get(name)!.value! / (value || 1)).toBeCloseTo(value === 0 ? 0 : 1, 6);
          }
        },
      ),
      options,
    );
  });

  it('PF-6 calibration bins hold every row once', () => {
    fc.assert(
      fc.property(scored, fc.integer({ min: 1, max: 12 }), (rows, bins) => {
        for (const strategy of ['equal_width', 'equal_count'] as const) {
          const points = calibrationCurve(countsOf(rows), { strategy, bins });
          expect(points.reduce((sum, { n }) => sum + n, 0)).toBe(rows.length);
        }
      }),
      options,
    );
  });
});

function sumOfSteps(points: number[][], height: (before: number, after: number) => number): number {
  return points.slice(1).reduce((sum, [x, y], at) => {
    const [left, before] = points[at]!;
    return sum + (x! - left!) * height(before!, y!);
  }, 0);
}
