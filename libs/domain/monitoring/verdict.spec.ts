import fc from 'fast-check';
import { worst, type Verdict } from './index';

const verdicts: Verdict[] = ['ok', 'warning', 'unknown', 'alert'];

describe('worst', () => {
  it('M-7 ranks alert over unknown over warning over ok', () => {
    expect(worst(['ok', 'warning'])).toBe('warning');
    expect(worst(['warning', 'unknown', 'ok'])).toBe('unknown');
    expect(worst(['unknown', 'alert'])).toBe('alert');
  });

  it('M-7 is unknown for none', () => {
    expect(worst([])).toBe('unknown');
  });

  it('M-7 does not depend on order or grouping (seed 7)', () => {
    const several = fc.array(fc.constantFrom(...verdicts), { minLength: 1 });
    fc.assert(
      fc.property(several, several, (a, b) => {
        expect(worst([...a, ...b])).toBe(worst([worst(b), worst(a)]));
      }),
      { seed: 7 },
    );
  });
});
