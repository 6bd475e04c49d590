import { poissonDeviance } from './poisson-deviance';
import { stirlingError } from './stirling-error';

describe('stirlingError', () => {
  it('gives the factorials back', () => {
    let factorial = 1;
    for (let k = 1; k <= 20; k += 1) {
      factorial *= k;
      const log = stirlingError(k) + (k + 0.5) * Math.log(k) - k + Math.log(2 * Math.PI) / 2;
      expect(Math.abs(log - Math.log(factorial))).toBeLessThan(1e-14 * Math.max(1, Math.log(factorial)));
    }
  });

  it('knows the half: Γ(3/2) = √π / 2', () => {
    const log = stirlingError(0.5) + Math.log(0.5) - 0.5 + Math.log(2 * Math.PI) / 2;
    expect(log).toBeCloseTo(Math.log(Math.sqrt(Math.PI) / 2), 15);
  });

  it('refuses 0', () => {
    expect(() => stirlingError(0)).toThrow(RangeError);
  });
});

describe('poissonDeviance', () => {
  it('is 0 at the mean, the mean at 0 and steady where its two forms meet', () => {
    expect(poissonDeviance(5, 5)).toBe(0);
    expect(poissonDeviance(0, 3)).toBe(3);
    const meeting = 11 / 9;
    const [near, far] = [poissonDeviance(meeting - 1e-9, 1), poissonDeviance(meeting + 1e-9, 1)];
    expect(far - near).toBeCloseTo(2e-9 * Math.log(meeting), 14);
  });
});
