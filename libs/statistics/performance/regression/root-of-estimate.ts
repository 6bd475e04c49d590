import { type Estimate, known } from '../../inference';

/** The square root of an estimate that is not negative; its interval is carried through the root, which is increasing. */
export function rootOfEstimate(estimate: Estimate, method: string): Estimate {
  if (estimate.status !== 'ok') return { ...estimate, method };
  const { n, value, interval, intervalReason } = estimate;
  const root = known({ n, method, value: Math.sqrt(value), ...(intervalReason && { intervalReason }) });
  if (interval === undefined) return root;
  return {
    ...root,
    interval: {
      ...interval,
      lower: Math.sqrt(interval.lower),
      upper: Math.sqrt(interval.upper),
      method: `root_of_${interval.method}`,
    },
  };
}
