import { formatNumber } from '../../format/numbers';
import { t } from '../../texts';
import type { Audit, Disparity } from './forest';

type Criterion = Audit['criteria'][number];

/** The quantity of a criterion that its limit judges. */
export interface JudgedGap {
  isRatio: boolean;
  /** Null where it is hidden from the viewer. */
  estimate: Disparity['ratio'];
  /** Null without one. */
  limit: number | null;
}

export function judgedGap(criteria: readonly Criterion[], disparity: Disparity): JudgedGap {
  const found = criteria.find(({ name }) => name === disparity.criterion);
  const isRatio = found?.maximumDifference == null && found?.minimumRatio != null;
  return {
    isRatio,
    estimate: isRatio ? disparity.ratio : disparity.difference,
    limit: (isRatio ? found?.minimumRatio : found?.maximumDifference) ?? null,
  };
}

/** The limit in words: `ratio at least 0.8`. */
export function limitText({ limit, isRatio }: Pick<JudgedGap, 'limit' | 'isRatio'>): string {
  if (limit === null) return t('fairness.criteria.none');
  const value = formatNumber(limit);
  return isRatio ? t('fairness.criteria.atLeast', { value }) : t('fairness.criteria.atMost', { value });
}
