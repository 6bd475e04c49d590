/** A group by one value per attribute. */
interface NamedGroup {
  readonly group: readonly string[];
}

interface CrossedSection<Group> {
  readonly attributes: readonly string[];
  readonly groups: readonly Group[];
}

/** What must not be small. */
type NumbersOf<Group> = (group: Group) => readonly number[];

/**
 * Whether all crossings may be shown beside the attributes: no small number in any of them, nor among those of a group whose
 * value for another attribute is unknown, which is the group less what it is crossed into. Numbers that are 0 in every group of
 * a section are none.
 */
export function areCrossingsSafe<Group extends NamedGroup>(
  sections: readonly CrossedSection<Group>[],
  numbersOf: NumbersOf<Group>,
  smallCell: number,
): boolean {
  const crossings = sections.filter(({ attributes }) => attributes.length > 1);
  return crossings.every((crossing) => {
    const rows = crossing.groups.map(numbersOf);
    const isSmall = (count: number, column: number) =>
      count < smallCell && rows.some((row) => row[column]! > 0);
    if (rows.some((row) => row.some(isSmall))) return false;
    return sections.every(
      (section) =>
        section === crossing ||
        !section.attributes.every((name) => crossing.attributes.includes(name)) ||
        remainders(section, crossing, numbersOf).every((count) => count === 0 || count >= smallCell),
    );
  });
}

/** Of every group what no group of the crossing holds. */
function remainders<Group extends NamedGroup>(
  section: CrossedSection<Group>,
  crossing: CrossedSection<Group>,
  numbersOf: NumbersOf<Group>,
): number[] {
  const positions = section.attributes.map((name) => crossing.attributes.indexOf(name));
  const rest = new Map(section.groups.map((group) => [JSON.stringify(group.group), [...numbersOf(group)]]));
  for (const part of crossing.groups) {
    const whole = rest.get(JSON.stringify(positions.map((at) => part.group[at])));
    numbersOf(part).forEach((count, column) => {
      if (whole) whole[column]! -= count;
    });
  }
  return [...rest.values()].flat();
}
