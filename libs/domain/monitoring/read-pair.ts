import { labelledRows, type OutcomeCounts, predictedRows, rateCells } from '@countersign/statistics/fairness';
import {
  meanConfidenceSequence,
  type PeriodCounts,
  readEProcess,
} from '@countersign/statistics/fairness-evidence';
import type { Interval } from '@countersign/statistics/inference';
import type { PairState } from './fairness-state';
import type { FairnessWatch } from './fairness-watch';
import type { Verdict } from './verdict';

/** One group's side of a pair, over all days taken since the pair began. */
export interface SideReading {
  readonly successes: number;
  readonly n: number;
  /** Null where the rate divides by nobody. */
  readonly rate: number | null;
  /** Rows with a prediction, and how many of them have a label. */
  readonly predicted: number;
  readonly labelled: number;
}

/** What a pair says after a day. */
export interface PairReading {
  readonly day: string;
  readonly group: string;
  readonly since: string;
  readonly alpha: number;
  readonly periods: number;
  readonly eValue: number;
  readonly largestEValue: number;
  readonly pValue: number;
  readonly alarmDay: string | null;
  /** The period of the alarm, counted from 1. */
  readonly alarmPeriod: number | null;
  readonly reference: SideReading;
  readonly compared: SideReading;
  /** Compared minus reference; null where a rate is. */
  readonly gap: number | null;
  /** Holds after every day at once. */
  readonly gapInterval: Interval | null;
  /** The rate's counts of this day alone; null where no day was taken. */
  readonly on: { readonly reference: PeriodCounts['first']; readonly compared: PeriodCounts['first'] } | null;
}

/** Reads a pair as of a day. */
export function readPair(
  watch: FairnessWatch,
  pair: PairState,
  { day, on }: Pick<PairReading, 'day' | 'on'>,
): PairReading {
  const { eValue, largestEValue, pValue, alarmPeriod } = readEProcess(pair.process);
  const reference = sideOf(watch, pair.reference);
  const compared = sideOf(watch, pair.compared);
  const { rate: of } = reference;
  return {
    ...{ day, group: pair.group, since: pair.since, alpha: pair.alpha, periods: pair.process.periods },
    ...{ eValue, largestEValue, pValue, alarmPeriod, alarmDay: pair.alarmDay, reference, compared },
    gap: of === null || compared.rate === null ? null : compared.rate - of,
    ...{ gapInterval: gapInterval(reference, compared, pair.alpha), on },
  };
}

/** A warning stands at four times the alert's chance of a false one. */
const warningShare = 4;

/** The lines of a pair's e-value. */
export function pairLines(alpha: number): { warning: number; alert: number } {
  return { warning: 1 / (warningShare * alpha), alert: 1 / alpha };
}

/**
 * The verdict on a pair. An alarm stands whatever the number of rows, since the evidence allows for them, and nothing takes it
 * back. Without one too few rows on either side are unknown; more may warn by the evidence of now.
 */
export function judgePair(
  {
    alpha,
    alarmDay,
    eValue,
    reference,
    compared,
  }: Pick<PairReading, 'alpha' | 'alarmDay' | 'eValue' | 'reference' | 'compared'>,
  minimumN: number,
): Verdict {
  if (alarmDay !== null) return 'alert';
  if (Math.min(reference.n, compared.n) < minimumN) return 'unknown';
  return eValue >= pairLines(alpha).warning ? 'warning' : 'ok';
}

function sideOf({ rate, favourable }: FairnessWatch, counts: OutcomeCounts): SideReading {
  const { numerator, denominator } = rateCells(rate, favourable);
  const sum = (cells: typeof numerator) => cells.reduce((total, cell) => total + counts[cell], 0);
  const [successes, n] = [sum(numerator), sum(denominator)];
  const rows = { predicted: predictedRows(counts), labelled: labelledRows(counts) };
  return { successes, n, rate: n === 0 ? null : successes / n, ...rows };
}

/** From the two sides' confidence sequences, each at half of the pair's alpha. */
function gapInterval(reference: SideReading, compared: SideReading, alpha: number): Interval | null {
  if (reference.rate === null || compared.rate === null) return null;
  const sequence = ({ n, rate }: SideReading) =>
    meanConfidenceSequence({ n, mean: rate ?? 0 }, { alpha: alpha / 2 });
  const [one, other] = [sequence(reference), sequence(compared)];
  return {
    ...{ lower: other.lower - one.upper, upper: other.upper - one.lower },
    ...{ confidenceLevel: 1 - alpha, method: one.method },
  };
}
