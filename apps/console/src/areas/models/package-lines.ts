import type { PackageInput } from '../../gql/graphql';

/** The packages of a list, or the first line that names none with its version, counted from one. */
export type PackageLines =
  { packages: PackageInput[] } | { line: number; text: string; fault: 'unreadable' | 'twice' };

/** `numpy==1.26.4`, `express@5.1.0`, `numpy 1.26.4`; a name may begin with @, and carry what pip calls extras. */
const named = /^(@?[^\s@=<>~!;[\]]+)(?:\[[^\]]*\])?(?:\s*={2,3}\s*|@|\s+)([^\s@=<>~!;,*/]+)$/u;

/** What pip prints behind a package: when it applies, the digests of its files, and that the line goes on. */
const withoutMarks = (line: string): string =>
  line
    .replace(/(^|\s)#.*$/u, '')
    .replace(/\s*\\$/u, '')
    .replace(/\s*--hash=\S+/gu, '')
    .replace(/\s*;.*$/u, '')
    .trim();

/** One package a line, as `pip freeze`, `pip list` and `npm` print them; other lines say nothing of what was installed. */
export function packageLines(list: string): PackageLines {
  const found = new Map<string, string>();
  for (const [at, line] of list.split('\n').entries()) {
    const text = withoutMarks(line);
    if (text === '') continue;
    const [, name, version] = named.exec(text) ?? [];
    if (name === undefined || version === undefined) return { line: at + 1, text, fault: 'unreadable' };
    if (found.has(name)) return { line: at + 1, text: name, fault: 'twice' };
    found.set(name, version);
  }
  return { packages: [...found].map(([name, version]) => ({ name, version })) };
}
