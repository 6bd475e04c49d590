import { type SectionResults } from '@countersign/domain/fairness';
import { reasonText } from '@countersign/domain/fairness-report';
import { type AssessedDisparity, type DisparityName } from '@countersign/statistics/fairness';
import type { EstimateParts } from '../../../ui/estimate-text';
import { nameOf } from './audit-evidence';
import { estimateParts } from './estimate-parts';
import { comparedBy, type ShownRate } from './shown-rate';

/** One group at a threshold. */
export interface ThresholdRow {
  group: string;
  n: number;
  /** Rows with a score at the threshold or above. */
  selected: number;
  eligible: boolean;
  rate: EstimateParts;
  /** Beside the reference; null for the reference itself and for groups that take no part. */
  ratio: EstimateParts | null;
  isReference: boolean;
}

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

const disparityOf = ({ disparities }: SectionResults, name: DisparityName): AssessedDisparity | undefined =>
  disparities.find(({ metric }) => metric === name);

/** Every group of a section with one of its rates and its ratio to the reference of that rate. */
export function thresholdRows(results: SectionResults, rate: ShownRate): ThresholdRow[] {
  const comparisons = disparityOf(results, comparedBy[rate])?.comparisons ?? [];
  const byGroup = new Map(comparisons.map((each) => [nameOf(each.audited), each]));
  const references = new Set(comparisons.flatMap(({ reference }) => (reference ? [nameOf(reference)] : [])));
  return results.groups.map(({ group, n, counts, eligible, metrics }) => {
    const name = nameOf(group);
    const ratio = byGroup.get(name)?.ratio;
    return {
      ...{ group: name, n, eligible },
      selected: counts.tp + counts.fp + counts.unlabelledPositive,
      rate: estimateParts(metrics[rate]),
      ratio: ratio === undefined ? null : estimateParts(ratio),
      isReference: references.has(name),
    };
  });
}

/** The criteria of a policy, each by the quantity that its limit judges. */
export function thresholdVerdicts(
  results: SectionResults,
  criteria: readonly DisparityName[],
): ThresholdVerdict[] {
  return criteria.flatMap((criterion) => {
    const disparity = disparityOf(results, criterion);
    if (disparity === undefined) return [];
    const { limit, difference, ratio, between, verdict, reason } = disparity;
    const isRatio = limit?.maximumDifference === undefined && limit?.minimumRatio !== undefined;
    return {
      ...{ criterion, isRatio, verdict },
      measured: estimateParts(isRatio ? ratio : difference),
      limit: (isRatio ? limit?.minimumRatio : limit?.maximumDifference) ?? null,
      between: between?.map(nameOf) ?? [],
      reason: reason === null ? null : reasonText(reason),
    };
  });
}
