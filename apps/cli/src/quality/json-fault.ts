/** What is wrong with a JSON text, in words, and where: line and column from 1. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

const words = {
  value: 'a value',
  valueOrEnd: 'a value or ]',
  name: 'a name in double quotes',
  nameOrEnd: 'a name in double quotes or }',
  colon: 'a colon',
  commaInObject: 'a comma or }',
  commaInList: 'a comma or ]',
  end: 'nothing more',
} as const;

type Expected = keyof typeof words;

/** First characters of the tokens that may stand there; `a` is that of any bare word, numbers too. */
const accepted: Readonly<Record<Expected, string>> = {
  value: '{["a',
  valueOrEnd: '{["a]',
  name: '"',
  nameOrEnd: '"}',
  colon: ':',
  commaInObject: ',}',
  commaInList: ',]',
  end: '',
};

const tokens = /[{}[\]:,]|"(?:[^"\\\n]|\\.)*"?|[^ \t\r\n{}[\]:,"]+/g;
const closedText = /^"(?:[^"\\\n]|\\.)*"$/;

/**
 * Finds the first fault of a JSON text: JSON.parse names its faults differently from release to release, often without
 * a place, and keeps the last of several fields of one name, where a reader may have meant the first. O(length).
 *
 * @returns undefined when JSON.parse reads the text and no object has two fields of one name
 * @example jsonFault('{"a":1,}') // { line: 1, column: 8, reason: 'expected a name in double quotes, found }' }
 */
export function jsonFault(text: string): JsonFault | undefined {
  /** Of each object that is open its names so far, null of a list. */
  const open: (Set<string> | null)[] = [];
  let expected: Expected = 'value';
  for (const { 0: token, index } of text.matchAll(tokens)) {
    const reason = tokenFault(token, expected, open.at(-1) ?? null);
    if (reason !== undefined) return { ...placeOf(text, index), reason };
    expected = afterToken(token, expected, open);
  }
  if (expected === 'end') return undefined;
  const reason = `expected ${words[expected]}, found the end of the file`;
  return { ...placeOf(text, text.trimEnd().length), reason };
}

function tokenFault(token: string, expected: Expected, names: Set<string> | null): string | undefined {
  const kind = /^[{}[\]:,"]/.test(token) ? token.charAt(0) : 'a';
  const isWord = kind === 'a' && !isJson(token);
  if (isWord || !accepted[expected].includes(kind))
    return `expected ${words[expected]}, found ${token.length > 30 ? `${token.slice(0, 30)}…` : token}`;
  if (kind !== '"') return undefined;
  if (!closedText.test(token)) return 'this text is not closed in its line';
  if (!isJson(token))
    return 'this text holds a tab, another control character or a \\ that JSON does not know: write \\t or \\\\';
  const isName = expected === 'name' || expected === 'nameOrEnd';
  return isName && names?.has(JSON.parse(token) as string)
    ? `the name ${token} stands a second time in the same object`
    : undefined;
}

/** What is expected after a token that was; opens and closes objects and lists. */
function afterToken(token: string, expected: Expected, open: (Set<string> | null)[]): Expected {
  if (token === '{') {
    open.push(new Set());
    return 'nameOrEnd';
  }
  if (token === '[') {
    open.push(null);
    return 'valueOrEnd';
  }
  if (token === ':') return 'value';
  if (token === ',') return open.at(-1) ? 'name' : 'value';
  if (expected === 'name' || (expected === 'nameOrEnd' && token !== '}')) {
    open.at(-1)?.add(JSON.parse(token) as string);
    return 'colon';
  }
  if (token === '}' || token === ']') open.pop();
  if (open.length === 0) return 'end';
  return open.at(-1) ? 'commaInObject' : 'commaInList';
}

function isJson(token: string): boolean {
  try {
    JSON.parse(token);
    return true;
  } catch {
    return false;
  }
}

function placeOf(text: string, index: number): { line: number; column: number } {
  const lines = text.slice(0, index).split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}
