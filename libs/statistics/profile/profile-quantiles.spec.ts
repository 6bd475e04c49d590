import { addNumbers } from './add-numbers';
import { emptyNumericProfile } from './numeric-profile';
import { profileQuantiles } from './profile-quantiles';

const profileOf = (...values: number[]) => {
  const profile = emptyNumericProfile([]);
  addNumbers(profile, Float64Array.from(values));
  return profile;
};

describe('profileQuantiles', () => {
  it('never leave the range of the values', () => {
    expect(profileQuantiles(profileOf(49, 49, 49), [0, 0.5, 1])).toEqual([49, 49, 49]);
    const [low, high] = profileQuantiles(profileOf(-7.1, 3, 1000.5), [0, 1])!;
    expect(low).toBeGreaterThanOrEqual(-7.1);
    expect(high).toBeLessThanOrEqual(1000.5);
  });

  it('are none without values, and unknown where no sketch was kept', () => {
    expect(profileQuantiles(profileOf(), [0.5])).toEqual([]);
    expect(profileQuantiles({ ...profileOf(1), quantiles: null }, [0.5])).toBeNull();
  });
});
