import { type AuditResults, type SectionResults } from './audit-results';
import { areCrossingsSafe } from './crossing-safety';
import { hiddenOutcomes, hiddenSelections, outcomeNumbers, type Positions } from './hidden-groups';
import { sideSums } from './outcome-sides';
import { shownSection } from './shown-section';
import { type ShownSection, type SuppressedResults } from './suppressed-results';

/**
 * The results without any number of fewer than `smallCell` people of a group, nor one that the sums shown give away: a hidden
 * number may be anything from 0 to `smallCell` − 1 as far as groups, totals and people of unknown group go. Within an attribute
 * groups are hidden, with others beside them; crossings are shown all together or not at all, and only where nothing of their
 * attributes is hidden. What rests on every group (bounds, advice, weights, curves, law reports) is left out. Verdicts stay,
 * with what they imply.
 * @throws RangeError unless smallCell is a whole number of 1 or more
 */
export function suppressed(results: AuditResults, smallCell: number): SuppressedResults {
  if (!(Number.isInteger(smallCell) && smallCell >= 1))
    throw new RangeError(`a whole number of 1 or more is needed, got ${smallCell}`);
  const { sections, verdict, criteria } = results;
  const singles = sections.filter(({ attributes }) => attributes.length === 1);
  const wholes = new Map(singles.map((section) => [section, hiddenSelections(section.groups, smallCell)]));
  const outcomes = new Map(
    singles.map((section) => [
      section,
      hiddenOutcomes(section.groups, wholes.get(section) ?? none, smallCell),
    ]),
  );
  // One attribute that cannot be protected would be given away by the totals of the others.
  const isHopeless = [...wholes.values()].includes(null);
  const areOutcomesHidden = [...outcomes.values()].includes(null);
  const crossed = withheldOfCrossings(
    sections,
    { wholes: [...wholes.values()], outcomes: [...outcomes.values()] },
    smallCell,
  );
  return {
    ...{ smallCell, verdict, criteria },
    sections: sections.map((section) => {
      const isSingle = section.attributes.length === 1;
      const withheld = isHopeless ? 'all' : isSingle ? (areOutcomesHidden ? 'outcomes' : 'none') : crossed;
      return shownSection(section, withheld, {
        whole: wholes.get(section) ?? none,
        outcomes: outcomes.get(section) ?? none,
        smallCell,
      });
    }),
  };
}

const none: Positions = new Set();

interface Hidden {
  readonly wholes: readonly (Positions | null)[];
  readonly outcomes: readonly (Positions | null)[];
}

/** All crossings together: their sums would give away what is hidden of an attribute, or of one another. */
function withheldOfCrossings(
  sections: readonly SectionResults[],
  { wholes, outcomes }: Hidden,
  smallCell: number,
): ShownSection['withheld'] {
  const isNothing = (positions: Positions | null) => positions?.size === 0;
  const selections = ({ counts }: SectionResults['groups'][number]) => sideSums(counts);
  if (!wholes.every(isNothing) || !areCrossingsSafe(sections, selections, smallCell)) return 'all';
  const isSafe = outcomes.every(isNothing) && areCrossingsSafe(sections, outcomeNumbers, smallCell);
  return isSafe ? 'none' : 'outcomes';
}
