import { canonicalJson } from '../audit-log';

/** Where two JSON values differ first, with what stands there, for people; null where they are the same. */
export function differenceText(expected: unknown, found: unknown, path = 'its value'): string | null {
  if (canonicalJson(expected ?? null) === canonicalJson(found ?? null)) return null;
  const isBoth = [expected, found].every((each) => typeof each === 'object' && each !== null);
  if (!isBoth || Array.isArray(expected) !== Array.isArray(found))
    return `${path} has to be ${shown(expected)} and is ${shown(found)}`;
  const [one, other] = [expected, found] as Record<string, unknown>[];
  const names = [...new Set([...Object.keys(one!), ...Object.keys(other!)])];
  for (const name of names) {
    const difference = differenceText(one![name], other![name], below(path, name));
    if (difference !== null) return difference;
  }
  return `${path} has a member that is nothing`;
}

function below(path: string, name: string): string {
  return path === 'its value' ? name : `${path}.${name}`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'absent';
  const text = canonicalJson(value);
  return text.length <= 80 ? text : `${text.slice(0, 77)}…`;
}
