import { countPair } from './count-pair';
import { sharesWithoutZeros } from './zero-shares';

describe('sharesWithoutZeros', () => {
  const pair = countPair([0, 99_999, 1], [5, 5, 0]);

  it('puts a fixed share in place of zero', () => {
    expect(sharesWithoutZeros(pair, 0.01).current).toEqual([0.5, 0.5, 0.01]);
  });

  it('follows Evidently: a millionth of the smallest share where that is tiny', () => {
    const { reference, current } = sharesWithoutZeros(pair, 'evidently');
    expect(reference[0]).toBeCloseTo(1e-11, 20);
    expect(current[2]).toBe(0.0001);
  });

  it('adds one to every count for Laplace, and nothing for none', () => {
    expect(sharesWithoutZeros(pair, 'laplace').current).toEqual([6 / 13, 6 / 13, 1 / 13]);
    expect(sharesWithoutZeros(pair, 'none').current).toEqual([0.5, 0.5, 0]);
  });

  it('throws for an epsilon of 0', () => {
    expect(() => sharesWithoutZeros(pair, 0)).toThrow(RangeError);
  });
});
