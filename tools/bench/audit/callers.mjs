/**
 * Concurrent callers, each with its next call as soon as the last was answered.
 *
 * @param {{ callers: number, calls: number, call: (index: number) => Promise<void> }} load calls: of all together
 * @returns {Promise<{ perSecond: number, p99: number }>} p99 in milliseconds
 */
export async function underLoad({ callers, calls, call }) {
  const times = [];
  let next = 0;
  const caller = async () => {
    while (next < calls) {
      const index = next;
      next += 1;
      const begin = performance.now();
      await call(index);
      times.push(performance.now() - begin);
    }
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: callers }, caller));
  const seconds = (performance.now() - begin) / 1000;
  times.sort((a, b) => a - b);
  return { perSecond: calls / seconds, p99: times[Math.ceil(times.length * 0.99) - 1] };
}

/** The rows of a benchmark: a rate is stated as the time of so many, since every target is an upper bound. */
export function rowsOf(what, { perSecond, p99 }) {
  return [
    { what: `500 ${what} (${perSecond.toFixed(0)}/s)`, unit: 's', target: 1, measured: 500 / perSecond },
    { what: `${what}: p99`, unit: 'ms', target: 50, measured: p99 },
  ];
}
