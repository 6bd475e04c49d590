import { type Estimate, type Interval, known, notComputable } from '../inference';
import { type DisparityLimit, type FairnessVerdict } from './judge-disparity';
import { isClearOfLimit } from './limit-clearance';

const estimate = (lower: number, upper: number): Estimate =>
  known({
    n: 100,
    method: 'difference',
    value: (lower + upper) / 2,
    interval: { lower, upper, confidenceLevel: 0.95, method: 'newcombe' },
  });
const none = notComputable({ n: 0, method: 'ratio', reason: 'zero_reference' });

const isClear = (
  limit: DisparityLimit,
  shown: { difference: Estimate; ratio: Estimate },
  verdict: FairnessVerdict,
) => isClearOfLimit(limit, { ...shown, isPicked: false, simultaneous: null, comparisons: [] }, verdict);

describe('isClearOfLimit', () => {
  const limit = { maximumDifference: 0.2 };

  it('F-21 is true where the interval lies wholly on the side of the verdict, and false where it reaches across', () => {
    expect(isClear(limit, { difference: estimate(0.21, 0.3), ratio: none }, 'FAIL')).toBe(true);
    expect(isClear(limit, { difference: estimate(-0.4, -0.21), ratio: none }, 'FAIL')).toBe(true);
    expect(isClear(limit, { difference: estimate(0.19, 0.3), ratio: none }, 'FAIL')).toBe(false);
    expect(isClear(limit, { difference: estimate(-0.1, 0.2), ratio: none }, 'PASS')).toBe(true);
    expect(isClear(limit, { difference: estimate(0.1, 0.21), ratio: none }, 'PASS')).toBe(false);
  });

  it('takes a ratio above 1 by the reciprocal of the limit', () => {
    const ratio = { minimumRatio: 0.8 };
    expect(isClear(ratio, { difference: none, ratio: estimate(1.3, 1.6) }, 'FAIL')).toBe(true);
    expect(isClear(ratio, { difference: none, ratio: estimate(0.9, 1.25) }, 'PASS')).toBe(true);
  });

  it('fails clearly by one of two limits and passes clearly by both', () => {
    const both = { ...limit, minimumRatio: 0.8 };
    const sides = { difference: estimate(0.25, 0.3), ratio: estimate(0.7, 0.9) };
    expect(isClear(both, sides, 'FAIL')).toBe(true);
    expect(isClear(both, { ...sides, difference: estimate(0, 0.1) }, 'PASS')).toBe(false);
  });

  it('says nothing without verdict or interval', () => {
    expect(
      isClear(limit, { difference: estimate(0.3, 0.4), ratio: none }, 'INSUFFICIENT_EVIDENCE'),
    ).toBeNull();
    expect(isClear({ minimumRatio: 0.8 }, { difference: none, ratio: none }, 'PASS')).toBeNull();
  });

  it('F-21 rests, of a pair picked among several, on what holds whichever is picked, or on all comparisons', () => {
    const { interval: beyond } = estimate(0.22, 0.5) as { interval?: Interval };
    const { interval: across } = estimate(0.1, 0.6) as { interval?: Interval };
    const picked = (simultaneous: Interval | null, ...all: Estimate[]) => ({
      ...{ difference: known({ n: 100, method: 'difference', value: 0.3 }), ratio: none, isPicked: true },
      simultaneous: simultaneous && { difference: simultaneous, ratio: null },
      comparisons: all.map((difference) => ({ difference, ratio: none })),
    });
    expect(isClearOfLimit(limit, picked(beyond!), 'FAIL')).toBe(true);
    expect(isClearOfLimit(limit, picked(across!), 'FAIL')).toBe(false);
    expect(isClearOfLimit(limit, picked(null), 'FAIL')).toBeNull();
    const [near, wide] = [estimate(-0.1, 0.15), estimate(-0.3, 0.1)];
    expect(isClearOfLimit(limit, picked(across!, near, near), 'PASS')).toBe(true);
    expect(isClearOfLimit(limit, picked(across!, near, wide), 'PASS')).toBe(false);
    expect(isClearOfLimit(limit, picked(across!, near, none), 'PASS')).toBeNull();
  });
});
