import { type ProportionCount } from '../inference';

/** One way of betting: its wealth and what it remembers of both groups, older periods weighing less. */
export interface Strategy {
  /** Periods after which a row weighs half; null never forgets. */
  readonly halfLife: number | null;
  readonly logWealth: number;
  readonly first: ProportionCount;
  readonly second: ProportionCount;
}

/** All that a monitor has to keep: plain JSON, so that it can be stored and taken up again anywhere. */
export interface EProcessState {
  readonly version: 1;
  readonly alpha: number;
  readonly periods: number;
  readonly strategies: readonly Strategy[];
  readonly logEValue: number;
  readonly largestLogEValue: number;
  /** The first period of an alarm, counted from 1. */
  readonly alarmPeriod: number | null;
}

/** Reads a stored state. Throws RangeError for anything that is none, also of another version. */
export function eProcessFromJson(value: unknown): EProcessState {
  if (!isState(value)) throw new RangeError('this is no state of an e-process of version 1');
  return value;
}

function isState(value: unknown): value is EProcessState {
  if (!isRecord(value) || value['version'] !== 1) return false;
  const { alpha, periods, strategies, logEValue, largestLogEValue, alarmPeriod } = value;
  return (
    isNumber(alpha) &&
    alpha > 0 &&
    alpha < 1 &&
    isCount(periods) &&
    [logEValue, largestLogEValue].every(isNumber) &&
    (alarmPeriod === null || isCount(alarmPeriod)) &&
    Array.isArray(strategies) &&
    strategies.length > 0 &&
    strategies.every(isStrategy)
  );
}

function isStrategy(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { halfLife, logWealth, first, second } = value;
  const forgets = halfLife === null || (isNumber(halfLife) && halfLife > 0);
  return forgets && isNumber(logWealth) && [first, second].every(isMemory);
}

function isMemory(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { successes, n } = value;
  return isNumber(successes) && isNumber(n) && successes >= 0 && successes <= n;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isCount(value: unknown): value is number {
  return isNumber(value) && Number.isInteger(value) && value >= 0;
}
