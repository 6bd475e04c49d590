import { ageOf, ageText } from './age';

describe('ageText', () => {
  it.each([
    [-1, '0 s ago'],
    [119.9, '119 s ago'],
    [120, '2 min ago'],
    [7199, '119 min ago'],
    [7200, '2 h ago'],
    [172_800, '2 days ago'],
  ])('tells %d s in the largest unit that counts two', (seconds, text) => {
    expect(ageText(seconds)).toBe(text);
  });

  it('is that of an instant', () => {
    expect(ageOf('2026-01-01T00:00:00.000Z', new Date('2026-01-01T00:03:30.000Z'))).toBe('3 min ago');
  });
});
