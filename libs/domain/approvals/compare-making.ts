import { compareCodePoints } from '@countersign/statistics/ordering';
import { counted } from '../report';

/** The code that a version was trained by, as whoever registered it says: a claim, like everything here. */
export interface VersionCode {
  /** Where it is kept, such as `https://git.example.org/risk/model`. */
  repository: string;
  /** Full digest of the commit, lower-case hex. */
  commit: string;
  /** Whether there were changes that no commit holds. */
  isDirty: boolean;
}

/** What it was trained in. */
export interface VersionEnvironment {
  /** SHA-256 of the lock file or image, lower-case hex. */
  digest: string;
  /** Version of every package, by name; null where nobody said. */
  packages: Readonly<Record<string, string>> | null;
}

/** One thing of two versions by its name; null where a version has nothing of the kind, or nobody said. */
interface MadeWith {
  part: 'code' | 'environment' | 'package';
  name: string;
  before: string | null;
  after: string | null;
}

/** What code two versions were made by, side by side. */
export function codeLines(before: VersionCode | null, after: VersionCode | null): MadeWith[] {
  const line = (name: string, of: (code: VersionCode) => string): MadeWith => ({
    ...{ part: 'code', name },
    before: before && of(before),
    after: after && of(after),
  });
  return [line('repository', ({ repository }) => repository), line('commit', commitText)];
}

/** A commit says less than it seems where something was changed since. */
function commitText({ commit, isDirty }: VersionCode): string {
  return isDirty ? `${commit}, with changes that it does not hold` : commit;
}

/** So many packages that are the same are listed; more are counted. */
const mostEqual = 100;

/** What two versions were made in, side by side: the lock file, and package by package where both say them. */
export function environmentLines(
  before: VersionEnvironment | null,
  after: VersionEnvironment | null,
): MadeWith[] {
  const digest: MadeWith = {
    ...{ part: 'environment', name: '' },
    before: before?.digest ?? null,
    after: after?.digest ?? null,
  };
  return [digest, ...packageLines(before?.packages ?? null, after?.packages ?? null)];
}

type Packages = VersionEnvironment['packages'];

function packageLines(before: Packages, after: Packages): MadeWith[] {
  // Against a version of which nobody said any, every package would seem to be new.
  if (before === null || after === null)
    return before === after ? [] : [{ ...all, before: countText(before), after: countText(after) }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareCodePoints);
  const lines = names.map((name): MadeWith => ({
    part: 'package',
    name,
    before: versionOf(before, name),
    after: versionOf(after, name),
  }));
  const equal = lines.filter((line) => line.before === line.after).length;
  if (equal <= mostEqual) return lines;
  const same = `${counted(equal, 'package')} in the same version`;
  return [...lines.filter((line) => line.before !== line.after), { ...all, before: same, after: same }];
}

const all = { part: 'package', name: '' } as const;

const countText = (packages: Packages): string | null =>
  packages && counted(Object.keys(packages).length, 'package');

/** Packages may be named like what every object has. */
function versionOf(packages: NonNullable<Packages>, name: string): string | null {
  return Object.hasOwn(packages, name) ? (packages[name] ?? null) : null;
}
