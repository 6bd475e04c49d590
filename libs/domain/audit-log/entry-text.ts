import { canonicalJson } from './canonical-json';

/** The members of an entry as its text gives them; every one but the version is unchecked. */
export type EntryMembers = Readonly<Record<string, unknown>>;

/** The members of an entry, or null for a text that is not canonical JSON of an entry, version 1 or 2. Never throws. */
export function parseEntryText(canonical: string): EntryMembers | null {
  const value = parseCanonical(canonical);
  if (typeof value !== 'object' || value === null || !('v' in value)) return null;
  return value.v === 1 || value.v === 2 ? (value as unknown as EntryMembers) : null;
}

/** The value of a canonical text; null for text that is not JSON, or not its canonical form. */
function parseCanonical(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return canonicalJson(value) === text ? value : null;
  } catch {
    return null;
  }
}
