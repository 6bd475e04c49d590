import { lInfinityDistance } from './l-infinity-distance';

describe('lInfinityDistance', () => {
  it('of aabbcc against aabbccd is .142857 (public vector)', () => {
    expect(lInfinityDistance([2, 2, 2, 0], [2, 2, 2, 1]).value).toBeCloseTo(1 / 7, 15);
  });

  it('has a reason for an empty side', () => {
    expect(lInfinityDistance([1], [0])).toMatchObject({ value: null, reason: 'no_rows' });
  });
});
