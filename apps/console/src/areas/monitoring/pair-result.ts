import type { CoarsePair } from '@countersign/domain/monitoring';
import type { Result } from './result';

/** What a fairness monitor says of one group beside value and lines, as everybody sees it. */
export interface PairNumbers extends Omit<CoarsePair, 'pValue' | 'day'> {
  since: string;
  periods: number;
  alarmDay: string | null;
  lateRows: number;
  lateLabels: number;
}

/** One group on one day. */
export interface PairResult extends Result {
  group: string;
  day: string;
  numbers: PairNumbers;
}

/** A result of a fairness monitor, whose parameters the server writes so. */
export const pairResult = (result: Result): PairResult => ({
  ...{ ...result, group: result.column ?? '', day: result.window.start.slice(0, 10) },
  numbers: result.parameters as PairNumbers,
});

/** The results of the last day, those of most evidence first. */
export function lastDay(results: readonly PairResult[]): PairResult[] {
  const day = results.reduce((last, result) => (result.day > last ? result.day : last), '');
  return results
    .filter((result) => result.day === day)
    .sort((a, b) => b.numbers.largestEValue - a.numbers.largestEValue || a.group.localeCompare(b.group));
}
