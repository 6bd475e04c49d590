import { type AssessedDisparity, predictedRows } from '@countersign/statistics/fairness';
import { type Estimate } from '@countersign/statistics/inference';
import { type GroupResult, type SectionResults } from './audit-results';
import { type Positions } from './hidden-groups';
import { isPairShown } from './is-pair-shown';
import { sideSums } from './outcome-sides';
import { type ShownDisparity, type ShownGroup, type ShownSection } from './suppressed-results';

interface Hidden {
  readonly whole: Positions;
  readonly outcomes: Positions;
  readonly smallCell: number;
}

/** A section without what is hidden in it. */
export function shownSection(
  section: SectionResults,
  withheld: ShownSection['withheld'],
  { whole, outcomes, smallCell }: Hidden,
): ShownSection {
  const { attributes, verdict, rows, unknownGroup, unpredicted, denominator, reference } = section;
  const areScoresShown = !lacksFewScores(section.groups, smallCell);
  const groups = section.groups.map((group, at) =>
    shownGroup(group, {
      isShown: !whole.has(at),
      areOutcomesShown: withheld === 'none' && !outcomes.has(at),
      areScoresShown,
    }),
  );
  const shown = { groups: withheld === 'all' ? [] : groups, withheld };
  return {
    ...{ attributes, verdict, rows, unknownGroup, unpredicted, denominator, reference, ...shown },
    disparities: section.disparities.map((disparity) => shownDisparity(disparity, shown)),
  };
}

/** Whether few people of some group have a prediction and no score, or a score and no prediction, and not none of all. */
function lacksFewScores(groups: readonly GroupResult[], smallCell: number): boolean {
  const lacking = groups.map(({ counts, scoring }) => (scoring ? predictedRows(counts) - scoring.scored : 0));
  return lacking.some((people) => people !== 0) && lacking.some((people) => Math.abs(people) < smallCell);
}

function shownGroup(
  result: GroupResult,
  {
    isShown,
    areOutcomesShown,
    areScoresShown,
  }: Record<'areOutcomesShown' | 'areScoresShown' | 'isShown', boolean>,
): ShownGroup {
  const { group, n, share, counts, scoring, metrics, eligible } = result;
  return {
    group,
    n: isShown ? n : null,
    share: isShown ? share : null,
    eligible: isShown ? eligible : null,
    selected: isShown ? sideSums(counts)[0]! : null,
    selectionRate: isShown ? metrics.selection_rate : null,
    favourableRate: isShown ? metrics.favourable_rate : null,
    counts: areOutcomesShown ? counts : null,
    scoring: areOutcomesShown && areScoresShown ? scoring : null,
    metrics: areOutcomesShown ? metrics : null,
  };
}

function shownDisparity(
  disparity: AssessedDisparity,
  section: Pick<ShownSection, 'groups' | 'withheld'>,
): ShownDisparity {
  const { metric, direction, between, ratioBetween, simultaneous = null } = disparity;
  const isWhole = isPairShown(section, metric, null);
  const shown = (part: 'difference' | 'ratio', pair: AssessedDisparity['between']): Estimate | null => {
    if (isWhole) return disparity[part];
    return isPairShown(section, metric, pair) ? ofPairAlone(disparity, part, pair) : null;
  };
  return {
    ...{ metric, direction, between },
    difference: shown('difference', between),
    ratio: shown('ratio', ratioBetween),
    // It allows for every pair there is, so that it rests on every group.
    simultaneous: isWhole ? simultaneous : null,
    limit: disparity.limit,
    verdict: disparity.verdict,
    reason: disparity.reason,
    isSignificant: disparity.isSignificant,
    isRobust: disparity.isRobust,
  };
}

/** The number with the n of its two groups: that of all groups that take part would tell how many the hidden ones are. */
function ofPairAlone(
  disparity: AssessedDisparity,
  part: 'difference' | 'ratio',
  pair: AssessedDisparity['between'],
): Estimate | null {
  const estimate = disparity[part];
  const size = (value: number | null) => (value === null ? null : Math.abs(value).toPrecision(9));
  const compared = disparity.comparisons.find(
    (comparison) =>
      size(comparison[part].value) === size(estimate.value) &&
      [comparison.audited, comparison.reference ?? []].every((group) =>
        pair?.some((each) => isSame(each, group)),
      ),
  );
  return compared ? { ...estimate, n: compared[part].n } : null;
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, at) => value === other[at]);
