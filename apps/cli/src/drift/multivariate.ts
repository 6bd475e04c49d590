import { formatNumber } from '@countersign/domain/report';
import { type Table } from '@countersign/engines/tables';
import { type ReasonCode } from '@countersign/statistics/inference';
import { type FeatureColumn } from '@countersign/statistics/learning';
import { domainClassifier, pcaReconstruction } from '@countersign/statistics/multivariate-drift';
import { estimateJson } from '../output/estimate-json';
import { type ReportTable } from '../output/report';
import { type DriftTables } from './read-column';
import { type PlannedColumn } from './plan-columns';
import { reasonText } from './reason-text';

export const multivariateMethods = ['pca_reconstruction', 'domain_classifier'] as const;
export type MultivariateMethod = (typeof multivariateMethods)[number];

/** Drift of all features together, by one method. */
export interface MultivariateDrift {
  readonly method: MultivariateMethod;
  readonly value: number | null;
  readonly threshold: { readonly lower: number | null; readonly upper: number | null };
  readonly drifted: boolean | null;
  readonly reason: ReasonCode | null;
  readonly n: { readonly reference: number; readonly current: number };
  /** What else the method says. */
  readonly details: Record<string, unknown>;
}

/** More categories than these are names, such as identifiers, which tell any two files apart. */
const mostCategories = 100;

/** Measures the columns that both files have in the same kind, times and columns of too many names left out. */
export async function multivariateDrift(
  methods: readonly MultivariateMethod[],
  planned: readonly PlannedColumn[],
  { reference, current }: DriftTables,
): Promise<{ readonly features: readonly string[]; readonly results: readonly MultivariateDrift[] }> {
  if (methods.length === 0) return { features: [], results: [] };
  const features: string[] = [];
  const sides: { before: FeatureColumn; after: FeatureColumn }[] = [];
  for (const { column, kind, currentKind } of planned) {
    if (kind !== currentKind || kind === 'timestamp') continue;
    const before = await featureOf(reference, column, kind);
    const after = await featureOf(current, column, kind);
    if ('categories' in before && before.categories.length > mostCategories) continue;
    features.push(column);
    sides.push({ before, after });
  }
  const columns = [sides.map(({ before }) => before), sides.map(({ after }) => after)] as const;
  return { features, results: methods.map((method) => measure(method, columns)) };
}

async function featureOf(
  table: Table,
  column: string,
  kind: 'numeric' | 'categorical',
): Promise<FeatureColumn> {
  if (kind === 'numeric') return (await table.numbers([column])).get(column)!;
  return (await table.categories([column])).get(column)!;
}

function measure(
  method: MultivariateMethod,
  [reference, current]: readonly [readonly FeatureColumn[], readonly FeatureColumn[]],
): MultivariateDrift {
  const none = { value: null, threshold: { lower: null, upper: null }, drifted: null, details: {} };
  const nobody = { reference: 0, current: 0 };
  if (reference.length === 0) return { method, ...none, reason: 'method_does_not_fit', n: nobody };
  if (method === 'domain_classifier') {
    const { auc, threshold, alert, n } = domainClassifier(reference, current, { seed: 1 });
    const reason = auc.status === 'ok' ? null : auc.reason;
    return {
      method,
      value: auc.value,
      threshold,
      drifted: alert,
      reason,
      n,
      details: { auc: estimateJson(auc) },
    };
  }
  const result = pcaReconstruction(reference, current);
  if (result.status !== 'ok') return { method, ...none, reason: result.reason, n: nobody };
  const { components, threshold, n } = result;
  const { value, alert, samplingError, lower, upper } = result.current[0]!;
  const details = { components, samplingError, lower, upper };
  return { method, value, threshold, drifted: alert, reason: null, n, details };
}

/** The part of the document. */
export function multivariateJson({
  features,
  results,
}: Awaited<ReturnType<typeof multivariateDrift>>): Record<string, unknown> {
  if (results.length === 0) return {};
  return {
    multivariate: results.map(({ method, value, threshold, drifted, reason, n, details }) => ({
      method,
      features,
      value,
      threshold,
      drifted,
      status: value === null ? 'not_computable' : 'ok',
      reason,
      n,
      ...details,
    })),
  };
}

/** The part of the report; no table when nothing was asked for. */
export function multivariateTables({
  features,
  results,
}: Awaited<ReturnType<typeof multivariateDrift>>): ReportTable[] {
  if (results.length === 0) return [];
  return [
    {
      caption: `All features together (${features.length} columns)`,
      columns: [
        { name: 'method' },
        { name: 'value', align: 'right' },
        { name: 'expected', align: 'right' },
        { name: 'verdict' },
        { name: 'rows looked at', align: 'right' },
      ],
      rows: results.map(({ method, value, threshold, drifted, reason, n }) => [
        method,
        formatNumber(value),
        `${formatNumber(threshold.lower)} to ${formatNumber(threshold.upper)}`,
        drifted === null
          ? { text: reasonText(reason ?? 'no_limit'), tone: 'warning' }
          : { text: drifted ? 'drifted' : 'no drift', tone: drifted ? 'bad' : 'good' },
        `${formatNumber(n.reference)} and ${formatNumber(n.current)}`,
      ]),
    },
  ];
}
