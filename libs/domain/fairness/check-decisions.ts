import { type OutcomeCounts } from '@countersign/statistics/fairness';
import { type SectionCounts } from './audit-counts';
import { type DecisionCounts, predictedOf } from './decision-counts';
import { sideSums } from './outcome-sides';

/** The decisions of every group, and of people of unknown group, add up to their predictions; null where they do. */
export function decisionsFault(section: SectionCounts, place: string): string | null {
  const { groups, unknownPeople, unknownDecisions } = section;
  for (const [at, { counts, decisions }] of groups.entries()) {
    const side = wrongSide(counts, decisions);
    if (side !== null) return `${place}.groups[${at}].decisions do not add up to those predicted ${side}`;
  }
  const side = wrongSide(unknownPeople, unknownDecisions);
  return side === null ? null : `${place}.unknownDecisions do not add up to those predicted ${side}`;
}

function wrongSide(
  counts: OutcomeCounts,
  decisions: DecisionCounts | undefined,
): 'negative' | 'positive' | null {
  if (decisions === undefined) return null;
  const [positive, negative] = predictedOf(decisions);
  const sides = sideSums(counts);
  if (positive !== sides[0]) return 'positive';
  return negative === sides[1] ? null : 'negative';
}
