import { wilsonInterval } from '../inference';
import { groupMeasure, type GroupMeasure } from './group-measure';
import { type GroupCounts } from './outcome-counts';

const counts = { tp: 30, fp: 10, fn: 20, tn: 40, unlabelledPositive: 0, unlabelledNegative: 0 };
const group: GroupCounts = { group: ['a'], counts, scoring: { aboveMedian: 45, scored: 90 } };
const measure = (...[name, each, more]: Partial<Parameters<typeof groupMeasure>>) =>
  groupMeasure(name!, each ?? group, { favourable: 'positive', ...more }) as GroupMeasure;

describe('groupMeasure', () => {
  it.each([
    ['tpr', 0.6],
    ['scoring_rate', 0.5],
    ['mean_odds', (0.6 + 0.2) / 2],
    ['error_odds', 2],
  ] as const)('%s by hand is %p, inside its interval', (name, value) => {
    const { value: found, interval, parts } = measure(name);
    expect(found).toBeCloseTo(value, 12);
    const { lower, upper } = interval ?? wilsonInterval(parts[0]!.successes, parts[0]!.n);
    expect(lower < value && value < upper).toBe(true);
  });

  it('F-28 has a scoring rate only with scores, and says what is missing', () => {
    expect(measure('scoring_rate', { group: ['a'], counts })).toEqual({ group: ['a'], reason: 'no_scores' });
    const nobody = { ...counts, tp: 0, fp: 0, fn: 0, tn: 0 };
    expect(measure('scoring_rate', { group: ['a'], counts: nobody })).toMatchObject({ reason: 'no_rows' });
  });

  it('has no odds of errors without false positives, and odds of 0 without false negatives', () => {
    expect(measure('error_odds', { group: ['a'], counts: { ...counts, fp: 0 } })).toMatchObject({
      reason: 'zero_reference',
    });
    expect(measure('error_odds', { group: ['a'], counts: { ...counts, fn: 0 } })).toMatchObject({
      value: 0,
      interval: { lower: 0 },
    });
  });

  it('has the mean of two rates only where both have rows', () => {
    expect(measure('mean_odds', { group: ['a'], counts: { ...counts, fp: 0, tn: 0 } })).toMatchObject({
      reason: 'no_negatives',
    });
  });
});
