import { groupName, isSame } from './section-name';

/** What the sign beside a name means. */
export const markText =
  '† marks a group below the minimum: its numbers rest on few people, and it takes no part in verdicts.';

interface MarkedGroups {
  readonly groups: readonly { readonly group: readonly string[]; readonly eligible: boolean }[];
}

/** A group's name, with a sign where it is below the minimum. */
export function markedName(group: readonly string[], { groups }: MarkedGroups): string {
  const found = groups.find((each) => isSame(each.group, group));
  return found?.eligible === false ? `${groupName(group)} †` : groupName(group);
}
