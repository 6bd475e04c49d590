import { createHash } from 'node:crypto';
import { type JUnitSummary } from '@countersign/domain/gate-evidence';
import { MalformedDocument } from '@countersign/domain/json-reading';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

const limits = { characters: 1_000_000, suites: 10_000, nesting: 50, name: 300 };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseAttributeValue: false,
  parseTagValue: false,
  maxNestedTags: limits.nesting,
  isArray: (name) => name === 'testsuite' || name === 'testcase',
});

/** An element as the parser gives it: attributes and children by name. */
type Element = Readonly<Record<string, unknown>>;

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

type Suite = JUnitSummary['suites'][number];

/**
 * Counts a JUnit report, suite by suite. No entity but the five of XML is read and no declaration of a document type, so
 * that nothing is fetched and nothing expands. Where a suite declares more failures than it lists, the larger number counts.
 * @throws MalformedDocument for what is no JUnit report, or too large for one
 */
export function readJUnitReport(text: string): JUnitSummary {
  if (text.length > limits.characters) throw malformed(`is longer than ${limits.characters} characters.`);
  requireNoDeclarations(text);
  const root = rootOf(text);
  const suites: Suite[] = [];
  countSuite(root, '', suites);
  const at = firstTimestamp(root);
  return {
    schema: 'countersign.junit/1',
    reportDigest: createHash('sha256').update(text).digest('hex'),
    ...(at !== undefined && { at }),
    suites,
  };
}

const malformed = (fault: string) => new MalformedDocument('document', fault);

/** Walks over the marks that begin with `<!`: sections of text and comments may stand there, and nothing else. */
function requireNoDeclarations(text: string): void {
  for (let at = text.indexOf('<!'); at >= 0; at = text.indexOf('<!', at)) {
    const ending = text.startsWith('<![CDATA[', at) ? ']]>' : '-->';
    if (ending === '-->' && !text.startsWith('<!--', at))
      throw malformed('declares a document type or an entity, and such are not read.');
    const end = text.indexOf(ending, at + 4);
    if (end < 0) throw malformed('is no XML: a section or comment has no end.');
    at = end + ending.length;
  }
}

function rootOf(text: string): Element {
  const parsed = parse(text);
  const [suite, second] = elementsOf(parsed, 'testsuite');
  const [whole] = elementsOf(parsed, 'testsuites');
  const root = whole ?? suite;
  if (root === undefined || second !== undefined)
    throw malformed('has to be a JUnit report: one element testsuites or testsuite.');
  return whole ?? { testsuite: [root] };
}

function parse(text: string): Element {
  const checked = XMLValidator.validate(text);
  if (checked !== true) throw malformed(`is no XML: ${checked.err.msg} (line ${checked.err.line}).`);
  try {
    return parser.parse(text) as Element;
  } catch (error) {
    throw malformed(`cannot be read as XML: ${error instanceof Error ? error.message : 'it is broken'}`);
  }
}

/** Adds the suite and those within it, each with its own tests alone, and answers their sum. */
function countSuite(element: Element, name: string, suites: Suite[]): Counts {
  const cases = elementsOf(element, 'testcase').map(outcomeOf);
  const own = {
    passed: cases.filter((outcome) => outcome === 'passed').length,
    failed: cases.filter((outcome) => outcome === 'failed').length,
    skipped: cases.filter((outcome) => outcome === 'skipped').length,
  };
  const suite = { name, ...own };
  suites.push(suite);
  if (suites.length > limits.suites) throw malformed(`has more than ${limits.suites} suites.`);
  const total = elementsOf(element, 'testsuite')
    .map((inner) => countSuite(inner, nameOf(inner), suites))
    .reduce(added, own);
  const declared = numberOf(element, '@failures') + numberOf(element, '@errors');
  const unlisted = Math.max(0, declared - total.failed);
  suite.failed += unlisted;
  return { ...total, failed: total.failed + unlisted };
}

const added = (one: Counts, other: Counts): Counts => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

function outcomeOf(testcase: Element): keyof Counts {
  if (Object.hasOwn(testcase, 'failure') || Object.hasOwn(testcase, 'error')) return 'failed';
  return Object.hasOwn(testcase, 'skipped') ? 'skipped' : 'passed';
}

/** Children of this name; one without content or attributes is an empty text to the parser. */
function elementsOf(element: Element, name: string): Element[] {
  const found = Object.hasOwn(element, name) ? element[name] : [];
  const list: readonly unknown[] = Array.isArray(found) ? found : [found];
  return list.map((each) => (typeof each === 'object' && each !== null ? (each as Element) : {}));
}

function nameOf(element: Element): string {
  return textOf(element, '@name').toWellFormed().slice(0, limits.name).toWellFormed();
}

function numberOf(element: Element, name: string): number {
  const value = textOf(element, name);
  if (value === '') return 0;
  if (!/^\d{1,9}$/.test(value))
    throw malformed(`has a count "${value.slice(0, 20)}" that is no whole number.`);
  return Number(value);
}

function textOf(element: Element, name: string): string {
  const value = Object.hasOwn(element, name) ? element[name] : '';
  return typeof value === 'string' ? value : '';
}

/** The first suite's instant, where it has one with a time zone: a local time says nothing of how old the report is. */
function firstTimestamp(root: Element): string | undefined {
  const [first] = elementsOf(root, 'testsuite');
  const at = textOf(root, '@timestamp') || (first ? textOf(first, '@timestamp') : '');
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/.test(at);
  return isInstant && Number.isFinite(Date.parse(at)) ? at : undefined;
}
