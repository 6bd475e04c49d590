import { formatBrief } from '../../format/numbers';
import { word } from '../../format/words';
import { palettes } from '../../ui/palette';
import { toneOf } from '../../ui/verdict-badge';
import type { HeatGrid } from './heat-map';

const cell = { width: 96, height: 34, head: 170, top: 36 } as const;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const label = (x: number, y: number, text: string): string =>
  `<text x="${x}" y="${y}">${escape(text)}</text>`;

/** The grid as a stand-alone drawing in light colours; each cell says its value and its verdict in words. */
export function heatMapSvg(grid: HeatGrid): string {
  const { surface, ink, ...tones } = palettes.light;
  const width = cell.head + grid.windows.length * cell.width;
  const height = cell.top + grid.columns.length * cell.height;
  const heads = grid.windows.map((window, index) =>
    label(cell.head + index * cell.width + 6, 22, window.label),
  );
  const rows = grid.columns.flatMap((column, row) => {
    const y = cell.top + row * cell.height;
    const cells = grid.windows.map((window, index) => {
      const x = cell.head + index * cell.width;
      const result = grid.at(column, window.label);
      const colour = tones[result ? toneOf(result.verdict) : 'unknown'];
      const value = result?.estimate.value == null ? '–' : formatBrief(result.estimate.value);
      const verdict = word('verdict', result?.verdict ?? 'UNKNOWN');
      const box = `<rect x="${x + 2}" y="${y + 2}" width="${cell.width - 4}" height="${cell.height - 4}" fill="none" stroke="${colour}" stroke-width="2"/>`;
      return box + label(x + 8, y + 15, value) + label(x + 8, y + 28, verdict);
    });
    return [label(6, y + 21, column), ...cells];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="11" fill="${ink}">`,
    `<rect width="100%" height="100%" fill="${surface}"/>`,
    ...heads,
    ...rows,
    '</svg>',
  ].join('\n');
}
