import { formatMeasure } from '../../format/numbers';
import { windowLabel } from '../../format/times';
import { listOf, methodName } from '../../format/words';
import { t } from '../../texts';
import { latestEnded, worstVerdict, type Result, type Verdict } from '../monitoring/result';

/** Metrics of a run, the deciding ones first. */
function metricsOf(results: readonly Result[]): string[] {
  const ordered = [...results].sort((a, b) => Number(b.deciding) - Number(a.deciding));
  return [...new Set(ordered.map((result) => result.method))];
}

/** The results of one metric, in time order. */
const metricLine = (results: readonly Result[], metric: string): Result[] =>
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
    value === undefined ? t('ui.none') : formatMeasure(value);
  return t('monitoring.performance.sentence', {
    metric: methodName(metric),
    finding: metricFinding(line, metric),
    first: shown(values[0]),
    last: shown(values.at(-1)),
  });
}

/** What a run says: of the latest month that had ended, and of the last that could be judged when that is another. */
export interface RunFinding {
  verdict: Verdict;
  window: string;
  reason: string;
  judged?: { verdict: Verdict; window: string };
}

/** The run's finding: its verdict is the worst deciding one of the latest window that had ended when it ran. */
export function runFinding(results: readonly Result[], ranAt: string): RunFinding {
  const deciding = results.filter((result) => result.deciding);
  const verdictIn = ({ window }: Result): Verdict =>
    worstVerdict(deciding.filter((each) => each.window.start === window.start).map(({ verdict }) => verdict));
  const latest = latestEnded(deciding, ranAt);
  const reason = latest?.estimate.reason ?? t('monitoring.performance.noLabels');
  if (!latest) return { verdict: 'UNKNOWN', window: t('monitoring.performance.noWindow'), reason };
  const finding = { verdict: verdictIn(latest), window: windowLabel(latest.window), reason };
  const judged = latestEnded(
    deciding.filter(({ verdict }) => verdict !== 'UNKNOWN'),
    ranAt,
  );
  if (finding.verdict !== 'UNKNOWN' || !judged) return finding;
  return { ...finding, judged: { verdict: verdictIn(judged), window: windowLabel(judged.window) } };
}

/** An axis that begins and ends on a tick; `cut` when it leaves out the zero below its values. */
export interface Axis {
  min: number;
  max: number;
  interval: number;
  cut: boolean;
}

const leaps = [1, 2, 5, 10] as const;
const ticks = 6;

/** The smallest of 1, 2, 5 or 10 times a power of ten that covers a span in about six ticks. */
function tickStep(span: number): number {
  const power = 10 ** Math.floor(Math.log10(span / ticks));
  return power * (leaps.find((leap) => leap * power * ticks >= span) ?? 10);
}

/** The multiple of a step at an index, without the noise of binary fractions. */
const multiple = (index: number, step: number): number => Number((index * step).toPrecision(12));

/**
 * Axis range that holds values, bands and both lines with room around them, in whole ticks. It stays inside [0, 1]
 * when everything shown does.
 */
export function axisRange(line: readonly Result[]): Axis {
  const known = line
    .flatMap(({ estimate, alert, warning }) => [
      estimate.value,
      estimate.lower,
      estimate.upper,
      alert,
      warning,
    ])
    .filter((value) => value != null);
  if (known.length === 0) return { min: 0, max: 1, interval: 0.2, cut: false };
  const low = Math.min(...known);
  const high = Math.max(...known);
  const step = tickStep(high - low || Math.abs(high) || 1);
  // Half a tick of room, so that a line never lies on the frame.
  const below = Math.floor(low / step - 0.5);
  const above = Math.ceil(high / step + 0.5);
  const min = multiple(low >= 0 ? Math.max(0, below) : below, step);
  const top = multiple(above, step);
  return { min, max: high <= 1 ? Math.min(1, top) : top, interval: step, cut: min > 0 };
}
