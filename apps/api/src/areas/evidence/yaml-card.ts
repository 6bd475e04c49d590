import { canonicalJson } from '@countersign/domain/audit-log';
import { MalformedDocument } from '@countersign/domain/json-reading';
import { type CST, LineCounter, parseDocument, Parser } from 'yaml';

/**
 * An alias stands for what was written elsewhere: a few repeat a section, many of them grow without end. What is written has
 * to be shorter than JSON, since the parser compares every key of an object with every other.
 */
const limits = { aliases: 20, written: 50_000, characters: 200_000, nesting: 50 };

/** The front matter of a card in Markdown, as Hugging Face keeps it: what stands between the first two lines of dashes. */
const frontMatter = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/u;

/**
 * Reads a model card in YAML 1.2 (core schema), or in the front matter of Markdown, of which the rest is not looked at. It
 * comes to what the same card is as JSON: keys are texts, each once; a tag of another schema, a second document and a value
 * that JSON does not have are faults.
 * @throws MalformedDocument naming the line
 */
export function readYamlCard(text: string): unknown {
  const [, front = text] = frontMatter.exec(text) ?? [];
  if (front.length > limits.written) throw malformed(`is YAML of more than ${limits.written} characters.`);
  requireShallow(front);
  const value = parsed(front);
  if (depthOf(value) > limits.nesting) throw malformed(`is nested more than ${limits.nesting} levels deep.`);
  if (lengthOf(value) > limits.characters)
    throw malformed(`has more than ${limits.characters} characters once its aliases are written out.`);
  return value;
}

/**
 * Counts the levels in the tokens, which are found without recursion. To build a document goes down level by level, and
 * where that exhausts the stack the whole process may end: it must not come to it.
 */
function requireShallow(text: string): void {
  const open: [token: CST.Token | null | undefined, level: number][] = [];
  for (const token of new Parser().parse(text)) open.push([token, 0]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [token, level] = next;
    if (level > limits.nesting) throw malformed(`is nested more than ${limits.nesting} levels deep.`);
    if (token?.type === 'document') open.push([token.value, level]);
    if (token && 'items' in token)
      for (const { key, value } of token.items as readonly { key?: CST.Token | null; value?: CST.Token }[])
        open.push([key, level + 1], [value, level + 1]);
  }
}

function parsed(text: string): unknown {
  const lineCounter = new LineCounter();
  const options = { schema: 'core', stringKeys: true, prettyErrors: false, logLevel: 'error' } as const;
  const document = parseDocument(text, { ...options, lineCounter });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) {
    const { line } = lineCounter.linePos(fault.pos[0]);
    throw malformed(`is no YAML, line ${line}: ${fault.message.slice(0, 200)}`);
  }
  try {
    return document.toJS({ maxAliasCount: limits.aliases });
  } catch {
    throw malformed(`has an alias of nothing or of itself, or more than ${limits.aliases}.`);
  }
}

/** Levels of lists and objects with the aliases written out; counted without going down into them one by one, and no further than matters. */
function depthOf(value: unknown): number {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= limits.nesting; depth += 1) {
    const inner = level.filter((each) => typeof each === 'object' && each !== null);
    if (inner.length === 0) return depth;
    level = [...new Set(inner.flatMap((each) => Object.values(each as object)))];
  }
  return limits.nesting + 1;
}

function lengthOf(value: unknown): number {
  try {
    return canonicalJson(value).length;
  } catch {
    throw malformed('holds a value that JSON does not have.');
  }
}

const malformed = (fault: string) => new MalformedDocument('document', fault);
