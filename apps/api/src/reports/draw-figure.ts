import { type Drawing, type Mark, type Point } from '@countersign/domain/report';
import { printableText } from './printable-text';

/** Draws a picture with its upper left corner at `origin`. */
export function drawFigure(document: PDFKit.PDFDocument, drawing: Drawing, origin: Point): void {
  for (const mark of drawing.marks) {
    document.save();
    document.opacity(mark.strength ?? 1);
    drawMark(document, mark, ([x, y]) => [origin[0] + x, origin[1] + y]);
    document.restore();
  }
  // What was restored is not known to text that begins a page.
  document.fillColor('black');
}

function drawMark(document: PDFKit.PDFDocument, mark: Mark, placed: (point: Point) => Point): void {
  switch (mark.shape) {
    case 'line':
      document.lineWidth(mark.weight);
      if (mark.isDashed) document.dash(3, { space: 2 });
      document
        .moveTo(...placed(mark.from))
        .lineTo(...placed(mark.to))
        .stroke('black');
      return;
    case 'dot':
      document.lineWidth(1).circle(...placed(mark.at), mark.radius);
      paint(document, mark.isHollow);
      return;
    case 'box':
      document.lineWidth(0.5).rect(...placed(mark.at), mark.width, mark.height);
      paint(document, mark.isHollow);
      return;
    case 'words': {
      document.fontSize(mark.size);
      const [x, y] = placed(mark.at);
      const text = printableText(mark.text);
      const width = document.widthOfString(text);
      const shift = { start: 0, middle: width / 2, end: width }[mark.anchor ?? 'start'];
      document.text(text, x - shift, y, { lineBreak: false, baseline: 'alphabetic' });
    }
  }
}

function paint(document: PDFKit.PDFDocument, isHollow = false): void {
  if (isHollow) document.fillAndStroke('white', 'black');
  else document.fill('black');
}
