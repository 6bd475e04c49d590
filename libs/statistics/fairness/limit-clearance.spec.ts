import { type Estimate, known, notComputable } from '../inference';
import { isClearOfLimit } from './limit-clearance';

const estimate = (lower: number, upper: number): Estimate =>
  known({
    n: 100,
    method: 'difference',
    value: (lower + upper) / 2,
    interval: { lower, upper, confidenceLevel: 0.95, method: 'newcombe' },
  });
const none = notComputable({ n: 0, method: 'ratio', reason: 'zero_reference' });

describe('isClearOfLimit', () => {
  const limit = { maximumDifference: 0.2 };

  it('F-21 is true where the interval lies wholly on the side of the verdict, and false where it reaches across', () => {
    expect(isClearOfLimit(limit, { difference: estimate(0.21, 0.3), ratio: none }, 'FAIL')).toBe(true);
    expect(isClearOfLimit(limit, { difference: estimate(-0.4, -0.21), ratio: none }, 'FAIL')).toBe(true);
    expect(isClearOfLimit(limit, { difference: estimate(0.19, 0.3), ratio: none }, 'FAIL')).toBe(false);
    expect(isClearOfLimit(limit, { difference: estimate(-0.1, 0.2), ratio: none }, 'PASS')).toBe(true);
    expect(isClearOfLimit(limit, { difference: estimate(0.1, 0.21), ratio: none }, 'PASS')).toBe(false);
  });

  it('takes a ratio above 1 by the reciprocal of the limit', () => {
    const ratio = { minimumRatio: 0.8 };
    expect(isClearOfLimit(ratio, { difference: none, ratio: estimate(1.3, 1.6) }, 'FAIL')).toBe(true);
    expect(isClearOfLimit(ratio, { difference: none, ratio: estimate(0.9, 1.25) }, 'PASS')).toBe(true);
  });

  it('fails clearly by one of two limits and passes clearly by both', () => {
    const both = { ...limit, minimumRatio: 0.8 };
    const sides = { difference: estimate(0.25, 0.3), ratio: estimate(0.7, 0.9) };
    expect(isClearOfLimit(both, sides, 'FAIL')).toBe(true);
    expect(isClearOfLimit(both, { ...sides, difference: estimate(0, 0.1) }, 'PASS')).toBe(false);
  });

  it('says nothing without verdict or interval', () => {
    expect(
      isClearOfLimit(limit, { difference: estimate(0.3, 0.4), ratio: none }, 'INSUFFICIENT_EVIDENCE'),
    ).toBeNull();
    expect(isClearOfLimit({ minimumRatio: 0.8 }, { difference: none, ratio: none }, 'PASS')).toBeNull();
  });
});
