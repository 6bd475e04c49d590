import { counted } from './counted';

describe('counted', () => {
  it('says one in the singular, everything else in the plural, and thousands with commas', () => {
    expect([0, 1, 2, 3742].map((n) => counted(n, 'row'))).toEqual([
      '0 rows',
      '1 row',
      '2 rows',
      '3,742 rows',
    ]);
    expect([1, 2].map((n) => counted(n, 'person has', 'people have'))).toEqual([
      '1 person has',
      '2 people have',
    ]);
  });
});
