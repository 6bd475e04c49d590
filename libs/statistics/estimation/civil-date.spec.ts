import { civilDate, civilText } from './civil-date';

describe('civilDate', () => {
  it('agrees with the calendar on every tenth day of eight centuries', () => {
    for (let days = -146_097; days < 146_097; days += 10) {
      const date = new Date(days * 86_400_000);
      expect(civilDate(days)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      });
    }
  });

  it('writes ISO 8601', () => {
    expect(civilText(0)).toBe('1970-01-01');
    expect(civilText(19_782)).toBe('2024-02-29');
  });
});
