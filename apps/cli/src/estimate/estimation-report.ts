import { formatNumber } from '@countersign/domain/report';
import { type EstimatedMetric, type ExpectedRate } from '@countersign/statistics/estimation';
import { type Cell, type Report, type ReportTable } from '../output/report';
import { estimateFigure } from './estimate-figure';
import { type EstimateRequest } from './estimate-request';
import { type EstimateFindings } from './findings';

/** The findings for people. */
export function estimationReport(request: EstimateRequest, findings: EstimateFindings): Report {
  const { metrics, groups, calibrated, method } = findings;
  const alerts = metrics.flatMap(({ metric, chunks }) =>
    chunks
      .filter(({ alert, period }) => alert && period === 'analysis')
      .map(({ key }) => `${metric} in ${key}`),
  );
  const figures = metrics.map(estimateFigure).filter((figure) => figure !== null);
  return {
    title: `Estimated performance: ${request.analysis}`,
    lead: [
      alerts.length === 0
        ? 'No estimate of the analysis period lies beyond its threshold.'
        : `${alerts.length} estimates of the analysis period lie beyond their threshold: ${alerts.slice(0, 10).join(', ')}${alerts.length > 10 ? ' and more' : ''}.`,
    ],
    tables: [...metrics.map(metricTable), ...(groups === null ? [] : [groupTable(groups), gapTable(groups)])],
    figures,
    notes: [
      method === 'cbpe'
        ? `Confidence-based estimation${calibrationNote(calibrated)}.`
        : 'Direct loss estimation: boosted trees learnt the size of the errors on the reference.',
      'The estimate holds while the relation between inputs and label stays as it was (no concept drift). Labels, when they come, tell.',
      'Thresholds: mean ± 3 standard deviations of the realised values of the reference chunks. Bands: ± 3 sampling errors; in simulations without concept drift they held the realised value in 96 to 100 % of the chunks.',
    ],
  };
}

/** Several classes are calibrated or not one by one. */
function calibrationNote(calibrated: boolean | null): string {
  if (calibrated === null) return ', each class against the rest';
  return calibrated
    ? '; scores calibrated on the reference'
    : '; scores taken as probabilities, since calibration would not help';
}

function metricTable({ metric, threshold, chunks }: EstimatedMetric): ReportTable {
  const { lower, upper } = threshold;
  return {
    caption: `${metric}, expected between ${formatNumber(lower)} and ${formatNumber(upper)}`,
    columns: [
      { name: 'chunk' },
      { name: 'period' },
      { name: 'n', align: 'right' },
      { name: 'estimated', align: 'right' },
      { name: 'band', align: 'right' },
      { name: 'realised', align: 'right' },
      { name: 'verdict' },
    ],
    rows: chunks.map((chunk) => [
      chunk.key,
      chunk.period,
      formatNumber(chunk.n),
      formatNumber(chunk.estimated),
      chunk.lower === null ? 'n/a' : `${formatNumber(chunk.lower)} to ${formatNumber(chunk.upper)}`,
      formatNumber(chunk.realised),
      verdict(chunk.alert, chunk.reason),
    ]),
  };
}

function verdict(alert: boolean | null, reason: string | null): Cell {
  const why = reason === null ? '' : ` (${reason})`;
  if (alert === null) return { text: `not computable${why}`, tone: 'muted' };
  return alert ? { text: `alert${why}`, tone: 'bad' } : { text: `ok${why}`, tone: 'good' };
}

type Groups = NonNullable<EstimateFindings['groups']>;

function groupTable({ column, groups }: Groups): ReportTable {
  return {
    caption: `Expected rates by ${column}, before labels arrive`,
    columns: [
      { name: column },
      ...['n', 'selection rate', 'base rate', 'TPR', 'FPR'].map((name) => ({
        name,
        align: 'right' as const,
      })),
    ],
    rows: groups.map(({ group, n, metrics }) => [
      group,
      formatNumber(n),
      ...[metrics.selection_rate, metrics.base_rate, metrics.tpr, metrics.fpr].map(rateText),
    ]),
  };
}

function gapTable({ gaps }: Groups): ReportTable {
  return {
    caption: 'Largest expected gaps between groups',
    columns: [
      { name: 'metric' },
      { name: 'difference', align: 'right' },
      { name: 'highest' },
      { name: 'lowest' },
    ],
    rows: gaps.map(({ metric, difference, between }) => [
      metric,
      rateText(difference),
      between?.[0] ?? 'n/a',
      between?.[1] ?? 'n/a',
    ]),
  };
}

function rateText({ estimate, samplingError }: ExpectedRate): string {
  if (estimate.status !== 'ok') return `n/a (${estimate.reason})`;
  return `${formatNumber(estimate.value)} ± ${formatNumber(samplingError)}`;
}
