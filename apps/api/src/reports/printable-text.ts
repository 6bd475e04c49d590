import { visibleText } from '@countersign/domain/report';
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
 * empty box, the same for all of them: a run of such is written as an escape, so that two groups can be told apart and looked
 * up. Between its numbers a line may end.
 * @example printableText('日本') // '\\u{65e5 672c}'
 */
export function printableText(text: string): string {
  const shown = visibleText(text);
  if (isLatin.test(shown)) return shown;
  let printed = '';
  let missing: string[] = [];
  for (const character of [...shown, '']) {
    if (character !== '' && !isPrintable(character)) {
      missing.push(character.codePointAt(0)!.toString(16));
      continue;
    }
    if (missing.length > 0) printed += `\\u{${missing.join(' ')}}`;
    missing = [];
    printed += character;
  }
  return printed;
}

/** Letters that every font has. */
const isLatin = /^[ -~\u00a0-\u024f]*$/;

function isPrintable(character: string): boolean {
  known ??= Object.values(fonts).map(glyphsOf);
  return known.every((font) => font.hasGlyphForCodePoint(character.codePointAt(0)!));
}

function glyphsOf(path: string): Glyphs {
  const document = new PDFDocument({ autoFirstPage: false }).font(path);
  return (document as unknown as FontHolder)._font.font;
}
