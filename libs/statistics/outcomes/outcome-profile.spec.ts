import fc from 'fast-check';
import { countOutcomes } from '../fairness';
import { rocAuc, scoreCounts } from '../performance';
import { ProfileError } from '../profile';
import { seededRandom } from '../random';
import { addOutcome, type ScoredOutcome } from './add-outcome';
import { binnedCalibration } from './binned-calibration';
import { binnedRocAuc } from './binned-roc-auc';
import { mergeOutcomeProfiles, totalOutcomes } from './merge-outcome-profiles';
import { emptyOutcomeProfile, type OutcomeProfile, probabilityEdges } from './outcome-profile';
import { outcomeProfileFromJson, outcomeProfileToJson } from './outcome-profile-json';
import { populationCounts } from './population-counts';
import { thresholdCounts } from './threshold-counts';

const by = ['sex', 'region'];
const edges = probabilityEdges(4);
const profileOf = (rows: readonly ScoredOutcome[], own: readonly number[] = edges): OutcomeProfile => {
  const profile = emptyOutcomeProfile(by, own);
  for (const row of rows) addOutcome(profile, row);
  return profile;
};
const truth = fc.constantFrom(true, false, null);
const row: fc.Arbitrary<ScoredOutcome> = fc.record({
  groups: fc.tuple(fc.constantFrom('f', 'm', '__proto__', null), fc.constantFrom('a', 'b","c', null)),
  predicted: truth,
  actual: truth,
  score: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(null, NaN, 0.25, 0.5, 1)),
});
const rows = fc.array(row, { maxLength: 60 });
const textOf = (profile: OutcomeProfile) => JSON.stringify(outcomeProfileToJson(profile));

describe('addOutcome', () => {
  it('S-11: counts every row once by outcome, and once by label and score', () => {
    const segment = totalOutcomes(
      profileOf([
        { groups: ['f', 'a'], predicted: true, actual: true, score: 0.9 },
        { groups: ['f', 'a'], predicted: true, actual: false, score: 0.5 },
        { groups: ['m', 'a'], predicted: false, actual: true, score: 0.25 },
        { groups: ['m', null], predicted: false, actual: false, score: 0.1 },
        { groups: [null, null], predicted: true, actual: null, score: 0.9 },
        { groups: ['f', 'a'], predicted: false, actual: null, score: null },
        { groups: ['f', 'a'], predicted: null, actual: true, score: Infinity },
      ]),
    );
    expect(segment).toEqual({
      values: [null, null],
      counts: { tp: 1, fp: 1, fn: 1, tn: 1, unlabelledPositive: 1, unlabelledNegative: 1 },
      unpredicted: 1,
      scores: { positive: [0, 1, 0, 1], negative: [1, 0, 1, 0], unlabelled: [0, 0, 0, 1], unscored: 2 },
    });
  });

  it('throws when a row has not one value for each of what the profile is by', () => {
    expect(() => profileOf([{ groups: ['f'], predicted: true, actual: true, score: 1 }])).toThrow(RangeError);
    expect(() => emptyOutcomeProfile(by, [1, 1])).toThrow(RangeError);
  });
});

describe('mergeOutcomeProfiles', () => {
  it('S-2: any split of the rows, merged in any order, is one text (seed 80)', () => {
    const dealt = fc.array(fc.tuple(row, fc.integer({ min: 0, max: 4 })), { maxLength: 60 });
    fc.assert(
      fc.property(dealt, fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (items, order) => {
        const parts = order.map((part) =>
          profileOf(items.filter(([, to]) => to === part).map(([one]) => one)),
        );
        expect(textOf(parts.reduce(mergeOutcomeProfiles))).toBe(textOf(profileOf(items.map(([one]) => one))));
      }),
      { seed: 80 },
    );
  });

  it('S-3: is associative and commutative, with the empty profile as identity (seed 81)', () => {
    fc.assert(
      fc.property(rows, rows, rows, (x, y, z) => {
        const [a, b, c] = [profileOf(x), profileOf(y), profileOf(z)];
        expect(mergeOutcomeProfiles(mergeOutcomeProfiles(a, b), c)).toEqual(
          mergeOutcomeProfiles(a, mergeOutcomeProfiles(b, c)),
        );
        expect(mergeOutcomeProfiles(a, b)).toEqual(mergeOutcomeProfiles(b, a));
        expect(mergeOutcomeProfiles(a, profileOf([]))).toEqual(a);
        expect(profileOf(x)).toEqual(a);
      }),
      { seed: 81 },
    );
  });

  it('refuses other edges and other attributes', () => {
    const placeOf = (other: OutcomeProfile) => {
      try {
        mergeOutcomeProfiles(profileOf([]), other);
      } catch (error) {
        return (error as ProfileError).place;
      }
      return 'merged';
    };
    expect(placeOf(emptyOutcomeProfile(['sex'], edges))).toBe('$.by');
    expect(placeOf(emptyOutcomeProfile(by, [0.25, 0.6, 0.75]))).toBe('$.edges[1]');
    expect(placeOf(emptyOutcomeProfile(by, [0.25]))).toBe('$.edges[1]');
    expect(placeOf(emptyOutcomeProfile(by, [...edges, 0.9]))).toBe('$.edges[3]');
  });
});

describe('outcomeProfileFromJson', () => {
  it('S-9: reads back what was written (seed 82)', () => {
    fc.assert(
      fc.property(rows, (items) => {
        const profile = profileOf(items);
        expect(outcomeProfileFromJson(JSON.parse(textOf(profile)))).toEqual(profile);
      }),
      { seed: 82 },
    );
  });

  const json = () =>
    JSON.parse(textOf(profileOf([{ groups: ['f', 'a'], predicted: true, actual: true, score: 0.9 }])));
  it.each<[string, (json: ReturnType<typeof JSON.parse>) => void]>([
    ['$.version', (found) => (found.version = 2)],
    ['$.kind', (found) => (found.kind = 'numeric')],
    ['$.by', (found) => (found.by = 'sex')],
    ['$.by[1]', (found) => (found.by[1] = 7)],
    ['$.edges[1]', (found) => (found.edges[1] = 0)],
    ['$.rows', (found) => (found.rows = 2)],
    ['$.segments[0].values', (found) => found.segments[0].values.pop()],
    ['$.segments[0].values[1]', (found) => (found.segments[0].values[1] = 1)],
    ['$.segments[1].values', (found) => found.segments.push(found.segments[0])],
    ['$.segments[0].counts', (found) => delete found.segments[0].counts],
    ['$.segments[0].counts.fn', (found) => (found.segments[0].counts.fn = -1)],
    ['$.segments[0].scores', (found) => (found.segments[0].scores.positive[3] = 2)],
    ['$.segments[0].scores.negative', (found) => found.segments[0].scores.negative.pop()],
    ['$.segments[0].scores.unscored', (found) => (found.segments[0].scores.unscored = '0')],
    ['$.segments[0].unpredicted', (found) => (found.segments[0].unpredicted = null)],
  ])('S-9: names the place %s of what it cannot read', (place, spoil) => {
    const spoilt = json();
    spoil(spoilt);
    expect(() => outcomeProfileFromJson(spoilt)).toThrow(ProfileError);
    expect(() => outcomeProfileFromJson(spoilt)).toThrow(
      new RegExp(`^${place.replace(/[$[\].]/g, '\\$&')}: `),
    );
  });
});

describe('populationCounts', () => {
  it('S-11: are what counting the rows themselves gives (seed 83)', () => {
    fc.assert(
      fc.property(rows, (items) => {
        expect(populationCounts(profileOf(items))).toEqual(countOutcomes(items, by));
      }),
      { seed: 83 },
    );
  });
});

describe('thresholdCounts', () => {
  it('S-12: are exact at every edge (seed 84)', () => {
    fc.assert(
      fc.property(rows, (items) => {
        for (const { threshold, counts } of thresholdCounts(totalOutcomes(profileOf(items)).scores, edges)) {
          const scored = items.filter(({ score }) => score !== null && Number.isFinite(score));
          const decided = scored.map((item) => ({
            ...{ groups: [], actual: item.actual, predicted: item.score! >= threshold },
          }));
          const expected = countOutcomes(decided, []).groups[0]?.counts;
          expect(counts).toEqual(expected ?? { ...counts, tp: 0, fp: 0, fn: 0, tn: 0 });
        }
      }),
      { seed: 84 },
    );
  });

  it('throws when the counts do not fit the edges', () => {
    const { scores } = totalOutcomes(profileOf([]));
    expect(() => thresholdCounts(scores, [0.5])).toThrow(RangeError);
    expect(() => binnedCalibration(scores, [0.5])).toThrow(RangeError);
    expect(() => binnedCalibration(scores, [0, 0.5, 0.75])).toThrow('(0, 1)');
  });
});

describe('binnedRocAuc and binnedCalibration', () => {
  const draw = (n: number, bins: number) => {
    const random = seededRandom(31);
    const items: ScoredOutcome[] = Array.from({ length: n }, () => {
      const score = 1 / (1 + Math.exp(-2 * random.gaussian()));
      return { groups: ['f', 'a'], predicted: null, actual: random.next() < score ** 1.5, score };
    });
    return { items, scores: totalOutcomes(profileOf(items, probabilityEdges(bins))).scores };
  };

  it.each([2, 10, 100, 1000])(
    'S-12: lie within their bound of the exact values, %p bins (seed 31)',
    (bins) => {
      const { items, scores } = draw(5000, bins);
      const rowsByScore = scoreCounts(
        Float64Array.from(items, ({ score }) => score!),
        Int8Array.from(items, ({ actual }) => Number(actual)),
      );
      const auc = binnedRocAuc(scores);
      expect(Math.abs(auc.estimate.value! - rocAuc(rowsByScore).value!)).toBeLessThanOrEqual(auc.errorBound!);
      // Half the pairs of one bin: at most about half a bin's share.
      expect(auc.errorBound!).toBeLessThan(0.8 / bins);
      const calibration = binnedCalibration(scores, probabilityEdges(bins)).error;
      const exact = exactCalibration(items, bins);
      expect(Math.abs(calibration.estimate.value! - exact)).toBeLessThanOrEqual(
        calibration.errorBound! + 1e-12,
      );
      expect(calibration.errorBound!).toBeCloseTo(0.5 / bins, 12);
    },
  );

  it('S-12: have no value without both labels, and say so', () => {
    const { scores } = totalOutcomes(
      profileOf([{ groups: ['f', 'a'], predicted: null, actual: true, score: 0.5 }]),
    );
    const none = totalOutcomes(profileOf([])).scores;
    const reasonOf = ({ estimate }: ReturnType<typeof binnedRocAuc>) =>
      estimate.status === 'ok' ? 'ok' : estimate.reason;
    expect(reasonOf(binnedRocAuc(none))).toBe('no_rows');
    expect(reasonOf(binnedRocAuc(scores))).toBe('no_negatives');
    expect(reasonOf(binnedRocAuc({ ...scores, positive: scores.negative, negative: scores.positive }))).toBe(
      'no_positives',
    );
    expect(binnedRocAuc(none).errorBound).toBeNull();
    expect(reasonOf(binnedCalibration(none, edges).error)).toBe('no_rows');
    expect(binnedCalibration(scores, edges).bins).toEqual([{ lower: 0.5, upper: 0.75, n: 1, positives: 1 }]);
  });

  const exactCalibration = (items: readonly ScoredOutcome[], bins: number): number => {
    const inBins = new Map<number, { n: number; score: number; positives: number }>();
    for (const { score, actual } of items) {
      const bin = Math.min(bins - 1, Math.floor(score! * bins));
      const sum = inBins.get(bin) ?? { n: 0, score: 0, positives: 0 };
      inBins.set(bin, {
        n: sum.n + 1,
        score: sum.score + score!,
        positives: sum.positives + Number(actual),
      });
    }
    return [...inBins.values()].reduce(
      (sum, bin) => sum + Math.abs(bin.positives - bin.score) / items.length,
      0,
    );
  };
});
