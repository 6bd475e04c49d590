import { minimumDetectableDifference } from './minimum-detectable-difference';
import { powerForProportions } from './proportion-power';

describe('minimumDetectableDifference', () => {
  it('is where the power is reached', () => {
    const { below, above } = minimumDetectableDifference({ baseline: 0.4, firstN: 400, secondN: 200 });
    const power = (second: number): number =>
      powerForProportions({ first: 0.4, second }, { firstN: 400, secondN: 200 });
    expect(power(0.4 - below!)).toBeCloseTo(0.8, 10);
    expect(power(0.4 + above!)).toBeCloseTo(0.8, 10);
  });

  it('is unknown where no difference is large enough', () => {
    expect(minimumDetectableDifference({ baseline: 0, firstN: 500, secondN: 500 }).below).toBeNull();
    expect(minimumDetectableDifference({ baseline: 0.5, firstN: 3, secondN: 3 })).toEqual({
      below: null,
      above: null,
    });
  });

  it('refuses designs that are none', () => {
    const design = { baseline: 0.5, firstN: 10, secondN: 10 };
    expect(() => minimumDetectableDifference({ ...design, baseline: 2 })).toThrow(RangeError);
    expect(() => minimumDetectableDifference({ ...design, power: 0.01 })).toThrow(RangeError);
  });
});
