import { katzInterval } from './katz-interval';
import { koopmanInterval } from './koopman-interval';
import { ratioInterval } from './ratio-interval';

const of = (successes: number, n: number) => ({ successes, n });

describe('ratioInterval', () => {
  it('is Katz’s from 50 successes and 50 failures a side on, Koopman’s below', () => {
    expect(ratioInterval(of(50, 100), of(60, 200))).toEqual(katzInterval(of(50, 100), of(60, 200)));
    expect(ratioInterval(of(49, 100), of(60, 200))).toEqual(koopmanInterval(of(49, 100), of(60, 200)));
    expect(ratioInterval(of(50, 100), of(151, 200))).toEqual(koopmanInterval(of(50, 100), of(151, 200)));
    expect(ratioInterval(of(50, 100), of(60, 200), 0.9)?.confidenceLevel).toBe(0.9);
  });

  it('of the DCWP selection example is [.902564, 1.062640]', () => {
    const interval = ratioInterval(of(555, 1181), of(667, 1390))!;
    expect(interval).toMatchObject({ method: 'katz' });
    expect(interval.lower).toBeCloseTo(0.902564, 6);
    expect(interval.upper).toBeCloseTo(1.06264, 6);
  });

  it('is near on either side of the bound', () => {
    const [katz, koopman] = [katzInterval, koopmanInterval].map((each) => each(of(50, 150), of(60, 200))!);
    expect(katz!.lower / koopman!.lower).toBeCloseTo(1, 1);
    expect(katz!.upper / koopman!.upper).toBeCloseTo(1, 1);
  });

  it('is null where the ratio is undefined', () => {
    expect(ratioInterval(of(5, 10), of(0, 10))).toBeNull();
  });
});
