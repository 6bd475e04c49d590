/**
 * Whether an object in a JSON text has a member twice. Of two equal members one reader takes the first, another the last,
 * so that such a text has no one meaning (RFC 7493, 2.3, which RFC 8785 asks for); JSON.parse says nothing.
 * @param text valid JSON
 * @param value what JSON.parse makes of it
 */
export function hasRepeatedMember(text: string, value: unknown): boolean {
  return !isAsWritten(text, value) && repeats(text);
}

/** What JSON.stringify writes has every member once. Nearly every text ends here. */
function isAsWritten(text: string, value: unknown): boolean {
  try {
    return JSON.stringify(value) === text;
  } catch {
    // Nested too deep to be written.
    return false;
  }
}

function repeats(text: string): boolean {
  const open: Set<string>[] = [];
  // In valid JSON a string before a colon is a member's name.
  for (const [token, name, colon] of text.matchAll(/("[^"\\]*(?:\\.[^"\\]*)*")\s*(:)?|[{}]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (name !== undefined && colon !== undefined) {
      const members = open.at(-1);
      const member = JSON.parse(name) as string;
      if (members?.has(member)) return true;
      members?.add(member);
    }
  }
  return false;
}
