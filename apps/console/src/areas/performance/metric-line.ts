import { formatNumber } from '../../format/numbers';
import { windowLabel } from '../../format/times';
import { listOf, methodName } from '../../format/words';
import { t } from '../../texts';
import { severityOf, type Result, type Verdict } from '../monitoring/result';

/** Metrics of a run, the deciding ones first. */
export function metricsOf(results: readonly Result[]): string[] {
  const ordered = [...results].sort((a, b) => Number(b.deciding) - Number(a.deciding));
  return [...new Set(ordered.map((result) => result.method))];
}

/** The results of one metric, in time order. */
export const metricLine = (results: readonly Result[], metric: string): Result[] =>
  results
    .filter((result) => result.method === metric && result.column == null)
    .sort((a, b) => a.window.start.localeCompare(b.window.start));

/** All metrics of a run, the one in view (the wanted one, else the first deciding one) and its line. */
export function chosenLine(results: readonly Result[], wanted: string | undefined) {
  const metrics = metricsOf(results);
  const metric = metrics.find((name) => name === wanted) ?? metrics[0];
  return { metrics, metric, line: metric === undefined ? [] : metricLine(results, metric) };
}

/** What the line shows, as a finding. */
export function metricFinding(line: readonly Result[], metric: string): string {
  const name = methodName(metric);
  const alerts = line
    .filter((result) => result.verdict === 'ALERT')
    .map((result) => windowLabel(result.window));
  if (alerts.length > 0)
    return t('monitoring.performance.finding.alert', {
      metric: name,
      count: alerts.length,
      windows: listOf(alerts),
    });
  if (line.every((result) => result.estimate.value == null))
    return t('monitoring.performance.finding.unknown', { metric: name });
  return t('monitoring.performance.finding.quiet', { metric: name });
}

/** First and last computed values of the line, in words. */
export function metricSentence(line: readonly Result[], metric: string): string {
  const values = line.flatMap(({ estimate }) => (estimate.value == null ? [] : [estimate.value]));
  const shown = (value: number | undefined): string =>
    value === undefined ? t('ui.none') : formatNumber(value);
  return t('monitoring.performance.sentence', {
    metric: methodName(metric),
    finding: metricFinding(line, metric),
    first: shown(values[0]),
    last: shown(values.at(-1)),
  });
}

/** The worst deciding verdict of the last window in which something could be judged; unknown without one. */
export function latestVerdict(results: readonly Result[]): {
  verdict: Verdict;
  window: string;
  reason: string;
} {
  const deciding = results
    .filter((result) => result.deciding)
    .sort((a, b) => b.window.start.localeCompare(a.window.start));
  const judged = deciding.find((result) => result.verdict !== 'UNKNOWN');
  const window = judged ?? deciding[0];
  const ofWindow = deciding.filter((result) => window && result.window.start === window.window.start);
  const verdict = ofWindow.reduce<Verdict>(
    (worst, next) => (severityOf(next.verdict) > severityOf(worst) ? next.verdict : worst),
    'UNKNOWN',
  );
  return {
    verdict,
    window: window ? windowLabel(window.window) : '',
    reason: window?.estimate.reason ?? t('monitoring.performance.noLabels'),
  };
}

/** Axis range that holds values, bands and the alert line in whole steps, so that a cut axis is plain to see. */
export function axisRange(line: readonly Result[]): { min: number; max: number } {
  const values = line.flatMap(({ estimate, alert }) => [
    estimate.value,
    estimate.lower,
    estimate.upper,
    alert,
  ]);
  const known = values.filter((value): value is number => value != null);
  const low = Math.min(...known, Infinity);
  const high = Math.max(...known, -Infinity);
  if (!Number.isFinite(low)) return { min: 0, max: 1 };
  const step = 10 ** Math.floor(Math.log10(high - low || 1)) / 2;
  const min = Math.floor(low / step) * step;
  return { min: low >= 0 ? Math.max(0, min) : min, max: Math.ceil(high / step) * step };
}
