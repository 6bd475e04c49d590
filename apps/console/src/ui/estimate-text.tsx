import type { ReactElement } from 'react';
import { formatCount, formatMeasure, formatPercent } from '../format/numbers';
import { t } from '../texts';

/** The parts of the wire's Estimate that are read on screen. */
export interface EstimateParts {
  value?: number | null;
  n: number;
  lower?: number | null;
  upper?: number | null;
  confidenceLevel?: number | null;
  method: string;
  status: 'OK' | 'NOT_COMPUTABLE';
  reason?: string | null;
}

/** The interval in words, `95% interval 0.89 to 0.92`, or undefined without one. */
function intervalText({ lower, upper, confidenceLevel }: EstimateParts): string | undefined {
  if (lower == null || upper == null) return undefined;
  const level = confidenceLevel == null ? '' : formatPercent(confidenceLevel);
  return t('ui.estimate.interval', {
    level,
    lower: formatMeasure(lower),
    upper: formatMeasure(upper),
  }).trim();
}

/** An estimate in one line for sentences and tables: value, interval and n, or why there is none. */
export function estimateSentence(estimate: EstimateParts): string {
  if (estimate.status !== 'OK' || estimate.value == null)
    return t('ui.estimate.unknown', { reason: estimate.reason ?? estimate.method });
  return [
    formatMeasure(estimate.value),
    intervalText(estimate),
    t('ui.estimate.n', { n: formatCount(estimate.n) }),
  ]
    .filter(Boolean)
    .join(', ');
}

/** A number with its interval, n and method; never a bare number, never a blank when it could not be computed. */
export function EstimateText({ estimate }: { estimate: EstimateParts }): ReactElement {
  if (estimate.status !== 'OK' || estimate.value == null)
    return (
      <span className="cs-muted">
        {t('ui.estimate.unknown', { reason: estimate.reason ?? estimate.method })}
      </span>
    );
  const interval = intervalText(estimate);
  return (
    <span className="cs-estimate" title={estimate.method}>
      <strong>{formatMeasure(estimate.value)}</strong>
      <span className="cs-muted">
        {interval ? `, ${interval}` : ''},{' '}
        <span className="cs-nowrap">{t('ui.estimate.n', { n: formatCount(estimate.n) })}</span>
      </span>
    </span>
  );
}
