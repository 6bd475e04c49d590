import { counted } from './counted';

describe('counted', () => {
  it('says one in the singular, everything else in the plural, and thousands with commas', () => {
    expect([0, 1, 2, 3742].map((n) => counted(n, 'entries'))).toEqual([
      ...['0 entries', '1 entry', '2 entries', '3,742 entries'],
    ]);
    expect([counted(1, 'rows'), counted(1, 'hours')]).toEqual(['1 row', '1 hour']);
  });
});
