import { addNumber } from './add-number';
import { emptyNumericProfile } from './numeric-profile';
import { profileRows } from './profile-rows';

describe('addNumber', () => {
  it('S-1: tells values, missing, NaN, infinite and mismatched apart', () => {
    const profile = emptyNumericProfile([0, 10]);
    for (const value of [1, 5n, null, undefined, NaN, Infinity, -Infinity, '3', true, {}, -4, 10])
      addNumber(profile, value);
    expect(profile).toMatchObject({
      n: 4,
      missing: 2,
      notANumber: 1,
      infinite: 2,
      mismatched: 3,
      min: -4,
      max: 10,
    });
    expect(profile.counts).toEqual([1, 2, 1]);
    expect(profileRows(profile)).toBe(12);
  });

  it('keeps mean and squares of 2, 4, 4, 4, 5, 5, 7, 9 by hand: 5 and 32', () => {
    const profile = emptyNumericProfile([]);
    for (const value of [2, 4, 4, 4, 5, 5, 7, 9]) addNumber(profile, value);
    expect(profile.mean).toBeCloseTo(5, 14);
    expect(profile.m2).toBeCloseTo(32, 12);
    expect(profile.counts).toEqual([8]);
  });

  it('keeps its precision far from zero: variance of 1e9 + {4, 7, 13, 16} is 30', () => {
    const profile = emptyNumericProfile([]);
    for (const value of [4, 7, 13, 16]) addNumber(profile, 1e9 + value);
    expect(profile.m2 / 3).toBeCloseTo(30, 6);
  });

  it('keeps a finite mean for values at the ends of the range of a double', () => {
    const profile = emptyNumericProfile([0]);
    for (const value of [Number.MAX_VALUE, -Number.MAX_VALUE, Number.MAX_VALUE]) addNumber(profile, value);
    expect(Number.isFinite(profile.mean)).toBe(true);
    expect(profile.counts).toEqual([1, 2]);
  });
});
