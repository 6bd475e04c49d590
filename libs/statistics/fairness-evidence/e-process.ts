import { betOutcome, type PeriodCounts } from './e-process-bet';
import { type EProcessState, type Strategy } from './e-process-state';

/** Half-lives in periods of the betting strategies; null never forgets. The short ones see what begins late. */
const halfLives = [null, 120, 30, 10] as const;

/** Beyond e⁶⁰⁰ nothing is bet any more: the evidence is beyond doubt, and its number stays a double. */
const enoughEvidence = 600;

/**
 * A monitor of the equality of two groups' rates that may be looked at after every period, for ever: if the rates are equal
 * in every period, whatever they are, the chance that it ever alarms is at most alpha.
 * Throws RangeError unless 0 < alpha < 1.
 */
export function startEProcess({ alpha }: { readonly alpha: number }): EProcessState {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`an alpha between 0 and 1 is needed, got ${alpha}`);
  const nobody = { successes: 0, n: 0 };
  return {
    version: 1,
    alpha,
    periods: 0,
    strategies: halfLives.map((halfLife) => ({ halfLife, logWealth: 0, first: nobody, second: nobody })),
    logEValue: 0,
    largestLogEValue: 0,
    alarmPeriod: null,
  };
}

/**
 * Adds one period, such as a day, in O(1) time and memory; the state before stays as it was.
 * A test martingale in the sense of Chugg, Cortes-Gomez, Wilder and Ramdas (NeurIPS 2023, arXiv 2305.17570): wealth bet on a
 * difference that the past suggests. The stake is the e-variable of Turner, Ly and Grünwald for two samples, which uses all
 * rows of a period rather than pairs of them. Wealth is spread over strategies of different memory. The sizes of a
 * period's groups may depend on the past, not on the period's own outcomes.
 * A period in which a group has nobody counts, but bets nothing. Throws RangeError unless 0 ≤ successes ≤ n, integers.
 */
export function advanceEProcess(state: EProcessState, period: PeriodCounts): EProcessState {
  assertPeriod(period);
  const strategies = state.strategies.map((strategy) => advanceStrategy(strategy, period));
  const logEValue = logMeanWealth(strategies);
  const periods = state.periods + 1;
  const alarms = logEValue >= -Math.log(state.alpha);
  return {
    ...state,
    periods,
    strategies,
    logEValue,
    largestLogEValue: Math.max(state.largestLogEValue, logEValue),
    alarmPeriod: state.alarmPeriod ?? (alarms ? periods : null),
  };
}

/** What a monitor says at any time. */
export interface EProcessReading {
  /** Evidence against equal rates: how many times over the stake has multiplied. An alarm needs 1 / alpha. */
  readonly eValue: number;
  /** The largest so far; 1 over it is a p-value valid at any time. */
  readonly largestEValue: number;
  readonly pValue: number;
  readonly isAlarmed: boolean;
  /** The first period, counted from 1, in which the evidence sufficed. */
  readonly alarmPeriod: number | null;
}

export function readEProcess({ logEValue, largestLogEValue, alarmPeriod }: EProcessState): EProcessReading {
  return {
    eValue: Math.exp(logEValue),
    largestEValue: Math.exp(largestLogEValue),
    pValue: Math.min(1, Math.exp(-largestLogEValue)),
    isAlarmed: alarmPeriod !== null,
    alarmPeriod,
  };
}

function assertPeriod(period: PeriodCounts): void {
  for (const { successes, n } of [period.first, period.second]) {
    if (!Number.isInteger(n) || !Number.isInteger(successes) || !(successes >= 0 && successes <= n)) {
      throw new RangeError(`0 <= successes <= n is needed in integers, got ${successes} of ${n}`);
    }
  }
}

function advanceStrategy(strategy: Strategy, period: PeriodCounts): Strategy {
  const gain = strategy.logWealth >= enoughEvidence ? 0 : betOutcome(strategy, period);
  const keep = strategy.halfLife === null ? 1 : 2 ** (-1 / strategy.halfLife);
  const later = (past: PeriodCounts['first'], now: PeriodCounts['first']): PeriodCounts['first'] => ({
    successes: keep * past.successes + now.successes,
    n: keep * past.n + now.n,
  });
  return {
    halfLife: strategy.halfLife,
    logWealth: Math.min(enoughEvidence, strategy.logWealth + gain),
    first: later(strategy.first, period.first),
    second: later(strategy.second, period.second),
  };
}

function logMeanWealth(strategies: readonly Strategy[]): number {
  const largest = Math.max(...strategies.map(({ logWealth }) => logWealth));
  const sum = strategies.reduce((total, { logWealth }) => total + Math.exp(logWealth - largest), 0);
  return largest + Math.log(sum / strategies.length);
}
