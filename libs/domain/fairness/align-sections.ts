import { compareCodePoints } from '@countersign/statistics/ordering';
import { type AuditCounts, type SectionCounts } from './audit-counts';

/** Names a section by the set of its attributes: `sex` crossed with `race` is `race` crossed with `sex`. */
export function sectionKey({ attributes }: Pick<SectionCounts, 'attributes'>): string {
  return JSON.stringify([...attributes].sort(compareCodePoints));
}

/** The same counts, every section with its attributes in the order in which the other counts have that section. */
export function alignSections(counts: AuditCounts, { sections }: AuditCounts): AuditCounts {
  const wanted = new Map(sections.map((section) => [sectionKey(section), section.attributes]));
  return {
    ...counts,
    sections: counts.sections.map((section) =>
      inOrder(section, wanted.get(sectionKey(section)) ?? section.attributes),
    ),
  };
}

function inOrder(section: SectionCounts, attributes: readonly string[]): SectionCounts {
  const from = attributes.map((name) => section.attributes.indexOf(name));
  if (from.every((position, at) => position === at)) return section;
  const ordered = <Group extends { readonly group: readonly string[] }>(groups: readonly Group[]): Group[] =>
    groups.map((each) => ({ ...each, group: from.map((position) => each.group[position]!) }));
  const strata = section.strata?.map((stratum) => ({ ...stratum, groups: ordered(stratum.groups) }));
  return { ...section, attributes, groups: ordered(section.groups), ...(strata && { strata }) };
}
