import { binomialLowerTail, binomialProbability, binomialUpperTail } from './binomial';
import {
  hypergeometricLowerTail,
  hypergeometricProbability,
  hypergeometricUpperTail,
} from './hypergeometric';

describe('binomial and hypergeometric laws', () => {
  it('add up to 1', () => {
    let [binomial, hypergeometric] = [0, 0];
    for (let k = 0; k <= 40; k += 1) {
      binomial += binomialProbability(k, { n: 40, p: 0.3 });
      hypergeometric += hypergeometricProbability(k, { marked: 40, unmarked: 70, drawn: 55 });
    }
    expect(binomial).toBeCloseTo(1, 13);
    expect(hypergeometric).toBeCloseTo(1, 13);
  });

  it('split into both tails at every place', () => {
    const urn = { marked: 12, unmarked: 9, drawn: 15 };
    for (let k = -1; k <= 16; k += 1) {
      const binomial = binomialLowerTail(k, { n: 15, p: 0.4 }) + binomialUpperTail(k + 1, { n: 15, p: 0.4 });
      expect(binomial).toBeCloseTo(1, 13);
      expect(hypergeometricLowerTail(k, urn) + hypergeometricUpperTail(k + 1, urn)).toBeCloseTo(1, 13);
    }
  });

  it('give 0 off the whole numbers and beyond the ends', () => {
    expect(binomialProbability(1.5, { n: 4, p: 0.5 })).toBe(0);
    expect(binomialProbability(5, { n: 4, p: 0.5 })).toBe(0);
    expect(hypergeometricProbability(5, { marked: 4, unmarked: 4, drawn: 5 })).toBe(0);
    expect(hypergeometricProbability(0, { marked: 0, unmarked: 0, drawn: 0 })).toBe(1);
  });

  it('refuse trials and urns that are none', () => {
    expect(() => binomialProbability(1, { n: 1.5, p: 0.5 })).toThrow(RangeError);
    expect(() => binomialLowerTail(1, { n: 2, p: 2 })).toThrow(RangeError);
    expect(() => hypergeometricLowerTail(1, { marked: 2, unmarked: 2, drawn: 5 })).toThrow(RangeError);
    expect(() => hypergeometricUpperTail(1, { marked: -2, unmarked: 2, drawn: 0 })).toThrow(RangeError);
  });
});
