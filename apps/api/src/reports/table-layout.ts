import { type ReportTable } from '@countersign/domain/report';
import { fonts } from './pdf-page';

/** Around the text of a cell, in points. */
export const padding = { across: 4.5, down: 3 } as const;

export interface TableColumn {
  isNumeric: boolean;
  width: number;
}

interface TableRow {
  texts: readonly string[];
  isHead: boolean;
}

/** A row with its height. */
export interface MeasuredRow extends TableRow {
  height: number;
  /** Of each text its width where it stands in one line, null where it does not. */
  lines: readonly (number | null)[];
}

/** The head and the names of the rows are bold. */
export const isBold = ({ isHead }: TableRow, column: number): boolean => isHead || column === 0;

/** A row as it will be laid out. */
export function measuredRow(
  document: PDFKit.PDFDocument,
  row: TableRow,
  layout: readonly TableColumn[],
): MeasuredRow {
  const cells = row.texts.map((text, column) => {
    document.font(isBold(row, column) ? fonts.bold : fonts.body);
    const room = layout[column]!.width - 2 * padding.across;
    const width = document.widthOfString(text);
    return width <= room
      ? { line: width, height: document.currentLineHeight(true) }
      : { line: null, height: document.heightOfString(text, { width: room }) };
  });
  const height = Math.max(0, ...cells.map((cell) => cell.height)) + 2 * padding.down + 1;
  return { ...row, height, lines: cells.map(({ line }) => line) };
}

/**
 * Columns are as wide as their longest text. Where the page is narrower, each keeps its longest word, a cell of numbers
 * whole, and the room that is left goes to those that want more.
 */
export function columnWidths(
  document: PDFKit.PDFDocument,
  { columns, rows }: Pick<ReportTable, 'columns' | 'rows'>,
): number[] {
  const { width, margins } = document.page;
  const available = width - margins.left - margins.right;
  const room = columns.map(({ name, isNumeric }, column) => {
    const texts = rows.map((row) => row[column] ?? '');
    const whole = isNumeric ? texts.filter((text) => /\d/.test(text)) : [];
    const font = column === 0 ? fonts.bold : fonts.body;
    const head = {
      full: widest(document, fonts.bold, [name]),
      least: widest(document, fonts.bold, wordsOf([name])),
    };
    // A cell of numbers may be shorter than a word beside it.
    const least = Math.max(head.least, widest(document, font, wordsOf(texts)), widest(document, font, whole));
    return { full: Math.max(head.full, widest(document, font, texts), least), least };
  });
  const sum = (key: 'full' | 'least') => room.reduce((total, each) => total + each[key], 0);
  if (sum('full') <= available) return room.map(({ full }) => full);
  // Words wider than the page are broken.
  const scale = Math.min(1, available / sum('least'));
  const share = Math.max(0, available - sum('least')) / Math.max(1, sum('full') - sum('least'));
  return room.map(({ full, least }) => least * scale + (full - least) * share);
}

const wordsOf = (texts: readonly string[]): string[] => texts.flatMap((text) => text.split(/\s/));

/** The width of the column that the widest of some texts needs; measured in the font they are written in, which remembers. */
function widest(document: PDFKit.PDFDocument, font: string, texts: readonly string[]): number {
  document.font(font);
  const widths = [...new Set(texts)].map((text) => document.widthOfString(text));
  return widths.reduce((most, width) => Math.max(most, width), 0) + 2 * padding.across + 1;
}
