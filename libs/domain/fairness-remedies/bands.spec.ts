import * as fc from 'fast-check';
import { outcomesAt } from '@countersign/statistics/fairness-evidence';
import { sectionAtThreshold, sectionTails } from '../fairness';
import { groupThresholds } from './group-thresholds';
import { automaticGap, type BandError, humanBand } from './human-band';
import { proposeBand } from './propose-band';
import { exampleEvidence } from './remedies-example';
import { bandSize, rowsIn, tailsWithout } from './score-band';

const { counts, policy } = exampleEvidence(3000);
const [, section] = counts.sections;
const tails = sectionTails(section!)!;
const setting = { section: section!, policy, tails, threshold: 50 };
const band = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
  .map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));

describe('humanBand', () => {
  it('FY-7 changes nothing with a band of no load', () => {
    for (const low of [0, 50, 100]) {
      const found = humanBand({ low, high: low }, setting);
      expect(found.automatic).toEqual(sectionAtThreshold(tails, 50, setting));
      expect(found.all.sent).toBe(0);
    }
  });

  it('FY-7 loses no case: what is sent and what remains are all there were (seed 1)', () => {
    const property = fc.property(band, fc.integer({ min: 0, max: 99 }), (chosen, threshold) => {
      for (const each of tails) {
        const remaining = outcomesAt(tailsWithout(each, chosen), threshold);
        const all = outcomesAt(each, threshold);
        const sent = rowsIn(each, chosen);
        expect(remaining.tp + remaining.fn + sent.positives).toBe(all.tp + all.fn);
        expect(remaining.fp + remaining.tn + sent.negatives).toBe(all.fp + all.tn);
        for (const cell of ['tp', 'fp', 'fn', 'tn'] as const) {
          expect(remaining[cell]).toBeGreaterThanOrEqual(0);
          expect(remaining[cell]).toBeLessThanOrEqual(all[cell]);
        }
      }
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });

  it('FY-7 counts the load by group and together', () => {
    const found = humanBand({ low: 40, high: 60 }, setting);
    expect(found.all.sent).toBe(found.groups.reduce((sum, { sent }) => sum + sent, 0));
    found.groups.forEach(({ sent, n, share }, at) => {
      expect(sent).toBe(bandSize(rowsIn(tails[at]!, { low: 40, high: 60 })));
      expect(share).toMatchObject({ value: sent / n, n });
    });
    const remaining = found.automatic.groups.reduce((sum, { n }) => sum + n, 0);
    expect(remaining + found.all.sent).toBe(found.all.n);
  });

  it('FY-7 leaves nothing to judge where everything goes to people', () => {
    const found = humanBand({ low: 0, high: 100 }, setting);
    expect(found.all.share.value).toBe(1);
    expect(found.automatic.verdict).toBe('INSUFFICIENT_EVIDENCE');
  });
});

describe('proposeBand', () => {
  const gapBy = (error: BandError, chosen: { low: number; high: number }) =>
    automaticGap(error, chosen, setting).difference.value;

  it('FY-8 finds the smallest gap of all bands within the load, and keeps to it', () => {
    for (const error of ['fpr', 'fnr', 'accuracy', 'equalized_odds'] as const) {
      const found = proposeBand({ error, load: 0.2 }, setting)!;
      expect(found.gapBefore).toBeCloseTo(gapBy(error, { low: 0, high: 0 })!, 12);
      expect(found.gapAfter).toBeCloseTo(gapBy(error, found.band)!, 12);
      expect(found.gapAfter).toBeLessThan(found.gapBefore);
      expect(humanBand(found.band, setting).all.share.value).toBeLessThanOrEqual(0.2);
      for (let low = 0; low < 100; low += 17)
        for (let high = low; high <= 100; high += 19) {
          const { value } = humanBand({ low, high }, setting).all.share;
          const { difference, excluded } = automaticGap(error, { low, high }, setting);
          if (value! > 0.2 || excluded > 0) continue;
          expect(difference.value).toBeGreaterThanOrEqual(found.gapAfter - 1e-12);
        }
    }
  });

  it('FY-8 takes the wider of two gaps, each at half of the doubt', () => {
    const both = automaticGap('equalized_odds', { low: 0, high: 0 }, setting);
    const each = (['fpr', 'fnr'] as const).map((error) => automaticGap(error, { low: 0, high: 0 }, setting));
    const [wider] = [...each].sort((a, b) => b.difference.value! - a.difference.value!);
    expect(both).toMatchObject({ rate: wider!.rate, excluded: 0 });
    const [one, two] = [wider!, both].map(({ difference }) =>
      difference.status === 'ok' ? difference : null,
    );
    expect([one!.value, one!.interval!.confidenceLevel]).toEqual([
      two!.value,
      two!.interval!.confidenceLevel,
    ]);
    expect(two!.interval!.lower).toBeLessThan(one!.interval!.lower);
    expect(two!.interval!.upper).toBeGreaterThan(one!.interval!.upper);
  });

  it('FY-8 proposes no band for no load, and says how many were looked at', () => {
    const none = proposeBand({ error: 'fpr', load: 0 }, setting)!;
    expect(humanBand(none.band, setting).all.sent).toBe(0);
    expect(none.gapAfter).toBe(none.gapBefore);
    expect(proposeBand({ error: 'fpr', load: 0.3 }, setting)!.looked).toBeGreaterThan(none.looked);
    expect(() => proposeBand({ error: 'fpr', load: 1.1 }, setting)).toThrow(RangeError);
  });

  it('FY-8 narrows no gap by leaving nobody, and knows none between fewer than two groups', () => {
    const found = proposeBand({ error: 'fnr', load: 1 }, setting)!;
    for (const { counts: left } of humanBand(found.band, setting).automatic.groups)
      expect(left.tp + left.fn).toBeGreaterThanOrEqual(policy.minimums.positives);
    expect(proposeBand({ error: 'fpr', load: 0.5 }, { ...setting, tails: tails.slice(0, 1) })).toBeNull();
  });
});

describe('groupThresholds', () => {
  const options = { rate: 'tpr', common: 50, favourable: 'positive', confidenceLevel: 0.95 } as const;

  it('FY-9 brings every group as near to the rate of all as a bin edge can', () => {
    const { target, groups } = groupThresholds(tails, options)!;
    const all = tails.map((each) => outcomesAt(each, 50));
    const tp = all.reduce((sum, each) => sum + each.tp, 0);
    expect(target).toBeCloseTo(tp / all.reduce((sum, each) => sum + each.tp + each.fn, 0), 12);
    groups.forEach(({ bin, after, changed, countsBefore, countsAfter }, at) => {
      for (let other = 0; other < 100; other += 1) {
        const counted = outcomesAt(tails[at]!, other);
        const rate = counted.tp / (counted.tp + counted.fn);
        expect(Math.abs(rate - target)).toBeGreaterThanOrEqual(Math.abs(after.value! - target) - 1e-12);
      }
      expect(countsAfter).toEqual(outcomesAt(tails[at]!, bin));
      const flipped = countsAfter.tp + countsAfter.fp - countsBefore.tp - countsBefore.fp;
      expect(changed).toBeGreaterThanOrEqual(Math.abs(flipped));
    });
  });

  it('FY-9 changes nothing where the groups are alike', () => {
    const alike = [tails[0]!, { ...tails[0]!, group: ['twin'] }];
    const found = groupThresholds(alike, options)!;
    expect(found.groups.map(({ bin, changed }) => [bin, changed])).toEqual([
      [50, 0],
      [50, 0],
    ]);
  });

  it('FY-9 knows no rate that has no denominator', () => {
    const nobody = tails.map((each) => ({ ...each, positives: new Float64Array(100) }));
    expect(groupThresholds(nobody, options)).toBeNull();
  });
});
