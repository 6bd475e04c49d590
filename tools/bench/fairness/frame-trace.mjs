/** What the browser's tracing has to record for {@link frameWork}. */
export const categories = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];

const threadOf = ({ pid, tid }) => `${pid}.${tid}`;

/** The thread that pages run on; of several, a left page's among them, the busiest. */
function mainThread(events) {
  const busy = new Map(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map((event) => [threadOf(event), 0]),
  );
  for (const event of events) {
    const thread = threadOf(event);
    if (event.ph === 'X' && busy.has(thread)) busy.set(thread, busy.get(thread) + event.dur);
  }
  return [...busy].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/**
 * The work of the page's main thread for each frame that it handed over: scripts, styles, layout and paint since the
 * frame before.
 *
 * @param {{ traceEvents: object[] }} trace
 * @returns {number[]} milliseconds, in order of time
 */
export function frameWork({ traceEvents }) {
  const thread = mainThread(traceEvents);
  const events = traceEvents
    .filter((event) => event.ph === 'X' && threadOf(event) === thread)
    .sort((a, b) => a.ts - b.ts);
  const ends = events.filter(({ name }) => name === 'Commit').map(({ ts, dur }) => ts + dur);
  const work = ends.map(() => 0);
  let frame = 0;
  for (const { name, ts, dur } of events) {
    if (name !== 'RunTask') continue;
    while (frame < ends.length && ts >= ends[frame]) frame += 1;
    if (frame < ends.length) work[frame] += dur / 1000;
  }
  // Before the first frame lies whatever was there when the recording began.
  return work.slice(1);
}
