/** What a token has to say beside its subject. */
interface Claim {
  name: string;
  values: string[];
}

/** The lines of a text that hold anything, trimmed. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Claims written as `name=value`, one on each line, or the number of the first line that is none. */
export function claimsOf(text: string): { claims: Claim[] } | { faultyLine: number } {
  const values = new Map<string, Set<string>>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const at = line.indexOf('=');
    const name = line.slice(0, Math.max(0, at)).trim();
    const value = line.slice(at + 1).trim();
    if (name === '' || value === '') return { faultyLine: index + 1 };
    values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  return { claims: [...values].map(([name, of]) => ({ name, values: [...of] })) };
}
