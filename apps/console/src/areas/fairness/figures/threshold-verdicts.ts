import { type SectionResults } from '@countersign/domain/fairness';
import { reasonText } from '@countersign/domain/fairness-report';
import { type AssessedDisparity, type DisparityName } from '@countersign/statistics/fairness';
import type { EstimateParts } from '../../../ui/estimate-text';
import { nameOf } from './audit-evidence';
import { estimateParts } from './estimate-parts';

/** One criterion at a threshold. */
export interface ThresholdVerdict {
  criterion: DisparityName;
  isRatio: boolean;
  measured: EstimateParts;
  limit: number | null;
  between: readonly string[];
  verdict: AssessedDisparity['verdict'];
  reason: string | null;
}

/** The criteria of a policy, each by the quantity that its limit judges. */
export function thresholdVerdicts(
  results: SectionResults,
  criteria: readonly DisparityName[],
): ThresholdVerdict[] {
  return criteria.flatMap((criterion) => {
    const disparity = results.disparities.find(({ metric }) => metric === criterion);
    if (disparity === undefined) return [];
    const { limit, difference, ratio, simultaneous, between, verdict, reason } = disparity;
    const isRatio = limit?.maximumDifference === undefined && limit?.minimumRatio !== undefined;
    return {
      ...{ criterion, isRatio, verdict },
      measured: isRatio
        ? estimateParts(ratio, simultaneous?.ratio)
        : estimateParts(difference, simultaneous?.difference),
      limit: (isRatio ? limit?.minimumRatio : limit?.maximumDifference) ?? null,
      between: between?.map(nameOf) ?? [],
      reason: reason === null ? null : reasonText(reason),
    };
  });
}
