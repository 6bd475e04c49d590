import { shownPair, type ShownPairNumbers } from './index';

const side = (group: string, successes: number, n: number) => ({
  ...{ group, successes, n, rate: n === 0 ? null : successes / n, predicted: n, labelled: 0 },
});

const numbers = (changes: Partial<ShownPairNumbers> = {}): ShownPairNumbers => ({
  ...{ eValue: 1.23456, largestEValue: 41.98765 },
  ...{ reference: side('m', 123, 1000), compared: side('f', 77, 990) },
  gap: { value: -0.0452222, lower: -0.123456, upper: 0.04 },
  day: { reference: { successes: 1, n: 3 }, compared: { successes: 0, n: 2 } },
  ...changes,
});

describe('what everybody sees of a pair', () => {
  it('FM-17 is sizes, whole percent and three digits, and nothing of the day alone', () => {
    expect(shownPair(numbers())).toEqual({
      ...{ eValue: 1.23, largestEValue: 42, pValue: 0.0238 },
      reference: { group: 'm', n: 1000, rate: 0.12, predicted: 1000, labelled: 0 },
      compared: { group: 'f', n: 990, rate: 0.08, predicted: 990, labelled: 0 },
      ...{ gap: { value: -0.05, lower: -0.12, upper: 0.04 }, day: null },
    });
  });

  it.each([
    [9, 100, null],
    [10, 100, 0.1],
    [90, 100, 0.9],
    [91, 100, null],
    [0, 0, null],
  ])(
    'FM-17 hides the rate of %d of %d where fewer than ten have the outcome, or have not',
    (with_, n, rate) => {
      const shown = shownPair(numbers({ compared: side('f', with_, n) }));
      expect(shown.compared.rate).toBe(rate);
      expect(shown.gap === null).toBe(rate === null);
    },
  );

  it('FM-17 keeps what is said beside the numbers', () => {
    expect(shownPair({ ...numbers(), since: '2026-01-01', taken: true })).toMatchObject({
      ...{ since: '2026-01-01', taken: true },
    });
  });
});
