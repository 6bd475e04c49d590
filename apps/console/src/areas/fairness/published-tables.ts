import { type PublishedRow, type PublishedTable } from '@countersign/statistics/fairness-evidence';
import Papa from 'papaparse';
import { t } from '../../texts';

/** What cannot be read, with its line in the pasted text. */
export interface PasteFault {
  line: number;
  message: string;
}

export interface PastedTables {
  tables: PublishedTable[];
  faults: PasteFault[];
}

type Role = 'attribute' | 'impactRatio' | 'n' | 'rate' | 'selected';

/** What a head names, by the words that published audits use; whatever else it says names an attribute. */
const heads: readonly (readonly [Exclude<Role, 'attribute'>, RegExp])[] = [
  ['impactRatio', /ratio/i],
  ['rate', /\brate\b|%\s*selected/i],
  ['selected', /selected|hired|advanced|above/i],
  ['n', /applicant|candidate|people|persons|^\s*(n|total|count)\s*$/i],
];

const unknownLine = /^\W*(?:number of )?(?:people of |applicants of )?unknown[^\d]*([\d,. ]+)\s*$/i;
const nothing = /^(?:n\/?a|[-–—*])?$/i;

/**
 * Reads tables as they are copied from a page, a PDF or a spreadsheet: tabs, commas, semicolons or bars between cells, a
 * line of heads first, blank lines between tables. A line "Unknown: 250" counts people of unknown category. A blank group
 * means the one above it.
 */
export function parsePublishedTables(text: string): PastedTables {
  const faults: PasteFault[] = [];
  const tables: PublishedTable[] = [];
  let unknown: number | null = null;
  for (const block of blocksOf(text)) {
    const rows = block.lines.filter(({ text: line }) => {
      const found = unknownLine.exec(line)?.[1];
      if (found !== undefined) unknown = wholeNumber(found);
      return found === undefined;
    });
    const table = readBlock(rows, faults);
    if (table) tables.push(table);
  }
  return { tables: tables.map((table) => ({ ...table, unknown })), faults };
}

interface Line {
  number: number;
  text: string;
}

function blocksOf(text: string): { lines: Line[] }[] {
  const blocks: { lines: Line[] }[] = [{ lines: [] }];
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    if (/^[\s,;|]*$/.test(line)) blocks.push({ lines: [] });
    else blocks.at(-1)!.lines.push({ number: index + 1, text: line });
  });
  return blocks.filter(({ lines }) => lines.length > 0);
}

function readBlock(lines: readonly Line[], faults: PasteFault[]): PublishedTable | null {
  const cells = Papa.parse<string[]>(lines.map(({ text }) => text).join('\n'), {
    delimitersToGuess: ['\t', ',', ';', '|'],
  }).data.map((row) => row.map((cell) => cell.trim()));
  const at = cells.findIndex((row) => row.some((cell) => roleOf(cell) !== 'attribute'));
  if (at < 0) {
    // A title above a table stands alone.
    if (lines.length > 1) faults.push({ line: lines[0]!.number, message: t('fairness.published.noHeads') });
    return null;
  }
  const roles = cells[at]!.map(roleOf);
  const attributes = cells[at]!.filter((_, column) => roles[column] === 'attribute').map(attributeName);
  if (attributes.length === 0) {
    faults.push({ line: lines[at]!.number, message: t('fairness.published.noGroup') });
    return null;
  }
  const rows: PublishedRow[] = [];
  for (const [index, row] of cells.entries()) {
    if (index <= at) continue;
    try {
      rows.push(readRow(row, roles, rows.at(-1)));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      faults.push({ line: lines[index]!.number, message: error.message });
    }
  }
  return { attributes, rows, unknown: null };
}

/** What is wrong with a row. */
class Unreadable extends Error {}

const roleOf = (head: string): Role => heads.find(([, words]) => words.test(head))?.[0] ?? 'attribute';

/** "Sex Categories" and "Sex" are one attribute. */
const attributeName = (head: string): string =>
  head
    .replace(/\b(categor(?:y|ies)|groups?)\b/gi, '')
    .trim()
    .toLowerCase();

function readRow(
  cells: readonly string[],
  roles: readonly Role[],
  above: PublishedRow | undefined,
): PublishedRow {
  if (cells.length > roles.length)
    throw new Unreadable(t('fairness.published.tooManyCells', { n: cells.length, of: roles.length }));
  const of = (role: Role) => roles.flatMap((each, column) => (each === role ? [cells[column] ?? ''] : []));
  const group = of('attribute').map((name, index) => (name === '' ? (above?.group[index] ?? '') : name));
  if (group.includes('')) throw new Unreadable(t('fairness.published.noName'));
  return {
    group,
    n: countOf(of('n')[0]),
    selected: countOf(of('selected')[0]),
    rate: printedOf(of('rate')[0]),
    impactRatio: printedOf(of('impactRatio')[0]),
  };
}

const noNumber = (text: string) => new Unreadable(t('fairness.published.noNumber', { text }));

function countOf(text = ''): number | null {
  if (nothing.test(text)) return null;
  const count = wholeNumber(text);
  if (count === null) throw noNumber(text);
  return count;
}

function wholeNumber(text: string): number | null {
  const digits = text.trim().replace(/[,. ](?=\d{3}(?:\D|$))/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : null;
}

/** As printed: what it may have been rounded from is worked out by the check. */
function printedOf(text = ''): string | null {
  if (nothing.test(text)) return null;
  if (!/^(?:\d+(?:\.\d*)?|\.\d+)\s*%?$/.test(text)) throw noNumber(text);
  return text.replace(/\.(?=\s*%?$)/, '');
}
