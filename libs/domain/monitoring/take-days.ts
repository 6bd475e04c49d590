import { outcomeCells, type OutcomeCounts, rateCells } from '@countersign/statistics/fairness';
import { advanceEProcess, startEProcess } from '@countersign/statistics/fairness-evidence';
import type { ProportionCount } from '@countersign/statistics/inference';
import { compareCodePoints } from '@countersign/statistics/ordering';
import type { FairnessState, PairState } from './fairness-state';
import { type FairnessWatch, mostPairs } from './fairness-watch';
import { type PairReading, readPair } from './read-pair';

/** What happened to each group on one UTC day. */
export interface WatchedDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Every prediction, those of unknown group included. */
  readonly rows: number;
  readonly labelled: number;
  readonly groups: readonly { readonly group: string; readonly counts: OutcomeCounts }[];
}

interface DaysTaken {
  readonly state: FairnessState;
  /** One for each day and pair, in this order. */
  readonly readings: readonly PairReading[];
}

type Cell = (typeof outcomeCells)[number];

const nobody: OutcomeCounts = { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0 };

/**
 * Puts days into the evidence, each once and in order. With one state and the same days it gives the same, however the days
 * are split over calls, save that a call's first days say which groups share alpha from the start.
 * Throws RangeError when a day is not after the one before.
 */
export function takeDays(
  watch: FairnessWatch,
  before: FairnessState | null,
  days: readonly WatchedDay[],
): DaysTaken | null {
  const [first] = days;
  if (first === undefined) return null;
  let state = before ?? startState(watch, days, first.day);
  const readings: PairReading[] = [];
  for (const [index, day] of days.entries()) {
    const last = index === 0 ? before?.lastDay : days[index - 1]?.day;
    if (last !== undefined && day.day <= last) throw new RangeError(`${day.day} is not after ${last}`);
    const pairs = withNewcomers(watch, state, day);
    state = {
      ...{ ...state, ...pairs, lastDay: day.day, days: state.days + 1 },
      ...{ rows: state.rows + day.rows, labelled: state.labelled + day.labelled },
      pairs: pairs.pairs.map((pair) => advancePair(watch, pair, day)),
    };
    for (const pair of state.pairs)
      readings.push(readPair(watch, pair, { day: day.day, on: countsOn(watch, pair, day) }));
  }
  return { state, readings };
}

/**
 * Named groups share alpha equally (Bonferroni). Otherwise those of the first days do, with one part more kept back: of it the
 * j-th group that turns up later gets 1 / (j (j + 1)), which adds up to the whole part however many come.
 */
function startState(watch: FairnessWatch, days: readonly WatchedDay[], since: string): FairnessState {
  const names = watch.groups ?? othersOf(watch, days).slice(0, mostPairs);
  const parts = names.length + (watch.groups === null ? 1 : 0);
  const alpha = watch.alpha / parts;
  return {
    ...{ version: 1, lastDay: since, days: 0, rows: 0, labelled: 0, newcomers: 0 },
    reserve: watch.groups === null ? alpha : 0,
    pairs: names.map((group) => startPair(group, alpha, since)),
  };
}

function withNewcomers(
  watch: FairnessWatch,
  { pairs, newcomers, reserve }: FairnessState,
  day: WatchedDay,
): Pick<FairnessState, 'pairs' | 'newcomers'> {
  if (watch.groups !== null) return { pairs, newcomers };
  const known = new Set(pairs.map(({ group }) => group));
  const fresh = othersOf(watch, [day])
    .filter((group) => !known.has(group))
    .slice(0, mostPairs - pairs.length);
  const begun = fresh.map((group, index) => {
    const place = newcomers + index + 1;
    return startPair(group, reserve / (place * (place + 1)), day.day);
  });
  return { pairs: [...pairs, ...begun], newcomers: newcomers + begun.length };
}

function othersOf({ reference }: FairnessWatch, days: readonly WatchedDay[]): string[] {
  const names = new Set(days.flatMap(({ groups }) => groups.map(({ group }) => group)));
  names.delete(reference);
  return [...names].sort(compareCodePoints);
}

function startPair(group: string, alpha: number, since: string): PairState {
  const process = startEProcess({ alpha });
  return { group, alpha, since, process, reference: nobody, compared: nobody, alarmDay: null };
}

function advancePair(watch: FairnessWatch, pair: PairState, day: WatchedDay): PairState {
  const { reference, compared } = countsOn(watch, pair, day);
  const process = advanceEProcess(pair.process, { first: reference, second: compared });
  return {
    ...{ ...pair, process },
    reference: added(pair.reference, countsOf(day, watch.reference)),
    compared: added(pair.compared, countsOf(day, pair.group)),
    alarmDay: pair.alarmDay ?? (process.alarmPeriod === null ? null : day.day),
  };
}

/** The rate's counts of both groups on one day. */
function countsOn({ rate, favourable, reference }: FairnessWatch, { group }: PairState, day: WatchedDay) {
  const { numerator, denominator } = rateCells(rate, favourable);
  const side = (name: string): ProportionCount => {
    const counts = countsOf(day, name);
    return { successes: sum(counts, numerator), n: sum(counts, denominator) };
  };
  return { reference: side(reference), compared: side(group) };
}

function countsOf({ groups }: WatchedDay, name: string): OutcomeCounts {
  return groups.find(({ group }) => group === name)?.counts ?? nobody;
}

function sum(counts: OutcomeCounts, cells: readonly Cell[]): number {
  return cells.reduce((total, cell) => total + counts[cell], 0);
}

function added(one: OutcomeCounts, other: OutcomeCounts): OutcomeCounts {
  const cells = outcomeCells.map((cell) => [cell, one[cell] + other[cell]]);
  return Object.fromEntries(cells) as unknown as OutcomeCounts;
}
