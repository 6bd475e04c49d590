import { formatCount } from '../../../format/numbers';
import { palettes } from '../../../ui/palette';
import { cellNote, cellValue, measured, type CrossingMeasure } from './crossing-cell';
import { kindOf, rateStrength, ratioStrength, type CrossingGrid } from './crossing-grid';
import type { GroupRow } from './group-rows';

const size = { width: 110, height: 50, head: 170, top: 36 } as const;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const words = (x: number, y: number, text: string): string =>
  `<text x="${x}" y="${y}">${escape(text)}</text>`;

interface Drawn {
  grid: CrossingGrid;
  measure: CrossingMeasure;
  limit: number | null;
}

function box(row: GroupRow | null, measure: CrossingMeasure, place: string): string {
  const { ink, baseline, current } = palettes.light;
  const value = row === null ? null : measured(row, measure).value;
  const kind = kindOf(row, value);
  const edge = `<rect ${place} fill="none" stroke="${ink}"${kind === 'nobody' ? ' stroke-dasharray="2 3"' : ''}/>`;
  if (kind === 'small') return `<rect ${place} fill="url(#small)"/>${edge}`;
  if (kind !== 'shaded' || value == null) return edge;
  const strength = measure === 'rate' ? rateStrength(value) : ratioStrength(value);
  const colour = measure === 'ratio' && value < 1 ? current : baseline;
  return `<rect ${place} fill="${colour}" fill-opacity="${strength / 100}"/>${edge}`;
}

/** The crossing as a stand-alone drawing in light colours; every cell says what it shows. */
export function crossingSvg({ grid, measure, limit }: Drawn): string {
  const { surface, ink, line } = palettes.light;
  const width = size.head + grid.columns.length * size.width;
  const height = size.top + grid.rows.length * size.height;
  const cells = grid.rows.flatMap((name, row) => {
    const y = size.top + row * size.height;
    const own = grid.columns.map((_, column) => {
      const x = size.head + column * size.width;
      const cell = grid.at({ row, column });
      const place = `x="${x + 2}" y="${y + 2}" width="${size.width - 4}" height="${size.height - 4}"`;
      const lines = [
        ...(cell === null || cell.n === 0 ? [] : [cellValue(cell, measure), `n = ${formatCount(cell.n)}`]),
        cellNote(cell, measure, limit),
      ];
      return (
        box(cell, measure, place) + lines.map((text, at) => words(x + 8, y + 16 + 14 * at, text)).join('')
      );
    });
    return [words(6, y + 28, name), ...own];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="11" fill="${ink}">`,
    `<defs><pattern id="small" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2" height="8" fill="${line}"/></pattern></defs>`,
    `<rect width="100%" height="100%" fill="${surface}"/>`,
    ...grid.columns.map((name, column) => words(size.head + column * size.width + 6, 22, name)),
    ...cells,
    '</svg>',
  ].join('\n');
}
