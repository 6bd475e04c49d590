import { escapeOf, visibleText } from '@countersign/domain/report';
import PDFDocument from 'pdfkit';
import { fonts } from './pdf-page';

/** The font that is set, of which the types of pdfkit say nothing. */
interface FontHolder {
  readonly _font: { readonly font: Glyphs };
}

interface Glyphs {
  hasGlyphForCodePoint(code: number): boolean;
}

/** Read once: both are read for every document all the same. */
let known: readonly Glyphs[] | undefined;

/**
 * A text as a PDF can print it. A character that its letters lack, as of Chinese, Hindi or Thai and most pictures, would be an
 * empty box, the same for all of them: it is written as an escape, so that two groups can be told apart and looked up.
 * @example printableText('日本') // '\\u{65e5}\\u{672c}'
 */
export function printableText(text: string): string {
  const shown = visibleText(text);
  return isLatin.test(shown) ? shown : Array.from(shown, printed).join('');
}

/** Letters that every font has. */
const isLatin = /^[ -~\u00a0-\u024f]*$/;

function printed(character: string): string {
  known ??= Object.values(fonts).map(glyphsOf);
  const code = character.codePointAt(0)!;
  return known.every((font) => font.hasGlyphForCodePoint(code)) ? character : escapeOf(character);
}

function glyphsOf(path: string): Glyphs {
  const document = new PDFDocument({ autoFirstPage: false }).font(path);
  return (document as unknown as FontHolder)._font.font;
}
