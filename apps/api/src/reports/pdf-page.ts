import PDFDocument from 'pdfkit';

/** Letters for most alphabets. By their files: a name of their own would have tables read the file for every cell. */
export const fonts = {
  body: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
} as const;

/** Sizes of letters and gaps, in points. */
export const sizes = { title: 20, section: 13, body: 9.5, small: 8, gap: 8 } as const;

const margin = 48;
const footer = 24;

interface PdfFrame {
  title: string;
  /** The clock of the document, so that the same report gives the same bytes. */
  producedAt: Date;
}

/** An empty A4 document in English, tagged for readers that speak it. */
export function newPdf({ title, producedAt }: PdfFrame): PDFKit.PDFDocument {
  const document = new PDFDocument({
    ...{ size: 'A4', margin, bufferPages: true, compress: true },
    ...{ pdfVersion: '1.7', tagged: true, lang: 'en', displayTitle: true },
    info: { Title: title, Creator: 'Countersign', CreationDate: producedAt, ModDate: producedAt },
  });
  return document.font(fonts.body).fontSize(sizes.body);
}

/** Numbers the pages below their text; readers that speak the document pass over it. */
export function numberPages(document: PDFKit.PDFDocument, title: string): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    // What is written into the margin would begin a page.
    document.page.margins.bottom = 0;
    document.markContent('Artifact', { type: 'Pagination' });
    document
      .font(fonts.body)
      .fontSize(sizes.small)
      .text(
        `${title} · page ${page - start + 1} of ${count}`,
        margin,
        document.page.height - margin + footer / 2,
        {
          lineBreak: false,
          ellipsis: true,
          width: document.page.width - 2 * margin,
        },
      );
    document.endMarkedContent();
  }
}
