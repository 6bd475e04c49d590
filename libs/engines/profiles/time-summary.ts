import { addHash, type DistinctSketch, emptyDistinctSketch, textHash } from '@countersign/statistics/profile';
import { parseTimeText } from '../files';

/** What one pass over a column of times keeps. */
export interface TimeSummary {
  readonly kind: 'timestamp';
  /** Values that are times. */
  n: number;
  missing: number;
  /** In the normal form of `parseTimeText`, with the zone that the file states; null without values. */
  earliest: string | null;
  latest: string | null;
  /** Of instants: the same one in two zones counts once. */
  readonly distinct: DistinctSketch;
}

export function emptyTimeSummary(): TimeSummary {
  return {
    kind: 'timestamp',
    n: 0,
    missing: 0,
    earliest: null,
    latest: null,
    distinct: emptyDistinctSketch(),
  };
}

/** Counts a time, in place; a text that is no time is missing. A time without zone is taken for UTC. */
export function addTime(summary: TimeSummary, text: string | null): void {
  const time = text === null ? undefined : parseTimeText(text);
  if (time === undefined) {
    summary.missing += 1;
    return;
  }
  summary.n += 1;
  const instant = instantOf(time);
  addHash(summary.distinct, textHash(instant));
  if (summary.earliest === null || instant < instantOf(summary.earliest)) summary.earliest = time;
  if (summary.latest === null || instant > instantOf(summary.latest)) summary.latest = time;
}

/** Date, time and fraction in UTC, which sort as texts. */
function instantOf(time: string): string {
  const [, seconds = '', fraction = '', zone = ''] = /^([^.Z+]{19})(?:\.(\d+))?(.*)$/.exec(time) ?? [];
  const whole =
    zone === '' || zone === 'Z' ? seconds : new Date(`${seconds}${zone}`).toISOString().slice(0, 19);
  return `${whole}.${fraction.replace(/0+$/, '')}`;
}
