import type { OutcomeCounts } from '@countersign/statistics/fairness';
import { binomialDraw, seededRandom } from '@countersign/statistics/random';
import {
  fairnessStateFromJson,
  type FairnessState,
  type FairnessWatch,
  isoDate,
  judgePair,
  type PairReading,
  takeDays,
  type WatchedDay,
} from './index';

const watch = (changes: Partial<FairnessWatch> = {}): FairnessWatch => ({
  ...{ attribute: 'sex', rate: 'selection_rate', positiveValue: '1', favourable: 'positive' },
  ...{ reference: 'm', groups: null, alpha: 0.05, maturityDays: 0, ...changes },
});

const start = Date.UTC(2026, 0, 1);
const dayAt = (index: number) => isoDate(start + index * 86_400_000);

/** A day of unlabelled predictions: rows and selected by group. */
const dayOf = (index: number, groups: Record<string, [selected: number, n: number]>): WatchedDay => ({
  day: dayAt(index),
  rows: Object.values(groups).reduce((sum, [, n]) => sum + n, 0),
  labelled: 0,
  groups: Object.entries(groups).map(([group, [selected, n]]) => ({
    group,
    counts: outcomes({ unlabelledPositive: selected, unlabelledNegative: n - selected }),
  })),
});

const outcomes = (counts: Partial<OutcomeCounts>): OutcomeCounts => ({
  ...{ tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0, ...counts },
});

type Rates = (day: number) => Record<string, [rate: number, n: number]>;

/** Every reading of a year. */
function yearOf(seed: number, rates: Rates, of = watch()): readonly PairReading[] {
  const random = seededRandom(seed);
  const days = Array.from({ length: 365 }, (_, index) =>
    dayOf(
      index,
      Object.fromEntries(
        Object.entries(rates(index)).map(([group, [rate, n]]) => [group, [binomialDraw(random, n, rate), n]]),
      ),
    ),
  );
  // The first run takes a month; whoever turns up after it is a newcomer.
  const first = takeDays(of, null, days.slice(0, 30));
  const rest = takeDays(of, first?.state ?? null, days.slice(30));
  return [...(first?.readings ?? []), ...(rest?.readings ?? [])];
}

const alarmOf = (readings: readonly PairReading[]): string | null =>
  readings.find(({ alarmDay }) => alarmDay !== null)?.alarmDay ?? null;

describe('days of a fairness monitor', () => {
  it('FM-3 raises a false alarm in at most alpha of fair years of four groups (80 years, seeds from 1)', () => {
    const fair: Rates = (day) => {
      // The rate wanders over the year, for all alike.
      const rate = 0.4 + 0.2 * Math.sin(day / 30);
      return { m: [rate, 30], f: [rate, 20], x: [rate, 8], ...(day >= 100 && { late: [rate, 10] }) };
    };
    const alarms = Array.from({ length: 80 }, (_, year) => alarmOf(yearOf(year + 1, fair)));
    const share = alarms.filter((alarm) => alarm !== null).length / 80;
    expect(share).toBeLessThanOrEqual(0.05);
  });

  it('FM-4 finds a gap of ten points that begins on day 60, in every one of 25 years (seeds from 1)', () => {
    const unfair: Rates = (day) => ({ m: [0.4, 100], f: [day < 60 ? 0.4 : 0.3, 100], x: [0.4, 100] });
    const delays = Array.from({ length: 25 }, (_, year) => {
      const alarmed = yearOf(year + 1, unfair).find(
        ({ group, alarmDay }) => group === 'f' && alarmDay !== null,
      );
      return (Date.parse(alarmed?.alarmDay ?? '9999-01-01') - start) / 86_400_000 - 60;
    });
    const sorted = delays.toSorted((a, b) => a - b);
    expect(sorted[0]).toBeGreaterThanOrEqual(0);
    expect(sorted[12]).toBeLessThan(20);
    expect(sorted[24]).toBeLessThan(60);
  });

  it('FM-5 shares alpha equally among named groups, and compares no others', () => {
    const named = watch({ groups: ['f', 'x'] });
    const taken = takeDays(named, null, [dayOf(0, { m: [1, 2], f: [1, 2], other: [0, 2] })]);
    expect(taken?.state.pairs.map(({ group, alpha }) => [group, alpha])).toEqual([
      ['f', 0.025],
      ['x', 0.025],
    ]);
    expect(taken?.state.reserve).toBe(0);
  });

  it('FM-6 gives groups that turn up later a part that was kept back, so that all parts add up to alpha at most', () => {
    const first = takeDays(watch(), null, [dayOf(0, { m: [1, 2], f: [1, 2], x: [1, 2] })]);
    const later = Array.from({ length: 97 }, (_, index) =>
      dayOf(index + 1, { m: [1, 2], [`later ${String(index).padStart(3, '0')}`]: [1, 2] }),
    );
    const { pairs } = takeDays(watch(), first?.state ?? null, later)?.state ?? { pairs: [] };
    expect(pairs.slice(0, 4).map(({ group, since }) => [group, since])).toEqual([
      ...[
        ['f', dayAt(0)],
        ['x', dayAt(0)],
      ],
      ...[
        ['later 000', dayAt(1)],
        ['later 001', dayAt(2)],
      ],
    ]);
    const third = 0.05 / 3;
    [third, third, third / 2, third / 6].forEach((alpha, at) =>
      expect(pairs[at]?.alpha).toBeCloseTo(alpha, 15),
    );
    expect(pairs).toHaveLength(99);
    const spent = pairs.reduce((sum, { alpha }) => sum + alpha, 0);
    expect(spent).toBeLessThan(0.05);
    expect(spent).toBeGreaterThan(0.0498);
  });

  it('FM-6 compares a hundred groups at most', () => {
    const many = Object.fromEntries(
      Array.from({ length: 120 }, (_, index): [string, [number, number]] => [`g${index}`, [1, 2]]),
    );
    const taken = takeDays(watch(), null, [
      dayOf(0, { m: [1, 2], ...many }),
      dayOf(1, { m: [1, 2], ...many }),
    ]);
    expect(taken?.state.pairs).toHaveLength(100);
  });

  it('FM-7 takes up where it was, through JSON, and takes no day twice or back in time', () => {
    const days = Array.from({ length: 40 }, (_, index) =>
      dayOf(index, { m: [index % 5, 10], f: [index % 3, 10], x: [1, 3] }),
    );
    const whole = takeDays(watch(), null, days);
    let state: FairnessState | null = null;
    const parts: PairReading[] = [];
    for (const [from, to] of [
      [0, 7],
      [7, 8],
      [8, 40],
    ] as const) {
      const taken = takeDays(watch(), state, days.slice(from, to));
      parts.push(...(taken?.readings ?? []));
      state = fairnessStateFromJson(JSON.parse(JSON.stringify(taken?.state)));
    }
    expect(state).toEqual(whole?.state);
    expect(parts).toEqual(whole?.readings);
    expect(takeDays(watch(), state, [])).toBeNull();
    expect(() => takeDays(watch(), state, days.slice(39))).toThrow(RangeError);
    expect(() => takeDays(watch(), null, days.toReversed())).toThrow(RangeError);
    expect(() => fairnessStateFromJson({ version: 2, pairs: [] })).toThrow(RangeError);
  });

  it('FM-2 FM-8 a missing label is no negative: it counts for no rate that needs one, and lowers the coverage', () => {
    const day: WatchedDay = {
      ...{ day: dayAt(0), rows: 30, labelled: 20 },
      groups: [
        { group: 'm', counts: outcomes({ tp: 6, fn: 2, fp: 1, tn: 3, unlabelledPositive: 8 }) },
        { group: 'f', counts: outcomes({ tp: 4, fn: 1, fp: 2, tn: 1, unlabelledNegative: 2 }) },
      ],
    };
    const side = (rate: FairnessWatch['rate']) => takeDays(watch({ rate }), null, [day])?.readings[0];
    expect(side('tpr')?.reference).toEqual({ successes: 6, n: 8, rate: 0.75, predicted: 20, labelled: 12 });
    expect(side('tpr')?.compared).toEqual({ successes: 4, n: 5, rate: 0.8, predicted: 10, labelled: 8 });
    expect(side('fpr')?.reference).toMatchObject({ successes: 1, n: 4 });
    expect(side('selection_rate')?.reference).toMatchObject({ successes: 15, n: 20 });
    expect(side('favourable_rate')?.compared).toMatchObject({ successes: 6, n: 10 });
  });

  it('FM-10 reads both groups with their rows, the gap with an interval that holds on every day at once', () => {
    const [reading] = takeDays(watch(), null, [dayOf(0, { m: [400, 1000], f: [300, 1000] })])?.readings ?? [];
    expect(reading).toMatchObject({
      ...{ day: dayAt(0), group: 'f', since: dayAt(0), periods: 1, eValue: 1, pValue: 1 },
      on: { reference: { successes: 400, n: 1000 }, compared: { successes: 300, n: 1000 } },
    });
    expect(reading?.gap).toBeCloseTo(-0.1, 12);
    expect(reading?.gapInterval?.lower).toBeLessThan(-0.1);
    expect(reading?.gapInterval?.upper).toBeGreaterThan(-0.1);
    expect(reading?.gapInterval?.confidenceLevel).toBe(0.975);
    const [alone] = takeDays(watch({ groups: ['f'] }), null, [dayOf(0, { m: [4, 10] })])?.readings ?? [];
    expect(alone).toMatchObject({ gap: null, gapInterval: null, compared: { n: 0, rate: null } });
  });

  it.each([
    ['an alarm stands, however few rows', { alarmDay: '2026-01-02', eValue: 0.1 }, [3, 3], 'alert'],
    ['too few rows on one side are unknown', { alarmDay: null, eValue: 19 }, [500, 99], 'unknown'],
    ['nobody is unknown', { alarmDay: null, eValue: 1 }, [500, 0], 'unknown'],
    ['evidence of a quarter of the line warns', { alarmDay: null, eValue: 5 }, [500, 100], 'warning'],
    ['less is ok', { alarmDay: null, eValue: 4.99 }, [500, 100], 'ok'],
  ] as const)('FM-11 %s', (_name, reading, [reference, compared], verdict) => {
    const side = (n: number) => ({ successes: 0, n, rate: 0, predicted: n, labelled: 0 });
    const pair = { ...reading, alpha: 0.05, reference: side(reference), compared: side(compared) };
    expect(judgePair(pair, 100)).toBe(verdict);
  });

  it('FM-12 an alarm is not taken back by fair days after it', () => {
    const unfair = Array.from({ length: 10 }, (_, index) => dayOf(index, { m: [80, 100], f: [20, 100] }));
    const fair = Array.from({ length: 60 }, (_, index) => dayOf(index + 10, { m: [50, 100], f: [50, 100] }));
    const readings = takeDays(watch(), null, [...unfair, ...fair])?.readings ?? [];
    const alarmDay = alarmOf(readings);
    expect(alarmDay).not.toBeNull();
    expect(readings.at(-1)).toMatchObject({ alarmDay });
    expect(readings.at(-1)?.largestEValue).toBeGreaterThanOrEqual(40);
  });
});
