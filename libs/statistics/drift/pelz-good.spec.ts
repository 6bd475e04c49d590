import { durbinMatrixCdf } from './durbin-matrix';
import { pelzGoodCdf } from './pelz-good';

describe('pelzGoodCdf', () => {
  it.each([0.03, 0.04, 0.055, 0.07])(
    'agrees with the exact matrix for 400 values at %p to 1e-6',
    (distance) => {
      expect(Math.abs(pelzGoodCdf(distance, 400) - durbinMatrixCdf(distance, 400))).toBeLessThan(1e-6);
    },
  );
});
