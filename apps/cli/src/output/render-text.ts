import { styleText } from 'node:util';
import { visibleText } from '@countersign/domain/report';
import { type Cell, type Report, type ReportTable, type Tone } from './report';
import { cutToWidth, textWidth } from './text-width';

/** A longer cell is cut: one value must not push the others off the screen. */
const widestCell = 60;

type Style = Parameters<typeof styleText>[0];

const styles: Record<Tone, Style> = {
  good: 'green',
  bad: 'red',
  warning: 'yellow',
  muted: 'gray',
};

/** Whether to paint has been decided, by the stream that the text goes to. */
const paint = (style: Style, text: string): string => styleText(style, text, { validateStream: false });

/**
 * A report as text: lead, tables in columns (numbers to the right where the table says so), notes. Figures are for the
 * HTML page only. Control characters of the data come out as escapes.
 */
export function renderText(report: Report, hasColour: boolean): string {
  const bold = (text: string): string => (hasColour ? paint('bold', text) : text);
  const blocks = [
    bold(visibleText(report.title)),
    report.lead.map(visibleText).join('\n'),
    ...report.tables.map((table) => tableText(table, { hasColour, bold })),
    report.notes.map((note) => `- ${visibleText(note)}`).join('\n'),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

interface Look {
  hasColour: boolean;
  bold: (text: string) => string;
}

function tableText({ caption, columns, rows }: ReportTable, { hasColour, bold }: Look): string {
  const texts = rows.map((row) => row.map((cell) => cutToWidth(visibleText(textOf(cell)), widestCell)));
  const names = columns.map(({ name }) => cutToWidth(visibleText(name), widestCell));
  const widths = columns.map((_, at) =>
    texts.reduce((widest, row) => Math.max(widest, textWidth(row[at] ?? '')), textWidth(names[at] ?? '')),
  );
  const line = (cells: string[], painter: (text: string, at: number) => string): string =>
    columns
      .map(({ align }, at) => {
        const text = cells[at] ?? '';
        const padding = ' '.repeat((widths[at] ?? 0) - textWidth(text));
        return align === 'right' ? padding + painter(text, at) : painter(text, at) + padding;
      })
      .join('  ')
      .trimEnd();
  const body = texts.map((cells, row) =>
    line(cells, (text, at) => (hasColour ? painted(text, rows[row]?.[at]) : text)),
  );
  const head = line(names, (text) => bold(text));
  return [
    bold(visibleText(caption)),
    head,
    widths.map((width) => '-'.repeat(width)).join('  '),
    ...body,
  ].join('\n');
}

function painted(text: string, cell: Cell | undefined): string {
  return typeof cell === 'object' && text !== '' ? paint(styles[cell.tone], text) : text;
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);
