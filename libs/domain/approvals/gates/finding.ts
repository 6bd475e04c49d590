import type { Estimate } from '@countersign/statistics/inference';
import { isoDate, type Window } from '../../monitoring';

/** Unknown is not a pass: it blocks like a fail. */
export type GateVerdict = 'pass' | 'fail' | 'unknown';

/** What a gate found. */
export interface Finding {
  verdict: GateVerdict;
  /** One sentence or two. */
  reason: string;
  /** What was measured, where the gate compares one number. */
  observed?: Estimate;
}

export function unknown(reason: string): Finding {
  return { verdict: 'unknown', reason };
}

/** A window in words, by its UTC days; its end is the first instant outside. */
export function windowName({ start, end }: Window): string {
  return `the window ${isoDate(start)} to ${isoDate(end)}`;
}

/** Names in one line: a version with hundreds of columns must not bury the rest of the sentence. */
export function listed(names: readonly string[], separator = ', '): string {
  const most = 5;
  const shown = names.slice(0, most).join(separator);
  return names.length > most ? `${shown}${separator}and ${names.length - most} more` : shown;
}
