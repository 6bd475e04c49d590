import { escapeHtml, formatNumber } from '@countersign/domain/report';
import { type EstimatedChunk, type EstimatedMetric } from '@countersign/statistics/estimation';
import { type Figure } from '../output/report';

const width = 720;
const height = 220;
const left = 64;
const bottom = 34;

/** One metric over the chunks: the estimate as a line in its band, realised values as dots, thresholds dashed. */
export function estimateFigure({ metric, threshold, chunks }: EstimatedMetric): Figure | null {
  const shown = chunks.flatMap(({ estimated, realised, lower, upper }) => [
    estimated,
    realised,
    lower,
    upper,
  ]);
  const values = [...shown, threshold.lower, threshold.upper].filter((value) => value !== null);
  if (values.length === 0) return null;
  const least = values.reduce((low, value) => Math.min(low, value), Infinity);
  const most = values.reduce((high, value) => Math.max(high, value), -Infinity);
  const span = most - least || 1;
  const across = (at: number): number => left + ((at + 0.5) * (width - left)) / chunks.length;
  const down = (value: number): number => 8 + (1 - (value - least) / span) * (height - 16);
  const alerts = chunks.filter(({ alert }) => alert === true).length;
  const description = `Estimated ${metric} of ${chunks.length} chunks from ${chunks[0]!.key} to ${chunks.at(-1)!.key}; ${alerts} beyond the threshold.`;
  const svg = [
    `<svg viewBox="0 0 ${width} ${height + bottom}" width="${width}" role="img" font-size="12" xmlns="http://www.w3.org/2000/svg">`,
    `<title>${escapeHtml(metric)}</title><desc>${escapeHtml(description)}</desc>`,
    band(chunks, across, down),
    [threshold.lower, threshold.upper].map((value) => dashed(value, down)).join(''),
    boundary(chunks, across),
    `<path d="${linePath(chunks, across, down)}" style="stroke:var(--mark)" stroke-width="2" fill="none"/>`,
    chunks.map((chunk, at) => dots(chunk, across(at), down)).join(''),
    [least, most].map((value) => text([left - 6, down(value) + 4], 'end', formatNumber(value))).join(''),
    text([left, height + 16], 'start', chunks[0]!.key),
    text([width, height + 16], 'end', chunks.at(-1)!.key),
    '</svg>',
  ].join('');
  const caption = `${metric}: estimate with band of ± 3 sampling errors, realised values as dots, thresholds dashed; left of the grey line lies the reference`;
  return { caption, svg };
}

type Across = (at: number) => number;
type Down = (value: number) => number;

/** One bar a chunk, so that a chunk without a band leaves a gap. */
function band(chunks: readonly EstimatedChunk[], across: Across, down: Down): string {
  const wide = ((width - left) / chunks.length) * 0.9;
  const bars = chunks.map(({ lower, upper }, at) => {
    if (lower === null || upper === null) return '';
    const top = down(upper);
    const tall = Math.max(1, down(lower) - top);
    return `<rect x="${(across(at) - wide / 2).toFixed(1)}" y="${top.toFixed(1)}" width="${wide.toFixed(1)}" height="${tall.toFixed(1)}"/>`;
  });
  return `<g style="fill:var(--mark)" fill-opacity="0.18">${bars.join('')}</g>`;
}

function linePath(chunks: readonly EstimatedChunk[], across: Across, down: Down): string {
  let isOpen = false;
  return chunks
    .map(({ estimated }, at) => {
      if (estimated === null) {
        isOpen = false;
        return '';
      }
      const command = isOpen ? 'L' : 'M';
      isOpen = true;
      return `${command}${across(at).toFixed(1)} ${down(estimated).toFixed(1)}`;
    })
    .join('');
}

function dots({ key, estimated, realised, alert }: EstimatedChunk, x: number, down: Down): string {
  const about = `${key}: estimated ${formatNumber(estimated)}, realised ${formatNumber(realised)}${alert ? ', alert' : ''}`;
  const title = `<title>${escapeHtml(about)}</title>`;
  const cross = (y: number): string =>
    `<path d="M${(x - 5).toFixed(1)} ${(y - 5).toFixed(1)}l10 10m0 -10l-10 10" style="stroke:var(--bad)" stroke-width="2">${title}</path>`;
  const dot = (y: number): string =>
    `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3" fill="currentColor">${title}</circle>`;
  return [
    realised === null ? '' : dot(down(realised)),
    alert === true && estimated !== null ? cross(down(estimated)) : '',
  ].join('');
}

function dashed(value: number | null, down: Down): string {
  if (value === null) return '';
  return `<path d="M${left} ${down(value).toFixed(1)}H${width}" stroke="currentColor" stroke-dasharray="5 4" opacity="0.7"/>`;
}

/** Between the reference and the analysis. */
function boundary(chunks: readonly EstimatedChunk[], across: Across): string {
  const first = chunks.findIndex(({ period }) => period === 'analysis');
  if (first < 1) return '';
  const x = ((across(first - 1) + across(first)) / 2).toFixed(1);
  return `<path d="M${x} 0V${height}" style="stroke:var(--line)" stroke-width="2"/>`;
}

const text = ([x, y]: readonly [number, number], anchor: 'start' | 'end', words: string): string =>
  `<text x="${x}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="currentColor">${escapeHtml(words)}</text>`;
