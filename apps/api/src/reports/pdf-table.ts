import { type ReportTable } from '@countersign/domain/report';
import { fonts, sizes } from './pdf-page';
import { printableText } from './printable-text';
import {
  columnWidths,
  isBold,
  type MeasuredRow,
  measuredRow,
  padding,
  type TableColumn,
} from './table-layout';

/**
 * Writes a table below what was written last, under `parent` in the tree of tags. A page that the table goes on to begins
 * with its heads again, as a table of its own: neither eyes nor readers have to go back for them.
 */
export function writeTable(
  document: PDFKit.PDFDocument,
  table: ReportTable,
  parent: PDFKit.PDFStructureElement,
): void {
  const columns = table.columns.map(({ name, ...column }) => ({ ...column, name: printableText(name) }));
  const rows = table.rows.map((row) => row.map(printableText));
  document.font(fonts.body).fontSize(sizes.small);
  const widths = columnWidths(document, { columns, rows });
  const layout = columns.map(({ isNumeric = false }, at) => ({ isNumeric, width: widths[at]! }));
  const head = measuredRow(document, { texts: columns.map(({ name }) => name), isHead: true }, layout);
  let rest = rows.map((texts) => measuredRow(document, { texts, isHead: false }, layout));
  do {
    const count = Math.max(1, rowsThatFit(document, [head, ...rest]) - 1);
    writePiece(document, [head, ...rest.slice(0, count)], { layout, parent });
    rest = rest.slice(count);
    if (rest.length > 0) document.addPage();
  } while (rest.length > 0);
}

/** How many rows end above the lower margin. */
function rowsThatFit(document: PDFKit.PDFDocument, rows: readonly MeasuredRow[]): number {
  let bottom = document.y;
  const fitting = rows.findIndex(({ height }) => {
    bottom += height;
    return bottom >= document.page.maxY();
  });
  return fitting < 0 ? rows.length : fitting;
}

interface PiecePlace {
  layout: readonly TableColumn[];
  parent: PDFKit.PDFStructureElement;
}

function writePiece(
  document: PDFKit.PDFDocument,
  rows: readonly MeasuredRow[],
  { layout, parent }: PiecePlace,
): void {
  const table = document.struct('Table');
  parent.add(table);
  let { y } = document;
  for (const [index, row] of rows.entries()) {
    shade(document, { row, index, y }, layout);
    const element = document.struct('TR');
    table.add(element);
    let x = document.page.margins.left;
    for (const [at, column] of layout.entries()) {
      element.add(cellElement(document, row, { at, column, x, y }));
      x += column.width;
    }
    element.end();
    y += row.height;
  }
  table.end();
  document.x = document.page.margins.left;
  document.y = y;
  document.font(fonts.body).moveDown(0.8);
}

interface ShadedRow {
  row: MeasuredRow;
  index: number;
  y: number;
}

/** The colour behind a row, which says nothing. */
function shade(
  document: PDFKit.PDFDocument,
  { row, index, y }: ShadedRow,
  layout: readonly TableColumn[],
): void {
  const width = layout.reduce((sum, column) => sum + column.width, 0);
  const colour = row.isHead ? '#e4e4e4' : index % 2 === 0 ? '#f4f4f4' : '#ffffff';
  document.markContent('Artifact', { type: 'Layout' });
  document.rect(document.page.margins.left, y, width, row.height).fill(colour);
  document.endMarkedContent();
  document.fillColor('black');
}

interface CellPlace {
  at: number;
  column: TableColumn;
  x: number;
  y: number;
}

function cellElement(
  document: PDFKit.PDFDocument,
  row: MeasuredRow,
  { at, column, x, y }: CellPlace,
): PDFKit.PDFStructureElement {
  const [text, line] = [row.texts[at] ?? '', row.lines[at] ?? null];
  const write = () => {
    document.font(isBold(row, at) ? fonts.bold : fonts.body);
    const room = column.width - 2 * padding.across;
    const left = x + padding.across;
    if (line === null) {
      document.text(text, left, y + padding.down, {
        width: room,
        align: column.isNumeric ? 'right' : 'left',
      });
    } else {
      document.text(text, column.isNumeric ? left + room - line : left, y + padding.down, {
        lineBreak: false,
      });
    }
  };
  // The typings lack what a head is the head of.
  const scope: object = { ...(isBold(row, at) && { scope: row.isHead ? 'Column' : 'Row' }) };
  return document.struct(isBold(row, at) ? 'TH' : 'TD', scope, write);
}
