import { type AssessedDisparity } from '@countersign/statistics/fairness';
import { type GroupResult, type SectionResults } from './audit-results';
import { type Positions } from './hidden-groups';
import { sideSums } from './outcome-sides';
import { type ShownDisparity, type ShownGroup, type ShownSection } from './suppressed-results';

/** A section without what is hidden in it. */
export function shownSection(
  section: SectionResults,
  withheld: ShownSection['withheld'],
  { whole, outcomes }: { whole: Positions; outcomes: Positions },
): ShownSection {
  const { attributes, verdict, rows, unknownGroup, unpredicted, denominator, reference, groups } = section;
  const isShown = (at: number) => withheld !== 'all' && !whole.has(at);
  const areOutcomesShown = (at: number) => withheld === 'none' && !outcomes.has(at);
  const shown = {
    selections: groups.filter((_, at) => isShown(at)),
    outcomes: groups.filter((_, at) => areOutcomesShown(at)),
    groups,
  };
  return {
    ...{ attributes, verdict, rows, unknownGroup, unpredicted, denominator, reference, withheld },
    groups:
      withheld === 'all'
        ? []
        : groups.map((group, at) => shownGroup(group, isShown(at), areOutcomesShown(at))),
    disparities: section.disparities.map((disparity) => shownDisparity(disparity, shown)),
  };
}

function shownGroup(result: GroupResult, isShown: boolean, areOutcomesShown: boolean): ShownGroup {
  const { group, n, share, counts, scoring, metrics } = result;
  return {
    group,
    n: isShown ? n : null,
    share: isShown ? share : null,
    selected: isShown ? sideSums(counts)[0]! : null,
    selectionRate: isShown ? metrics.selection_rate : null,
    favourableRate: isShown ? metrics.favourable_rate : null,
    counts: areOutcomesShown ? counts : null,
    scoring: areOutcomesShown ? scoring : null,
    metrics: areOutcomesShown ? metrics : null,
  };
}

interface ShownGroups {
  readonly selections: readonly GroupResult[];
  readonly outcomes: readonly GroupResult[];
  readonly groups: readonly GroupResult[];
}

const ofSelections: ReadonlySet<AssessedDisparity['metric']> = new Set([
  'demographic_parity',
  'impact_ratio',
]);

/** A number of two groups is shown where both are, any other where every group is. */
function shownDisparity(
  disparity: AssessedDisparity,
  { selections, outcomes, groups }: ShownGroups,
): ShownDisparity {
  const { metric, direction, difference, ratio, between, ratioBetween } = disparity;
  const visible = ofSelections.has(metric) ? selections : outcomes;
  const names = new Set(visible.map(({ group }) => JSON.stringify(group)));
  const isWhole = visible.length === groups.length;
  const isPair = metric !== 'conditional_demographic_disparity';
  const areShown = (pair: AssessedDisparity['between']) =>
    isWhole ||
    (isPair &&
      pair !== null &&
      pair.every((group) => group.length === 0 || names.has(JSON.stringify(group))));
  return {
    ...{ metric, direction, between },
    difference: areShown(between) ? difference : null,
    ratio: areShown(ratioBetween) ? ratio : null,
    limit: disparity.limit,
    verdict: disparity.verdict,
    reason: disparity.reason,
    isSignificant: disparity.isSignificant,
    isRobust: disparity.isRobust,
  };
}
