import { type ReportTable } from '@countersign/domain/report';
import { fonts, sizes } from './pdf-page';

const padding = 3;

/**
 * Writes a table below what was written last, under `parent` in the tree of tags. A page that the table goes on to begins
 * with its heads again, as a table of its own: neither eyes nor readers have to go back for them.
 */
export function writeTable(
  document: PDFKit.PDFDocument,
  table: ReportTable,
  parent: PDFKit.PDFStructureElement,
): void {
  document.font(fonts.body).fontSize(sizes.small);
  const widths = columnWidths(document, table);
  const heads = table.columns.map(({ name }) => name);
  let rest = table.rows;
  do {
    const count = Math.max(1, rowsThatFit(document, [heads, ...rest], widths) - 1);
    writePiece(document, { ...table, rows: rest.slice(0, count) }, { widths, parent });
    rest = rest.slice(count);
    if (rest.length > 0) document.addPage();
  } while (rest.length > 0);
}

function writePiece(
  document: PDFKit.PDFDocument,
  { columns, rows }: ReportTable,
  { widths, parent }: { widths: number[]; parent: PDFKit.PDFStructureElement },
): void {
  const align = columns.map(({ isNumeric }) => ({ x: isNumeric ? ('right' as const) : ('left' as const) }));
  const cell = (text: string, column: number, isHead: boolean) => ({
    ...{ text, align: align[column]!, type: isHead ? ('TH' as const) : ('TD' as const) },
    ...(isHead && { font: { src: fonts.bold, size: sizes.small } }),
  });
  document.table({
    // The typings lack the tag that the table hangs under.
    ...{ structParent: parent },
    position: { x: document.page.margins.left, y: document.y },
    columnStyles: widths.map((width) => ({ width })),
    defaultStyle: { border: 0, padding },
    rowStyles: (row) => ({ backgroundColor: row === 0 ? '#e4e4e4' : row % 2 === 0 ? '#f4f4f4' : '#ffffff' }),
    data: [
      columns.map(({ name }, column) => cell(name, column, true)),
      ...rows.map((row) => row.map((text, column) => cell(text, column, column === 0))),
    ],
  });
  document.x = document.page.margins.left;
  // A page that begins within a later text takes up the colour that was set last, here that of the rows.
  document.fillColor('black').moveDown(0.8);
}

/** How many rows end above the lower margin; heights are measured as the table will lay them out. */
function rowsThatFit(
  document: PDFKit.PDFDocument,
  rows: readonly (readonly string[])[],
  widths: number[],
): number {
  let bottom = document.y;
  const fitting = rows.findIndex((row) => {
    bottom += rowHeight(document, row, widths);
    return bottom >= document.page.maxY();
  });
  return fitting < 0 ? rows.length : fitting;
}

function rowHeight(document: PDFKit.PDFDocument, row: readonly string[], widths: number[]): number {
  document.font(fonts.bold);
  const heights = row.map((text, column) =>
    document.heightOfString(text, { width: widths[column]! - 2 * padding }),
  );
  document.font(fonts.body);
  return Math.max(...heights) + 2 * padding + 1;
}

/**
 * Columns are as wide as their longest text. Where the page is narrower, each keeps its longest word, a cell of numbers
 * whole, and the room that is left goes to those that want more.
 */
function columnWidths(document: PDFKit.PDFDocument, { columns, rows }: ReportTable): number[] {
  const { width, margins } = document.page;
  const available = width - margins.left - margins.right;
  document.font(fonts.bold);
  const room = columns.map(({ name, isNumeric }, column) => {
    const texts = rows.map((row) => row[column] ?? '');
    const whole = isNumeric ? texts.filter((text) => /\d/.test(text)) : [];
    const words = [name, ...texts].flatMap((text) => text.split(/\s/));
    const widest = (parts: string[]) =>
      parts.reduce((most, part) => Math.max(most, document.widthOfString(part)), 0) + 2 * padding + 1;
    // A cell of numbers may be shorter than a word beside it.
    const least = Math.max(widest(words.filter((word) => word !== '')), widest(whole));
    return { full: Math.max(widest([name, ...texts]), least), least };
  });
  document.font(fonts.body);
  const sum = (key: 'full' | 'least') => room.reduce((total, each) => total + each[key], 0);
  if (sum('full') <= available) return room.map(({ full }) => full);
  // Words wider than the page are broken.
  const scale = Math.min(1, available / sum('least'));
  const share = Math.max(0, available - sum('least')) / Math.max(1, sum('full') - sum('least'));
  return room.map(({ full, least }) => least * scale + (full - least) * share);
}
