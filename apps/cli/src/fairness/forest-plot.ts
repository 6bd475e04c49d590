import { escapeHtml, formatNumber, formatShare } from '@countersign/domain/report';
import { type Estimate } from '@countersign/statistics/inference';
import { type Figure } from '../output/report';

/** One line of the plot. */
export interface ForestRow {
  name: string;
  rate: Estimate;
}

/** Two of them stand beside each other on a page. */
const width = 560;
const left = 200;
/** Beyond it is room for a share and the n of ten million rows. */
const right = 400;
const line = 24;
const longestName = 28;

/** A rate of every group as a point with its interval, the group's n beside it, on one axis from 0 to 1. */
export function forestPlot(caption: string, rows: readonly ForestRow[]): Figure {
  const height = 40 + line * rows.length;
  const marks = rows.map(({ name, rate }, at) => rowMarks(name, rate, 30 + line * at));
  const described = rows.map(
    ({ name, rate }) => `${name} ${formatShare(rate.value)} of ${formatNumber(rate.n)}`,
  );
  const svg = [
    `<svg width="${width}" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">`,
    `<title>${escapeHtml(caption)}</title>`,
    `<desc>${escapeHtml(described.join('; '))}</desc>`,
    ...[0, 0.25, 0.5, 0.75, 1].map((tick) => tickMark(tick, height)),
    ...marks,
    '</svg>',
  ].join('\n');
  return { caption, svg };
}

const x = (rate: number): number => Math.round((left + rate * (right - left)) * 10) / 10;

function tickMark(tick: number, height: number): string {
  const at = x(tick);
  return [
    `<line x1="${at}" y1="16" x2="${at}" y2="${height - 14}" stroke="currentColor" stroke-opacity="0.2"/>`,
    `<text x="${at}" y="12" text-anchor="middle" fill-opacity="0.7">${tick * 100} %</text>`,
  ].join('');
}

function rowMarks(name: string, rate: Estimate, y: number): string {
  const short = name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
  const label = `<text x="${left - 12}" y="${y + 4}" text-anchor="end">${escapeHtml(short)}</text>`;
  const interval = rate.status === 'ok' ? rate.interval : undefined;
  const range = interval
    ? `<line x1="${x(interval.lower)}" y1="${y}" x2="${x(interval.upper)}" y2="${y}" stroke="currentColor" stroke-width="2"/>`
    : '';
  const point = rate.value === null ? '' : `<circle cx="${x(rate.value)}" cy="${y}" r="4"/>`;
  const text = `${formatShare(rate.value)}, n ${formatNumber(Math.round(rate.n))}`;
  return `${label}${range}${point}<text x="${right + 16}" y="${y + 4}">${escapeHtml(text)}</text>`;
}
