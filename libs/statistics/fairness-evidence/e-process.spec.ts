import * as fc from 'fast-check';
import { binomialProbability } from '../distributions';
import { binomialDraw, seededRandom } from '../random';
import { advanceEProcess, readEProcess, startEProcess } from './e-process';
import { betOutcome, type PeriodCounts } from './e-process-bet';
import { eProcessFromJson, type EProcessState } from './e-process-state';

const period = (x1: number, n1: number, x2: number, n2: number): PeriodCounts => ({
  first: { successes: x1, n: n1 },
  second: { successes: x2, n: n2 },
});

/** A year of days; the rates of the day are given. */
function year(
  seed: number,
  sizes: readonly [number, number],
  rates: (day: number) => [number, number],
): EProcessState {
  const random = seededRandom(seed);
  let state = startEProcess({ alpha: 0.05 });
  for (let day = 0; day < 365; day += 1) {
    const [p, q] = rates(day);
    state = advanceEProcess(
      state,
      period(binomialDraw(random, sizes[0], p), sizes[0], binomialDraw(random, sizes[1], q), sizes[1]),
    );
  }
  return state;
}

describe('e-process', () => {
  it('FE-3 bets with a mean of at most 1 whatever the common rate and the past (seed 1)', () => {
    const size = fc.integer({ min: 1, max: 9 });
    const rate = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    const past = fc
      .tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), rate, rate)
      .map(([n1, n2, p, q]) => period(Math.floor(p * n1), n1, Math.floor(q * n2), n2));
    const property = fc.property(past, size, size, rate, (before, n1, n2, p) => {
      let mean = 0;
      for (let x1 = 0; x1 <= n1; x1 += 1) {
        for (let x2 = 0; x2 <= n2; x2 += 1) {
          const chance = binomialProbability(x1, { n: n1, p }) * binomialProbability(x2, { n: n2, p });
          mean += chance * Math.exp(betOutcome(before, period(x1, n1, x2, n2)));
        }
      }
      expect(mean).toBeLessThanOrEqual(1 + 1e-12);
      expect(mean).toBeGreaterThan(0);
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });

  it('FE-3 alarms in at most alpha of the fair years, also when the common rate wanders (seeds 1 to 100)', () => {
    let alarms = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      const level = seed % 2 === 0 ? 0.4 : 0.1;
      const wander = (day: number): number => level + 0.08 * Math.sin(day / 20);
      if (year(seed, [60, 25], (day) => [wander(day), wander(day)]).alarmPeriod !== null) alarms += 1;
    }
    expect(alarms / 100).toBeLessThanOrEqual(0.05);
  });

  it('FE-5 finds a gap of ten points within weeks, also one that begins late, and says with what evidence (seeds 1, 2)', () => {
    const early = readEProcess(year(1, [100, 100], () => [0.4, 0.3]));
    expect(early.isAlarmed).toBe(true);
    expect(early.alarmPeriod!).toBeLessThan(30);
    expect(early.eValue).toBeGreaterThan(1e6);
    expect(early.pValue).toBeCloseTo(1 / early.largestEValue, 15);
    const late = readEProcess(year(2, [100, 100], (day) => [0.4, day < 200 ? 0.4 : 0.3]));
    expect(late.alarmPeriod!).toBeGreaterThan(200);
    expect(late.alarmPeriod!).toBeLessThan(240);
  });

  it('FE-5 never takes an alarm back, and bets nothing without both groups', () => {
    let state = startEProcess({ alpha: 0.5 });
    for (let i = 0; i < 6; i += 1) state = advanceEProcess(state, period(9, 10, 1, 10));
    const alarmed = state.alarmPeriod;
    expect(alarmed).not.toBeNull();
    const alone = advanceEProcess(state, period(5, 10, 0, 0));
    expect([alone.logEValue, alone.periods]).toEqual([state.logEValue, 7]);
    for (let i = 0; i < 200; i += 1) state = advanceEProcess(state, period(1, 10, 9, 10));
    expect(state.alarmPeriod).toBe(alarmed);
  });

  it('FE-4 goes on from stored JSON as if it had never stopped, in fixed size (seed 3)', () => {
    const random = seededRandom(3);
    let kept = startEProcess({ alpha: 0.05 });
    let stored = JSON.stringify(kept);
    const sizes: number[] = [];
    for (let day = 0; day < 300; day += 1) {
      const counts = period(binomialDraw(random, 50, 0.5), 50, binomialDraw(random, 30, 0.3), 30);
      kept = advanceEProcess(kept, counts);
      stored = JSON.stringify(advanceEProcess(eProcessFromJson(JSON.parse(stored)), counts));
      sizes.push(stored.length);
    }
    expect(stored).toBe(JSON.stringify(kept));
    expect(Math.max(...sizes)).toBeLessThan(1200);
    expect(Number.isFinite(readEProcess(kept).eValue)).toBe(true);
  });

  it('FE-4 refuses states of another version or shape', () => {
    const state = startEProcess({ alpha: 0.05 });
    expect(eProcessFromJson(JSON.parse(JSON.stringify(state)))).toEqual(state);
    const bad = [
      null,
      { ...state, version: 2 },
      { ...state, alpha: 1 },
      { ...state, strategies: [] },
      { ...state, strategies: [{ ...state.strategies[0], first: { successes: 2, n: 1 } }] },
      { ...state, strategies: [{ ...state.strategies[0], halfLife: 0 }] },
      { ...state, strategies: [7] },
      { ...state, logEValue: '1' },
      { ...state, alarmPeriod: 1.5 },
    ];
    for (const value of bad) expect(() => eProcessFromJson(value)).toThrow(RangeError);
  });

  it('refuses levels and counts that are none', () => {
    expect(() => startEProcess({ alpha: 1 })).toThrow(RangeError);
    expect(() => advanceEProcess(startEProcess({ alpha: 0.05 }), period(2, 1, 0, 1))).toThrow(RangeError);
  });
});
