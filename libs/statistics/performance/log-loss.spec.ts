import { logLoss } from './log-loss';
import { scoreCounts } from './score-counts';

const labels = [1, 0, 1, 1, 0, 0, 1, 0, 1, 0].map((label) => label === 1);
const scores = [0.9, 0.1, 0.8, 0.4, 0.4, 0.35, 0.7, 0.6, 0.6, 0.2];

/** With null for unknown. */
const logLossOf = (scores: (number | null)[], labels: (boolean | null)[]) =>
  logLoss(
    scoreCounts(
      Float64Array.from(scores, (score) => score ?? NaN),
      Int8Array.from(labels, (label) => (label === null ? -1 : Number(label))),
    ),
  );

describe('logLoss', () => {
  it('of ten rows is .4298698705255551 (scikit-learn 1.9.1)', () => {
    expect(logLossOf(scores, labels).value).toBeCloseTo(0.4298698705255551, 14);
  });

  it('is finite for a certain and wrong score: 52·ln 2', () => {
    expect(logLossOf([0], [true]).value).toBeCloseTo(52 * Math.LN2, 12);
  });

  it('has a reason when a score is no probability', () => {
    expect(logLossOf([-0.1], [true])).toMatchObject({ value: null, reason: 'score_out_of_range' });
  });
});
