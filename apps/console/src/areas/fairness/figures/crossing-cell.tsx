import type { CSSProperties, ReactElement } from 'react';
import { formatBrief, formatCount, formatPercent } from '../../../format/numbers';
import { t } from '../../../texts';
import type { EstimateParts } from '../../../ui/estimate-text';
import type { HeatCell } from '../../../ui/heat-table';
import { kindOf, rateStrength, ratioStrength } from './crossing-grid';
import type { GroupRow } from './group-rows';

export const measures = ['rate', 'ratio'] as const;
export type CrossingMeasure = (typeof measures)[number];

/** What of a group colours its cell: its rate, or its ratio to the reference, which is 1 for the reference itself. */
export function measured(row: GroupRow, measure: CrossingMeasure): Pick<EstimateParts, 'value' | 'reason'> {
  if (measure === 'rate') return row.rate;
  if (row.ratio) return row.ratio;
  return row.isReference ? { value: 1 } : { value: null };
}

/** The number of a cell. */
export function cellValue(row: GroupRow, measure: CrossingMeasure): string {
  const { value } = measured(row, measure);
  if (value == null) return t('fairnessFigures.crossing.none');
  return measure === 'rate' ? formatPercent(value) : formatBrief(value);
}

/** What is to be said of a cell beside its number. */
export function cellNote(row: GroupRow | null, measure: CrossingMeasure, limit: number | null): string {
  const value = row === null ? null : measured(row, measure).value;
  const kind = kindOf(row, value);
  if (kind === 'nobody') return t('fairnessFigures.crossing.nobody');
  if (kind === 'small') return t('fairnessFigures.crossing.small');
  if (measure === 'rate' || value == null) return '';
  if (row?.isReference) return t('fairnessFigures.reference');
  return isBeyond(value, limit) ? t('fairnessFigures.crossing.beyond') : '';
}

const isBeyond = (ratio: number, limit: number | null): boolean =>
  limit !== null && (ratio < limit || ratio > 1 / limit);

interface CellOf {
  name: string;
  row: GroupRow | null;
  measure: CrossingMeasure;
  /** The smallest ratio that passes. */
  limit: number | null;
}

/** One crossing as a coloured cell: number, n and what weakens it in words. */
export function crossingCell({ name, row, measure, limit }: CellOf): HeatCell {
  const note = cellNote(row, measure, limit);
  if (row === null || row.n === 0) {
    const label = t('fairnessFigures.crossing.emptyLabel', { name });
    return { label, className: 'cs-crossing cs-crossing-nobody', content: <span>{note}</span> };
  }
  const { value } = measured(row, measure);
  const words = { name, value: cellValue(row, measure), n: formatCount(row.n), note };
  const isBelow = measure === 'ratio' && row.eligible && value != null && isBeyond(value, limit);
  return {
    label: t(note ? 'fairnessFigures.crossing.labelNote' : 'fairnessFigures.crossing.label', words),
    className: `cs-crossing cs-crossing-${kindOf(row, value)}${isBelow ? ' cs-crossing-beyond' : ''}`,
    style: value == null ? undefined : shade(value, measure),
    content: <CellWords value={words.value} n={words.n} note={note} />,
  };
}

function shade(value: number, measure: CrossingMeasure): CSSProperties {
  const strength = measure === 'rate' ? rateStrength(value) : ratioStrength(value);
  const colour = measure === 'ratio' && value < 1 ? 'current' : 'baseline';
  return { '--cs-shade': `var(--cs-${colour})`, '--cs-strength': `${strength}%` } as CSSProperties;
}

function CellWords({ value, n, note }: { value: string; n: string; note: string }): ReactElement {
  return (
    <>
      {/* The gaps between the words are read, though not drawn. */}
      <span className="cs-crossing-value">{value}</span> <span>{t('ui.estimate.n', { n })}</span>{' '}
      {note ? <span>{note}</span> : null}
    </>
  );
}
