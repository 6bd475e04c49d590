import { binaryMetrics } from './binary-metrics';
import { confusionMatrix } from './confusion-matrix';
import { type MetricName, metricTraits } from './metric-traits';
import { regressionMetrics } from './regression/regression-metrics';
import { targetPairs } from './regression/target-pairs';
import { scoreCounts } from './score-counts';
import { scoreMetrics } from './score-metrics';

const rows = 400;
const truth = Int8Array.from({ length: rows }, (_, row) => row % 2);
/** Nearer to the truth where `skill` is more, in [0, 1], and nothing but noise at 0. */
const scoresOf = (skill: number) =>
  Float64Array.from(truth, (label, row) => skill * label + (1 - skill) * (((row * 37) % 100) / 100));
const amounts = Float64Array.from(truth, (_, row) => 10 + (row % 50));

/** Every metric there is, of a model of so much skill. */
function metricsOf(skill: number) {
  const scores = scoresOf(skill);
  const answers = Int8Array.from(scores, (score) => Number(score > 0.5));
  const noisy = amounts.map((amount, row) => amount + (1 - skill) * (((row * 37) % 100) / 10 - 4));
  return new Map<string, ReturnType<typeof scoreMetrics>['roc_auc']>([
    ...Object.entries(binaryMetrics(confusionMatrix(answers, truth))),
    ...Object.entries(scoreMetrics(scoreCounts(scores, truth))),
    ...regressionMetrics(targetPairs(noisy, amounts)),
  ]);
}

describe('metricTraits', () => {
  const [worse, better] = [metricsOf(0), metricsOf(0.4)];
  const valueOf = (metrics: typeof worse, name: string) => metrics.get(name)?.value ?? NaN;

  it('names every metric there is, and no other', () => {
    expect(Object.keys(metricTraits).sort()).toEqual([...better.keys()].sort());
  });

  it.each(Object.entries(metricTraits))(
    'says of %s which side is better, its range and its interval',
    (name, traits) => {
      const [least, most] = traits.range;
      for (const metrics of [worse, better]) {
        expect(valueOf(metrics, name)).toBeGreaterThanOrEqual(least);
        expect(valueOf(metrics, name)).toBeLessThanOrEqual(most);
        expect(metrics.get(name)).toHaveProperty('status', 'ok');
        expect('interval' in (metrics.get(name) ?? {})).toBe(traits.hasInterval);
      }
      const gain = valueOf(better, name) - valueOf(worse, name);
      if (traits.better !== null) expect(traits.better === 'more' ? gain : -gain).toBeGreaterThan(0);
      expect(traits.better === null).toBe((name as MetricName) === 'mean_error');
    },
  );
});
