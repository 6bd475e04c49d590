/** Where a part of a text stands: from the first character to behind the last, and the line it begins on. */
export interface Place {
  start: number;
  end: number;
  line: number;
}

type Span = readonly [start: number, end: number];

interface Token {
  text: string;
  start: number;
}

/** What was read of a text: where its parts stand, and where it stops being JSON; null where it never does. */
interface Reading {
  spans: Map<string, Span>;
  stumbledAt: number | null;
}

/** Deeper than any policy: what nests on and on is not read to its end. */
const deepest = 50;
const token = /\s*("(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:])/y;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [whole, part = ''] = found;
    tokens.push({ text: part, start: found.index + whole.length - part.length });
  }
  return tokens;
}

const endOf = ({ text, start }: Token): number => start + text.length;

/** One member's name as a JSON Pointer has it (RFC 6901). */
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Reads values one after the other and notes where each stands; undefined at the first that is not JSON. */
class Reader {
  readonly spans = new Map<string, Span>();
  private at = 0;
  constructor(private readonly tokens: readonly Token[]) {}

  /** The token that nobody has taken yet. */
  get next(): Token | undefined {
    return this.tokens[this.at];
  }

  value(pointer: string, depth: number): boolean {
    const first = this.next;
    if (first === undefined || depth > deepest || /^[\]},:]$/.test(first.text)) return false;
    this.at += 1;
    const isBranch = first.text === '{' || first.text === '[';
    // Noted before it is read to its end, so that a place can be named in what breaks off.
    this.spans.set(pointer, [first.start, endOf(first)]);
    if (isBranch && !this.parts(pointer, first.text === '{' ? '}' : ']', depth)) return false;
    const last = this.tokens[this.at - 1] ?? first;
    this.spans.set(pointer, [first.start, endOf(last)]);
    return true;
  }

  private parts(pointer: string, close: string, depth: number): boolean {
    if (this.take(close)) return true;
    for (let index = 0; ; index += 1) {
      const name = close === '}' ? this.name() : String(index);
      if (name === undefined || !this.value(`${pointer}/${escaped(name)}`, depth + 1)) return false;
      if (this.take(close)) return true;
      if (!this.take(',')) return false;
    }
  }

  private name(): string | undefined {
    const key = this.next;
    if (!key?.text.startsWith('"')) return undefined;
    this.at += 1;
    return this.take(':') ? unquoted(key.text) : undefined;
  }

  private take(text: string): boolean {
    if (this.next?.text !== text) return false;
    this.at += 1;
    return true;
  }
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

function read(text: string): Reading {
  const tokens = tokensOf(text);
  const last = tokens.at(-1);
  const rest = last ? endOf(last) : 0;
  const behind = rest + text.slice(rest).search(/\S|$/);
  const reader = new Reader(tokens);
  const isWhole = reader.value('', 0);
  const stumbledAt =
    isWhole && !reader.next && behind === text.length ? null : (reader.next?.start ?? behind);
  return { spans: reader.spans, stumbledAt };
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/**
 * Where in a text what a JSON Pointer names stands; of a member that is not there, the start of what should hold it; in
 * a text that is not JSON, where it stops being it.
 */
export function placeOf(text: string, pointer: string): Place {
  const { spans, stumbledAt } = read(text);
  if (stumbledAt !== null) {
    const start = Math.min(stumbledAt, text.length);
    return { start, end: Math.min(start + 1, text.length), line: lineOf(text, start) };
  }
  const own = spans.get(pointer);
  if (own && pointer !== '') return { start: own[0], end: own[1], line: lineOf(text, own[0]) };
  let holder = pointer;
  while (holder !== '' && !spans.has(holder)) holder = holder.slice(0, holder.lastIndexOf('/'));
  const [start] = spans.get(holder) ?? [0];
  return { start, end: Math.min(start + 1, text.length), line: lineOf(text, start) };
}
