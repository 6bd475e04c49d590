import { visibleText } from '../report';

/** A group by its values; the whole population has none. */
export function groupName(group: readonly string[]): string {
  return group.length === 0 ? 'everybody' : group.map(visibleText).join(' × ');
}

/** Attributes crossed. */
export const sectionName = (attributes: readonly string[]): string => attributes.map(visibleText).join(' × ');

export const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, at) => value === other[at]);

/** Names in a sentence: "a, b and c". */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
