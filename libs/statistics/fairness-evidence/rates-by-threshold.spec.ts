import { groupMetrics, type GroupRateName } from '../fairness';
import { seededRandom } from '../random';
import { ratesByThreshold } from './rates-by-threshold';
import { outcomesAt, scoreTails } from './score-tails';

const rates: readonly GroupRateName[] = [
  ...(['selection_rate', 'favourable_rate', 'base_rate', 'tpr', 'fpr', 'fnr', 'tnr'] as const),
  ...(['ppv', 'fdr', 'for', 'npv', 'accuracy'] as const),
];

/** Histograms of a group, some of their bins empty. */
function histograms(bins: number, seed: number) {
  const random = seededRandom(seed);
  const side = () => Array.from({ length: bins }, () => Math.max(0, Math.floor(random.next() * 12) - 4));
  return { positives: side(), negatives: side(), unlabelled: side() };
}

describe('scoreTails and ratesByThreshold', () => {
  it.each([1, 37, 1000])(
    'FE-24 give every rate at every edge as counting the outcomes there does: %i bins',
    (bins) => {
      const scores = histograms(bins, bins);
      const tails = scoreTails({ group: ['a'], ...scores }, bins);
      const from = (counts: readonly number[], bin: number) =>
        counts.slice(bin).reduce((sum, count) => sum + count, 0);
      for (const name of rates) {
        for (const favourable of ['positive', 'negative'] as const) {
          const [curve] = ratesByThreshold([tails], { name, favourable });
          expect(curve).toHaveLength(bins);
          curve!.forEach((rate, bin) => {
            expect(rate).toBe(groupMetrics(outcomesAt(tails, bin), { favourable })[name].value);
          });
        }
      }
      for (let bin = 0; bin < bins; bin += 1) {
        const [tp, fp] = [from(scores.positives, bin), from(scores.negatives, bin)];
        expect(outcomesAt(tails, bin)).toEqual({
          ...{ tp, fp, fn: from(scores.positives, 0) - tp, tn: from(scores.negatives, 0) - fp },
          unlabelledPositive: from(scores.unlabelled, bin),
          unlabelledNegative: from(scores.unlabelled, 0) - from(scores.unlabelled, bin),
        });
      }
    },
  );

  it('have no outcome outside the bins, and refuse histograms of other bins', () => {
    const tails = scoreTails({ group: [], positives: [1], negatives: [0] }, 1);
    expect(() => outcomesAt(tails, 1)).toThrow(RangeError);
    expect(() => outcomesAt(tails, -1)).toThrow(RangeError);
    expect(() => scoreTails({ group: [], positives: [1], negatives: [0] }, 2)).toThrow(RangeError);
    expect(ratesByThreshold([tails], { name: 'fpr', favourable: 'positive' })).toEqual([[null]]);
  });
});
