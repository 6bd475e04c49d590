import { seededRandom } from '../random';
import { type BinaryRows } from './binary-rows';
import { estimatedGroups } from './group-outcomes';

const none: BinaryRows = {
  scores: new Float64Array(0),
  predictions: new Int8Array(0),
  labels: new Int8Array(0),
};

const analysis: BinaryRows = {
  scores: Float64Array.of(0.9, 0.8, 0.3, 0.1, 0.6, 0.2, 0.5),
  predictions: Int8Array.of(1, 1, 0, 0, 1, 0, -1),
  labels: new Int8Array(7).fill(-1),
};
const groupOf = Int32Array.of(0, 0, 0, 0, 1, 1, 1);
const names = ['a', 'b'];

describe('estimatedGroups', () => {
  it('E-13 expects outcomes and rates of each group from probabilities', () => {
    const { groups, gaps } = estimatedGroups({ reference: none, analysis, groupOf, names });
    const [a, b] = groups;
    expect(a!.n).toBe(4);
    expect(a!.expected.tp).toBeCloseTo(1.7, 12);
    expect(a!.expected.fp).toBeCloseTo(0.3, 12);
    expect(a!.metrics.tpr.estimate.value).toBeCloseTo(1.7 / 2.1, 12);
    expect(a!.metrics.fpr.estimate.value).toBeCloseTo(0.3 / 1.9, 12);
    expect(b!.n).toBe(2);
    expect(b!.metrics.selection_rate.estimate.value).toBe(0.5);
    const gap = gaps.find(({ metric }) => metric === 'tpr')!;
    expect(gap.between).toEqual(['a', 'b']);
    expect(gap.difference.estimate.value).toBeCloseTo(1.7 / 2.1 - 0.75, 12);
    expect(gap.difference.samplingError).toBeCloseTo(
      Math.hypot(a!.metrics.tpr.samplingError!, b!.metrics.tpr.samplingError!),
      12,
    );
  });

  it('E-13 states the spread that realised rates have (seed 8, 4000 draws)', () => {
    const random = seededRandom(8);
    const draws = Array.from({ length: 4000 }, () => {
      const labels = [...analysis.scores.subarray(0, 4)].map((p) => (random.next() < p ? 1 : 0));
      return { tp: labels[0]! + labels[1]!, fn: labels[2]! + labels[3]! };
    });
    // The delta method is an approximation; Σ p(1 − p) itself is exact.
    const variance = draws.reduce((sum, { tp }) => sum + (tp - 1.7) ** 2, 0) / draws.length;
    expect(variance).toBeCloseTo(0.9 * 0.1 + 0.8 * 0.2, 1);
    const { groups } = estimatedGroups({ reference: none, analysis, groupOf, names });
    const v = 1.7 / 2.1;
    const byHand = Math.sqrt(0.25 * (1 - v) ** 2 + 0.3 * v ** 2) / 2.1;
    expect(groups[0]!.metrics.tpr.samplingError).toBeCloseTo(byHand, 12);
  });

  it('E-13 gives reasons for empty groups, single groups and scores that are no probabilities', () => {
    const empty = estimatedGroups({ reference: none, analysis, groupOf: new Int32Array(7), names });
    expect(empty.groups[1]!.metrics.tpr.estimate).toMatchObject({ reason: 'no_rows' });
    expect(empty.gaps[0]).toMatchObject({
      between: null,
      difference: { estimate: { reason: 'single_group' } },
    });
    const wild = { ...analysis, scores: analysis.scores.map((score) => score * 3) };
    const { groups } = estimatedGroups({ reference: none, analysis: wild, groupOf, names });
    expect(groups[0]!.metrics.tpr.estimate).toMatchObject({ reason: 'score_out_of_range' });
    expect(groups[0]!.metrics.selection_rate.estimate.value).toBe(0.5);
  });

  it('throws for groups of another length', () => {
    expect(() => estimatedGroups({ reference: none, analysis, groupOf: new Int32Array(1), names })).toThrow(
      RangeError,
    );
  });
});
