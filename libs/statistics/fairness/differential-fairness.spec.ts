import { differentialFairness } from './differential-fairness';
import { type GroupCounts } from './outcome-counts';

const group = (name: string, [tp, fp, fn, tn]: readonly number[]): GroupCounts => ({
  group: [name],
  counts: { tp: tp!, fp: fp!, fn: fn!, tn: tn!, unlabelledPositive: 0, unlabelledNegative: 0 },
});

describe('differentialFairness', () => {
  it('F-29 is the largest |ln| of a ratio of smoothed rates, by hand', () => {
    const { epsilon, between } = differentialFairness([group('a', [1, 0, 0, 1]), group('b', [3, 0, 0, 0])]);
    // (1 + ½) / 3 = ½ against (3 + ½) / 4 = ⅞: of the negatives, ½ over ⅛ is larger.
    expect(epsilon.value).toBeCloseTo(Math.log(4), 12);
    expect(between).toEqual([['a'], ['b']]);
  });

  it('is finite for a group of one, and 0 for groups treated alike', () => {
    expect(
      differentialFairness([group('a', [1, 0, 0, 0]), group('b', [0, 0, 0, 1])]).epsilon.value,
    ).toBeCloseTo(Math.log(3), 12);
    const alike = differentialFairness([group('a', [5, 5, 5, 5]), group('b', [5, 5, 5, 5])]);
    expect(alike).toMatchObject({
      epsilon: { value: 0 },
      labelEpsilon: { value: 0 },
      amplification: { value: 0 },
    });
  });

  it('has no value for one group, and no amplification without labels', () => {
    expect(differentialFairness([group('a', [1, 0, 0, 0])]).epsilon).toMatchObject({
      reason: 'single_group',
    });
    expect(differentialFairness([]).epsilon).toMatchObject({ reason: 'missing_group' });
    const counts = { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 3, unlabelledNegative: 4 };
    const unlabelled = differentialFairness(['a', 'b'].map((name) => ({ group: [name], counts })));
    expect(unlabelled).toMatchObject({ epsilon: { value: 0 }, amplification: { reason: 'missing_group' } });
  });
});
