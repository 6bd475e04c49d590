import { escapeHtml } from '@countersign/domain/report';

export interface ChartPoint {
  x: number;
  y: number;
  /** Drawn as a bar through the point. */
  range?: readonly [number, number] | undefined;
}

export interface LineChart {
  title: string;
  /** For people who cannot see it. */
  description: string;
  axes: readonly [x: string, y: string];
  /** Both coordinates in [0, 1]. */
  points: readonly ChartPoint[];
  hasDiagonal: boolean;
}

const size = 320;
const left = 52;
const top = 12;
const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];

const across = (x: number): string => (left + x * size).toFixed(1);
const down = (y: number): string => (top + (1 - y) * size).toFixed(1);

/** A line over the unit square with axes, drawn in the page's own colours, so that it reads in light and dark. */
export function lineChart({ title, description, axes, points, hasDiagonal }: LineChart): string {
  const [width, height] = [left + size + 16, top + size + 44];
  const path = points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${across(x)} ${down(y)}`).join('');
  return [
    `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-size="12">`,
    `<title>${escapeHtml(title)}</title><desc>${escapeHtml(description)}</desc>`,
    ticks.map(tick).join(''),
    `<text x="${across(0.5)}" y="${height - 6}" text-anchor="middle" fill="currentColor">${escapeHtml(axes[0])}</text>`,
    `<text transform="translate(14 ${down(0.5)}) rotate(-90)" text-anchor="middle" fill="currentColor">${escapeHtml(axes[1])}</text>`,
    hasDiagonal
      ? `<path d="M${across(0)} ${down(0)}L${across(1)} ${down(1)}" stroke="currentColor" stroke-dasharray="4 4" opacity="0.6" fill="none"/>`
      : '',
    `<path d="${path}" style="stroke:var(--mark)" stroke-width="2" fill="none"/>`,
    points.map(bar).join(''),
    '</svg>',
  ].join('');
}

function tick(at: number): string {
  const text = at === 0 || at === 1 ? String(at) : at.toFixed(1);
  return [
    `<path d="M${across(at)} ${down(0)}V${down(1)}M${across(0)} ${down(at)}H${across(1)}" style="stroke:var(--line)" fill="none"/>`,
    `<text x="${across(at)}" y="${top + size + 16}" text-anchor="middle" fill="currentColor">${text}</text>`,
    `<text x="${left - 8}" y="${(Number(down(at)) + 4).toFixed(1)}" text-anchor="end" fill="currentColor">${text}</text>`,
  ].join('');
}

function bar({ x, y, range }: ChartPoint): string {
  if (range === undefined) return '';
  return `<path d="M${across(x)} ${down(range[0])}V${down(range[1])}" style="stroke:var(--mark)"/><circle cx="${across(x)}" cy="${down(y)}" r="3.5" style="fill:var(--mark)"/>`;
}
