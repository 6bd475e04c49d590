import { type DisparityLimit } from '@countersign/statistics/fairness';

/** A limit in words. */
export function limitText(limit: DisparityLimit | null): string {
  const parts = [
    ...(limit?.maximumDifference === undefined ? [] : [`difference at most ${limit.maximumDifference}`]),
    ...(limit?.minimumRatio === undefined ? [] : [`ratio at least ${limit.minimumRatio}`]),
  ];
  return parts.length === 0 ? 'no limit' : parts.join(', ');
}
