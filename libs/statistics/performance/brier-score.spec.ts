import { brierScore } from './brier-score';
import { scoreCounts } from './score-counts';

const labels = [1, 0, 1, 1, 0, 0, 1, 0, 1, 0].map((label) => label === 1);
const scores = [0.9, 0.1, 0.8, 0.4, 0.4, 0.35, 0.7, 0.6, 0.6, 0.2];

/** With null for unknown. */
const brierScoreOf = (scores: (number | null)[], labels: (boolean | null)[]) =>
  brierScore(
    scoreCounts(
      Float64Array.from(scores, (score) => score ?? NaN),
      Int8Array.from(labels, (label) => (label === null ? -1 : Number(label))),
    ),
  );

describe('brierScore', () => {
  it('PF-20 of ten rows is .13525 (scikit-learn 1.9.1), with an interval where there are 40 of each class', () => {
    const brier = brierScoreOf(scores, labels);
    expect(brier.value).toBeCloseTo(0.13525, 14);
    expect(brier).toMatchObject({
      n: 10,
      method: 'brier',
      intervalReason: 'too_few_rows',
    });
    const times = <T>(values: readonly T[]): T[] => Array.from({ length: 8 }, () => values).flat();
    const many = brierScoreOf(times(scores), times(labels));
    expect(many).toMatchObject({ interval: { method: 'student_shape_corrected' } });
    expect(many.value).toBeCloseTo(0.13525, 14);
  });

  it('has a reason when a score is no probability', () => {
    expect(brierScoreOf([0.2, 1.2], [true, false])).toMatchObject({
      value: null,
      reason: 'score_out_of_range',
    });
  });

  it('has a reason without labels and no interval for a single row', () => {
    expect(brierScoreOf([0.2], [null])).toMatchObject({ value: null, reason: 'no_labels' });
    expect(brierScoreOf([0.5], [true])).toEqual({
      ...{ status: 'ok', value: 0.25, n: 1, method: 'brier' },
      intervalReason: 'too_few_rows',
    });
  });
});
