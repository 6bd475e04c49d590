import type { OutcomeCounts } from '@countersign/statistics/fairness';
import { eProcessFromJson, type EProcessState } from '@countersign/statistics/fairness-evidence';

/** One group held against the reference: the evidence so far, and the counts it rests on. */
export interface PairState {
  readonly group: string;
  /** Its part of the monitor's alpha. */
  readonly alpha: number;
  /** The first day that counts for it, YYYY-MM-DD. */
  readonly since: string;
  readonly process: EProcessState;
  /** Both groups' outcomes on all days taken since. */
  readonly reference: OutcomeCounts;
  readonly compared: OutcomeCounts;
  /** The day whose evidence sufficed; null while none did. */
  readonly alarmDay: string | null;
}

/** All that a fairness monitor has to keep: plain JSON of a size that does not grow with the days. */
export interface FairnessState {
  readonly version: 1;
  /** The last day taken; days up to it are closed. */
  readonly lastDay: string;
  readonly days: number;
  /** Predictions on the days taken, and how many of them had a label, when they were taken. */
  readonly rows: number;
  readonly labelled: number;
  /** Pairs in the order in which they began. */
  readonly pairs: readonly PairState[];
  /** The alpha that groups turning up later share; 0 where the groups are named. */
  readonly reserve: number;
  /** Groups that turned up later. */
  readonly newcomers: number;
}

/** Reads a stored state. Throws RangeError for anything that is none, also of another version. */
export function fairnessStateFromJson(value: unknown): FairnessState {
  const state = value as FairnessState | null;
  if (typeof state !== 'object' || state?.version !== 1 || !Array.isArray(state.pairs))
    throw new RangeError('this is no state of a fairness monitor of version 1');
  for (const { process } of state.pairs) eProcessFromJson(process);
  return state;
}
