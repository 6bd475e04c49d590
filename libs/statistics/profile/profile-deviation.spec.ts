import { addNumber } from './add-number';
import { emptyNumericProfile } from './numeric-profile';
import { profileDeviation } from './profile-deviation';

const profileOf = (...values: number[]) => {
  const profile = emptyNumericProfile([]);
  for (const value of values) addNumber(profile, value);
  return profile;
};

describe('profileDeviation', () => {
  it('of 2, 4, 4, 4, 5, 5, 7, 9 is the root of 32 / 7, by hand', () => {
    expect(profileDeviation(profileOf(2, 4, 4, 4, 5, 5, 7, 9))).toBeCloseTo(Math.sqrt(32 / 7), 14);
  });

  it('is unknown below two values and beyond the range of a double', () => {
    expect(profileDeviation(profileOf())).toBeNull();
    expect(profileDeviation(profileOf(3))).toBeNull();
    expect(profileDeviation(profileOf(Number.MAX_VALUE, -Number.MAX_VALUE))).toBeNull();
  });
});
