import { realisedAveragePrecision, realisedRocAuc } from './realised-areas';
import { countOutcomes, labelledGroups } from './scored-outcomes';

/** 400 rows of tenths; every other row has the next double, and is positive twice as often. */
const tenths = Array.from({ length: 400 }, (_, row) => ((row * 7) % 9) + 1);
const scores = Float64Array.from(tenths, (tenth, row) => {
  const score = tenth / 10;
  return row % 2 === 0 ? score + Number.EPSILON * 2 ** Math.floor(Math.log2(score)) : score;
});
const labels = Int8Array.from(tenths, (tenth, row) =>
  (row * 61) % 101 < tenth * (row % 2 === 0 ? 10 : 5) ? 1 : 0,
);

describe('labelledGroups', () => {
  // roc_auc_score and average_precision_score of scikit-learn 1.5.2; .7262 and .5554 if the doubles were taken for one.
  it('E-1 tells neighbouring doubles apart, as the curves of scikit-learn do', () => {
    const outcomes = countOutcomes(labelledGroups({ scores, labels }));
    expect(outcomes.scores).toHaveLength(18);
    expect(realisedRocAuc(outcomes)).toBeCloseTo(0.7414503061579186, 12);
    expect(realisedAveragePrecision(outcomes)).toBeCloseTo(0.6150571295285827, 12);
  });

  it('puts equal scores together, the two zeros too, and passes over rows without score or label', () => {
    const groups = labelledGroups({
      scores: Float64Array.of(0.5, -0, NaN, 0, 0.5, 0.7),
      labels: Int8Array.of(1, 0, 1, 1, 0, -1),
    });
    expect(countOutcomes(groups)).toEqual({
      scores: Float64Array.of(-0, 0.5),
      counts: Uint32Array.of(2, 2),
      positives: Uint32Array.of(1, 1),
    });
    expect([...groups.labels]).toEqual([1, 0, 1, 0]);
  });
});
