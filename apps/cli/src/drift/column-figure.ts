import { escapeHtml, formatShare } from '@countersign/domain/report';
import { type Figure } from '../output/report';
import { type ColumnShape } from './column-shape';

const width = 340;
const height = 130;
/** Above the highest bar stands the legend. */
const top = 20;

/** Both sides of a column over the same bins: the reference as grey bars, the current side as an outline over them. */
export function columnFigure(column: string, verdict: string, shape: ColumnShape): Figure {
  const reference = shares(shape.reference);
  const current = shares(shape.current);
  const largest = Math.max(...reference, ...current) || 1;
  const step = width / shape.labels.length;
  const y = (share: number): string => (height - (share / largest) * (height - top)).toFixed(1);
  const bars = reference.map((share, bin) => {
    const text = `${shape.labels[bin]}: reference ${formatShare(share)}, current ${formatShare(current[bin]!)}`;
    const from = y(share);
    const tall = (height - Number(from)).toFixed(1);
    return `<rect x="${(bin * step + 1).toFixed(1)}" y="${from}" width="${(step - 2).toFixed(1)}" height="${tall}"><title>${escapeHtml(text)}</title></rect>`;
  });
  const outline = current
    .map(
      (share, bin) =>
        `${bin === 0 ? 'M' : 'L'}${(bin * step).toFixed(1)} ${y(share)}H${((bin + 1) * step).toFixed(1)}`,
    )
    .join('');
  const first = shape.labels[0]!;
  const last = shape.labels.at(-1)!;
  const svg = [
    `<svg width="${width}" viewBox="0 0 ${width} ${height + 20}" role="img" xmlns="http://www.w3.org/2000/svg">`,
    `<title>${escapeHtml(column)}</title>`,
    `<desc>${escapeHtml(`Shares of the rows, reference as bars and current as a line, from ${first} to ${last}. ${verdict}.`)}</desc>`,
    `<g fill="currentColor" fill-opacity="0.25">${bars.join('')}</g>`,
    `<path d="${outline}" fill="none" stroke="var(--mark)" stroke-width="2"/>`,
    `<text x="0" y="${height + 15}" font-size="12" fill="currentColor">${escapeHtml(shortened(first))}</text>`,
    `<text x="${width}" y="${height + 15}" font-size="12" fill="currentColor" text-anchor="end">${escapeHtml(shortened(last))}</text>`,
    `<text x="${width}" y="12" font-size="12" text-anchor="end" fill="currentColor"><tspan fill-opacity="0.4">■</tspan> reference <tspan fill="var(--mark)">―</tspan> current</text>`,
    '</svg>',
  ].join('');
  return { caption: `${column}: ${verdict}`, svg };
}

function shares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (total === 0 ? 0 : count / total));
}

const shortened = (label: string): string => (label.length > 22 ? `${label.slice(0, 21)}…` : label);
