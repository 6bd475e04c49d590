import { type Drawing, type Mark } from './drawing';
import { escapeHtml } from './escape-html';

/** The words of a picture, and an id on the page that begins theirs. */
interface PictureWords {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Points of a drawing are this many CSS pixels, so that its smallest letters can be read. */
const scale = 1.5;

/** A drawing as SVG inside a page, in the page's colours, with its words for those who do not see it. */
export function renderSvg(
  { width, height, marks }: Drawing,
  { id, title, description }: PictureWords,
): string {
  return [
    `<svg width="${round(width * scale)}" viewBox="0 0 ${round(width)} ${round(height)}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-words" fill="currentColor">`,
    `<title id="${id}-title">${escapeHtml(title)}</title>`,
    `<desc id="${id}-words">${escapeHtml(description)}</desc>`,
    ...marks.map(markSvg),
    '</svg>',
  ].join('\n');
}

function markSvg(mark: Mark): string {
  const strength = mark.strength === undefined ? '' : ` opacity="${round(mark.strength)}"`;
  switch (mark.shape) {
    case 'line': {
      const [[x1, y1], [x2, y2]] = [mark.from, mark.to];
      const dashes = mark.isDashed ? ' stroke-dasharray="3 2"' : '';
      return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="currentColor" stroke-width="${round(mark.weight)}"${dashes}${strength}/>`;
    }
    case 'dot':
      return `<circle cx="${round(mark.at[0])}" cy="${round(mark.at[1])}" r="${round(mark.radius)}"${paint(mark.isHollow)}${strength}/>`;
    case 'box':
      return `<rect x="${round(mark.at[0])}" y="${round(mark.at[1])}" width="${round(mark.width)}" height="${round(mark.height)}"${paint(mark.isHollow)}${strength}/>`;
    case 'words': {
      const anchor = mark.anchor === undefined ? '' : ` text-anchor="${mark.anchor}"`;
      return `<text x="${round(mark.at[0])}" y="${round(mark.at[1])}" font-size="${round(mark.size)}"${anchor}${strength}>${escapeHtml(mark.text)}</text>`;
    }
  }
}

const paint = (isHollow = false): string => (isHollow ? ' class="hollow" stroke="currentColor"' : '');

const round = (points: number): string => String(Math.round(points * 100) / 100);
