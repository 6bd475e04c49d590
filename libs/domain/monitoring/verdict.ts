/** What a check found. Unknown is a finding of its own and never passes for ok. */
export type Verdict = 'ok' | 'warning' | 'unknown' | 'alert';

/** From calm to worst. Unknown outranks warning: a warning has at least been measured. */
const order: readonly Verdict[] = ['ok', 'warning', 'unknown', 'alert'];

/** The worst of several verdicts; unknown when there is none, for nothing was checked. */
export function worst(verdicts: Iterable<Verdict>): Verdict {
  let rank = -1;
  for (const verdict of verdicts) rank = Math.max(rank, order.indexOf(verdict));
  return order[rank] ?? 'unknown';
}
