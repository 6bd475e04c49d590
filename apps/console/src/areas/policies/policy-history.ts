import type { PolicyChangeHeadFragment } from '../../gql/graphql';

export type Change = PolicyChangeHeadFragment;

/** A published version, as the history needs it. */
export interface Published {
  name: string;
  version: number;
  digest: string;
}

/** Something that happened to a policy. Without a change the version came with the software. */
export interface HistoryEntry {
  version: number;
  change: Change | null;
}

const publishes = ({ kind, state }: Change): boolean => kind === 'PUBLISH' && state === 'APPROVED';

/** Whether a change brought a version into force; none did with one that came with the software. */
const broughtIn = ({ name, version, digest }: Published, change: Change): boolean =>
  publishes(change) && change.name === name && change.version === version && change.digest === digest;

/** What happened to the policy of a name, newest first. */
export function historyOf(
  name: string,
  versions: readonly Published[],
  changes: readonly Change[],
): HistoryEntry[] {
  const own = changes
    .filter((change) => change.name === name)
    .sort((one, other) => other.proposedAt.localeCompare(one.proposedAt));
  const before = versions
    .filter((version) => version.name === name && !changes.some((change) => broughtIn(version, change)))
    .sort((one, other) => other.version - one.version);
  return [
    ...own.map((change) => ({ version: change.version, change })),
    ...before.map(({ version }) => ({ version, change: null })),
  ];
}

/** Names whose newest version was retired, by their newest version. */
export function outOfForce<Version extends Published>(
  versions: readonly Version[],
  inForce: readonly Pick<Published, 'name'>[],
): Version[] {
  const newest = new Map<string, Version>();
  for (const version of versions)
    if ((newest.get(version.name)?.version ?? 0) < version.version) newest.set(version.name, version);
  const names = new Set(inForce.map(({ name }) => name));
  return [...newest.values()]
    .filter(({ name }) => !names.has(name))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** The version that a proposal of this name has to have. */
export const nextVersionOf = (
  name: string,
  versions: readonly Pick<Published, 'name' | 'version'>[],
): number =>
  Math.max(0, ...versions.filter((known) => known.name === name).map(({ version }) => version)) + 1;
