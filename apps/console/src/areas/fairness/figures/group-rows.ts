import { type SectionResults } from '@countersign/domain/fairness';
import type { EstimateParts } from '../../../ui/estimate-text';
import { nameOf } from './audit-evidence';
import { estimateParts } from './estimate-parts';
import { comparedBy, type ShownRate } from './shown-rate';

/** One group with one of its rates. */
export interface GroupRow {
  group: string;
  n: number;
  /** Rows predicted positive. */
  selected: number;
  eligible: boolean;
  rate: EstimateParts;
  /** Beside the reference; null for the reference itself and for groups that take no part. */
  ratio: EstimateParts | null;
  isReference: boolean;
}

/** Every group of a section with one of its rates and its ratio to the reference of that rate. */
export function groupRows(results: SectionResults, rate: ShownRate): GroupRow[] {
  const comparisons =
    results.disparities.find(({ metric }) => metric === comparedBy[rate])?.comparisons ?? [];
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
