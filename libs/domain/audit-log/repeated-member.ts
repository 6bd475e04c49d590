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
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === '{') open.push(new Set());
    else if (mark === '}') open.pop();
    if (mark !== '"') continue;
    const end = endOfString(text, at);
    const members = open.at(-1);
    // In valid JSON a string before a colon is a member's name.
    if (members !== undefined && isBeforeColon(text, end)) {
      const member = JSON.parse(text.slice(at, end)) as string;
      if (members.has(member)) return true;
      members.add(member);
    }
    at = end - 1;
  }
  return false;
}

/** Behind the closing quote. A regular expression would need a stack as deep as the string has escapes. */
function endOfString(text: string, begin: number): number {
  let at = begin + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function isBeforeColon(text: string, end: number): boolean {
  let at = end;
  while (' \t\n\r'.includes(text[at] ?? ':')) at += 1;
  return text[at] === ':';
}
