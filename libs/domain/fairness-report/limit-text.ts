import { type DisparityLimit } from '@countersign/statistics/fairness';

/** A limit in words. */
export function limitText(limit: DisparityLimit | null): string {
  const parts = [
    ...(limit?.maximumDifference === undefined ? [] : [`difference ≤ ${limit.maximumDifference}`]),
    ...(limit?.minimumRatio === undefined ? [] : [`ratio ≥ ${limit.minimumRatio}`]),
  ];
  return parts.length === 0 ? 'no limit' : parts.join(', ');
}
