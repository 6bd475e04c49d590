import { type AssessedDisparity } from '@countersign/statistics/fairness';
import { type ShownSection } from './suppressed-results';

const ofSelections: ReadonlySet<AssessedDisparity['metric']> = new Set([
  'demographic_parity',
  'impact_ratio',
]);

/**
 * Whether a disparity of a section may be told to everybody: a number about two groups where both are shown, any other where
 * every group is. A group without a name stands for all the others.
 */
export function isPairShown(
  { groups, withheld }: Pick<ShownSection, 'groups' | 'withheld'>,
  metric: AssessedDisparity['metric'],
  pair: AssessedDisparity['between'],
): boolean {
  if (withheld === 'all') return false;
  const visible = groups.filter(({ n, counts }) => (ofSelections.has(metric) ? n : counts) !== null);
  if (visible.length === groups.length) return true;
  if (pair === null || metric === 'conditional_demographic_disparity') return false;
  const names = new Set(visible.map(({ group }) => JSON.stringify(group)));
  return pair.every((group) => group.length === 0 || names.has(JSON.stringify(group)));
}
