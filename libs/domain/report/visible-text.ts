const hidden = /[\p{Cc}\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069]/gu;
const names = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * Writes control characters and changes of direction as escapes (`\n`, `\u{1b}`), so that a value of a data file can
 * neither drive a terminal nor turn a line around.
 * @example visibleText('a\u001b[2Jb') // 'a\\u{1b}[2Jb'
 */
export function visibleText(text: string): string {
  return text.replace(hidden, (character) => names.get(character) ?? escapeOf(character));
}

/** The same for a text of several lines, such as a message with its usage. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleText).join('\n');
}

function escapeOf(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
