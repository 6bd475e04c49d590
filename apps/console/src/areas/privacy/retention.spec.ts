import { erasesMore, retentionText } from './retention';

describe('erasesMore', () => {
  it('is so for every shorter time, for ever being the longest', () => {
    expect(erasesMore(null, 120)).toBe(true);
    expect(erasesMore(24, 6)).toBe(true);
    expect(erasesMore(6, 24)).toBe(false);
    expect(erasesMore(24, 24)).toBe(false);
    expect(erasesMore(24, null)).toBe(false);
    expect(erasesMore(undefined, null)).toBe(false);
  });
});

describe('retentionText', () => {
  it('says how long, and what is left out', () => {
    expect(retentionText(24)).toBe(
      '24 months. Older details are erased once a day, except those under a legal hold.',
    );
    expect(retentionText(null)).toBe('As long as the entries themselves: no details are erased by age.');
  });
});
