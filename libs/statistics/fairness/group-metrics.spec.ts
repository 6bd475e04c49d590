import { groupMetrics } from './group-metrics';

const counts = { tp: 30, fp: 10, fn: 20, tn: 40, unlabelledPositive: 6, unlabelledNegative: 14 };

describe('groupMetrics', () => {
  it.each([
    ['selection_rate', 46, 120],
    ['favourable_rate', 46, 120],
    ['base_rate', 50, 100],
    ['tpr', 30, 50],
    ['fnr', 20, 50],
    ['fpr', 10, 50],
    ['tnr', 40, 50],
    ['ppv', 30, 40],
    ['fdr', 10, 40],
    ['npv', 40, 60],
    ['for', 20, 60],
    ['accuracy', 70, 100],
  ] as const)('%s by hand is %p of %p', (name, numerator, denominator) => {
    expect(groupMetrics(counts, { favourable: 'positive' })[name]).toMatchObject({
      value: numerator / denominator,
      numerator,
      denominator,
      interval: { method: 'wilson' },
    });
  });

  it('changes the favourable rate alone when the predicted negative is the good outcome', () => {
    const positive = groupMetrics(counts, { favourable: 'positive' });
    const negative = groupMetrics(counts, { favourable: 'negative' });
    expect(negative.favourable_rate).toMatchObject({ numerator: 74, denominator: 120 });
    expect({ ...negative, favourable_rate: null }).toEqual({ ...positive, favourable_rate: null });
  });

  it('names what is missing', () => {
    const none = { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0 };
    const reasons = (part: object) =>
      Object.fromEntries(
        Object.entries(groupMetrics({ ...none, ...part }, { favourable: 'positive' })).flatMap(
          ([name, rate]) => (rate.status === 'ok' ? [] : [[name, rate.reason]]),
        ),
      );
    expect(reasons({ tn: 3 })).toEqual({
      tpr: 'no_positives',
      fnr: 'no_positives',
      ppv: 'no_predicted_positives',
      fdr: 'no_predicted_positives',
    });
    expect(reasons({ tp: 3 })).toEqual({
      fpr: 'no_negatives',
      tnr: 'no_negatives',
      for: 'no_predicted_negatives',
      npv: 'no_predicted_negatives',
    });
    expect(Object.keys(reasons({ unlabelledPositive: 3 }))).not.toContain('selection_rate');
    expect(reasons({ unlabelledPositive: 3 })).toMatchObject({ tpr: 'no_labels', base_rate: 'no_labels' });
    expect(new Set(Object.values(reasons({})))).toEqual(new Set(['no_rows']));
  });
});
