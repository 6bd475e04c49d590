import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import {
  type ReportDocument,
  type ReportFigure,
  type ReportPart,
  type ReportSection,
  type ReportTable,
  visibleText,
} from '@countersign/domain/report';
import { drawFigure } from './draw-figure';
import { fonts, newPdf, numberPages, sizes } from './pdf-page';
import { writeTable } from './pdf-table';
import { printableText } from './printable-text';

/** A file inside the PDF, for machines: what the report was made from. */
interface AttachedFile {
  name: string;
  mediaType: string;
  description: string;
  content: string;
}

interface PdfOptions {
  producedAt: Date;
  /** Null where the reader may not have what it was made from. */
  attachment: AttachedFile | null;
}

/**
 * A report as a tagged PDF: headings, paragraphs, lists, tables with their heads, and pictures with their words stand in a
 * tree that readers speak. The same report with the same time gives the same bytes.
 */
export async function renderPdf(
  report: ReportDocument,
  { producedAt, attachment }: PdfOptions,
): Promise<Buffer> {
  const document = newPdf({ title: report.title, producedAt });
  const bytes = buffer(document as unknown as NodeJS.ReadableStream);
  if (attachment) attach(document, attachment, producedAt);
  const root = document.struct('Document', { title: report.title });
  document.addStructure(root);
  const writer = new PartWriter(document, root);
  writer.line(report.title, { size: sizes.title, type: 'H1' });
  for (const text of report.lead) writer.line(text);
  for (const section of report.sections) await writeSection(document, root, section);
  root.end();
  numberPages(document, printableText(report.title));
  document.end();
  return bytes;
}

function attach(
  document: PDFKit.PDFDocument,
  { content, name, mediaType: type, description }: AttachedFile,
  at: Date,
): void {
  document.file(Buffer.from(content), {
    ...{ name, type, description },
    ...{ creationDate: at, modifiedDate: at },
  });
}

async function writeSection(
  document: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  { title, basis, parts }: ReportSection,
): Promise<void> {
  const element = document.struct('Sect', { title });
  root.add(element);
  const writer = new PartWriter(document, element);
  writer.keepTogether(80);
  document.moveDown(0.8);
  document.outline.addItem(title);
  writer.line(title, { size: sizes.section, type: 'H2' });
  if (basis !== undefined) writer.line(basis, { size: sizes.small });
  for (const part of parts) {
    writer.write(part);
    // Setting type is work for the one thread that answers everybody: others come in between.
    await setImmediate();
  }
  element.end();
}

interface LineStyle {
  size?: number;
  type?: 'Caption' | 'H1' | 'H2' | 'P';
}

/** Writes parts of a section, each under its tag. */
class PartWriter {
  constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly parent: PDFKit.PDFStructureElement,
  ) {}

  write(part: ReportPart): void {
    switch (part.kind) {
      case 'text':
        return this.line(part.text);
      case 'list':
        return this.list(part.items);
      case 'facts':
        return this.table({
          caption: '',
          columns: [{ name: 'What' }, { name: 'Stated' }],
          rows: part.facts.map(([name, value]) => [name, value]),
        });
      case 'table':
        return this.table(part);
      case 'figure':
        return this.figure(part);
    }
  }

  line(text: string, { size = sizes.body, type = 'P' }: LineStyle = {}): void {
    this.document.font(type === 'P' ? fonts.body : fonts.bold).fontSize(size);
    this.document.text(printableText(text), { structParent: this.parent, structType: type, lineGap: 1.5 });
    this.document.font(fonts.body).fontSize(sizes.body).moveDown(0.4);
  }

  /** Begins a page when less than so many points are left on this one. */
  keepTogether(points: number): void {
    if (this.document.y + points > this.document.page.maxY()) this.document.addPage();
  }

  private list(items: readonly string[]): void {
    if (items.length === 0) return;
    this.document.font(fonts.body).fontSize(sizes.body);
    const element = this.document.struct('L');
    this.parent.add(element);
    this.document.list(items.map(printableText), {
      ...{ bulletRadius: 1.5, textIndent: 12, lineGap: 1.5 },
      // The bullet is drawn, and says nothing.
      ...{ structParent: element, structTypes: ['LI', null, 'LBody'] },
    });
    element.end();
    this.document.moveDown(0.4);
  }

  private table(table: ReportTable): void {
    this.keepTogether(60);
    if (table.caption !== '') this.line(table.caption, { type: 'Caption', size: sizes.body });
    writeTable(this.document, table, this.parent);
  }

  private figure({ caption, description, drawing }: ReportFigure): void {
    this.keepTogether(drawing.height + 40);
    this.line(caption, { type: 'Caption' });
    const { x, y } = this.document;
    const element = this.document.struct('Figure', { alt: visibleText(description) }, () =>
      drawFigure(this.document, drawing, [x, y]),
    );
    this.parent.add(element);
    element.end();
    this.document.x = x;
    this.document.y = y + drawing.height + sizes.gap;
  }
}
