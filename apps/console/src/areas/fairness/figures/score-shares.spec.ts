import { exampleEvidence } from '../../../testing/fairness-evidence';
import { figureSubject } from './audit-evidence';
import { mostCommon, scoreShares, shownBins } from './score-shares';

describe('scoreShares', () => {
  const { counts, results } = figureSubject(exampleEvidence(), ['sex', 'age'])!;

  it('FX-8 has every score of a group in one of 20 bins, and shares that add up to the whole', () => {
    const groups = scoreShares(counts, results);
    expect(groups.map(({ name }) => name)).toEqual(['f · old', 'f · young', 'm · old', 'm · young']);
    groups.forEach(({ n, counts: bins, shares, isSmall }, at) => {
      expect(bins).toHaveLength(shownBins);
      expect(bins.reduce((sum, count) => sum + count, 0)).toBe(results.groups[at]!.n);
      expect(n).toBe(results.groups[at]!.n);
      expect(shares.reduce<number>((sum, share) => sum + share!, 0)).toBeCloseTo(1, 12);
      expect(isSmall).toBe(!results.groups[at]!.eligible);
    });
    const { positive, negative } = counts.groups[1]!.histogram!;
    const sixth = [...positive.counts.slice(25, 30), ...negative.counts.slice(25, 30)];
    expect(groups[1]!.counts[5]).toBe(sixth.reduce((sum, count) => sum + count, 0));
  });

  it('has no shares without scores, and finds the most common bin', () => {
    const none = Array.from({ length: 100 }, () => 0);
    const empty = { counts: none, millionths: none };
    const at = (bin: number) => ({ counts: none.with(bin, 9), millionths: none });
    const groups = [
      { ...counts.groups[0]!, histogram: { positive: empty, negative: empty, unlabelled: empty } },
      { ...counts.groups[1]!, histogram: { positive: at(99), negative: at(3), unlabelled: at(97) } },
    ];
    const [nobody, somebody] = scoreShares({ ...counts, groups }, results);
    expect(nobody!.shares.every((share) => share === null)).toBe(true);
    expect(mostCommon(somebody!)).toBe(19);
  });
});
