import { type Estimate } from '../inference';
import { type SeededRandom, seededRandom } from '../random';
import { binaryMetrics } from './binary-metrics';
import { confusionMatrix } from './confusion-matrix';
import { classConfusion } from './multiclass/class-confusion';
import { scoredClassRows } from './multiclass/class-scores';
import { multiclassMetrics } from './multiclass/multiclass-metrics';
import { oneVersusRestAuc } from './multiclass/one-versus-rest-auc';
import { predictionsAt } from './predictions-at';
import { regressionMetrics } from './regression/regression-metrics';
import { targetPairs } from './regression/target-pairs';
import { scoreCounts } from './score-counts';
import { scoreMetrics } from './score-metrics';

type Draw = (random: SeededRandom, rows: number) => ReadonlyMap<string, Estimate>;

/** A score that is too sure of itself, so that the calibration error is not 0. */
const binary: Draw = (random, rows) => {
  const scores = new Float64Array(rows).map(() => random.next() ** 2);
  const labels = Int8Array.from(scores, (score) => Number(random.next() < 0.05 + 0.6 * score));
  const counts = binaryMetrics(confusionMatrix(predictionsAt(scores, 0.5), labels));
  return new Map(Object.entries({ ...counts, ...scoreMetrics(scoreCounts(scores, labels)) }));
};

const classes: Draw = (random, rows) => {
  const labels = new Int32Array(rows).map(() => Math.floor(random.next() ** 1.5 * 3));
  const scores = [0, 1, 2].map((at) =>
    Float64Array.from(labels, (label) => random.next() + (label === at ? 0.5 : 0)),
  );
  const predictions = labels.map((label) => (random.next() < 0.7 ? label : Math.floor(random.next() * 3)));
  const names = ['a', 'b', 'c'];
  return new Map([
    ...multiclassMetrics(classConfusion({ classes: names, labels, predictions })),
    ['roc_auc_ovr', oneVersusRestAuc(scoredClassRows({ classes: names, labels, scores }))],
  ]);
};

const numbers: Draw = (random, rows) => {
  const targets = new Float64Array(rows).map(() => 15 + 10 * random.next());
  return regressionMetrics(
    targetPairs(
      targets.map((target) => target + 1 + 2 * random.gaussian()),
      targets,
    ),
  );
};

/** How often, of 300 samples of 300 rows, each interval that is given holds the value of 100,000 rows. */
function coverage(draw: Draw): Map<string, number> {
  const random = seededRandom(5);
  const truth = draw(random, 100_000);
  const held = new Map<string, number>();
  const given = new Map<string, number>();
  for (let sample = 0; sample < 300; sample += 1) {
    for (const [name, estimate] of draw(random, 300)) {
      if (estimate.status !== 'ok' || estimate.interval === undefined) continue;
      const { lower, upper } = estimate.interval;
      const value = truth.get(name)!.value!;
      given.set(name, (given.get(name) ?? 0) + 1);
      held.set(name, (held.get(name) ?? 0) + Number(lower <= value && value <= upper));
    }
  }
  return new Map([...held].map(([name, times]) => [name, times / given.get(name)!]));
}

describe('intervals', () => {
  it.each([
    ['a binary score', binary, 11],
    ['three classes', classes, 16],
    ['numbers', numbers, 9],
  ])('PF-5 hold the true value of %s in 91 to 99 % of samples (seed 5)', (_, draw, intervals) => {
    const held = coverage(draw);
    expect(held.size).toBe(intervals);
    for (const [name, share] of held) {
      expect([name, share >= 0.91 && share <= 0.99 ? 'as promised' : share]).toEqual([name, 'as promised']);
    }
  });

  it('PF-6 are absent from a calibration error, which noise lifts by more than they would allow for', () => {
    const random = seededRandom(11);
    const scores = new Float64Array(2_000).map(() => random.next());
    const labels = Int8Array.from(scores, (score) => Number(random.next() < score / 2));
    const { ece } = scoreMetrics(scoreCounts(scores, labels));
    expect(ece).toMatchObject({ status: 'ok', intervalReason: 'biased_estimate' });
    expect(ece).not.toHaveProperty('interval');
  });

  it('PF-20 are absent with few rows of a class, with the reason', () => {
    const counts = (tp: number, tn: number) => binaryMetrics({ tp, fp: 9, fn: 9, tn });
    for (const name of ['balanced_accuracy', 'mcc'] as const)
      expect(counts(20, 20)[name]).toHaveProperty('interval');
    expect(counts(22, 20).f1).toHaveProperty('interval');
    expect(counts(21, 20).f1).toMatchObject({ status: 'ok', intervalReason: 'too_few_rows' });
    for (const name of ['balanced_accuracy', 'mcc'] as const) {
      expect(counts(10, 20)[name]).toMatchObject({ status: 'ok', intervalReason: 'too_few_rows' });
      expect(counts(20, 10)[name]).toMatchObject({ status: 'ok', intervalReason: 'too_few_rows' });
    }
    expect(counts(1, 200).f1).toMatchObject({ status: 'ok', intervalReason: 'too_few_rows' });
    expect(counts(1, 200).accuracy).toHaveProperty('interval');
    const drawn = binary(seededRandom(9), 60);
    for (const name of ['roc_auc', 'log_loss', 'brier', 'average_precision'])
      expect([name, drawn.get(name)]).toMatchObject([name, { intervalReason: 'too_few_rows' }]);
  });

  it('PF-5 need no seed: the same rows give the same bounds', () => {
    const first = binary(seededRandom(9), 500);
    expect(binary(seededRandom(9), 500)).toEqual(first);
  });
});
