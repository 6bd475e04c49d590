import { type Expectations, expectationsToJson, type QualityCheck } from '@countersign/statistics/quality';
import { type ColumnQuality } from './check-quality';

export interface QualityAnswer {
  reference: { rows: number } | null;
  current: { rows: number };
  expectations: Expectations;
  columns: ColumnQuality[];
  dataset: QualityCheck[];
}

export interface QualitySummary {
  checks: number;
  passed: number;
  failed: number;
  /** Not computable: they did not pass either. */
  unknown: number;
}

export function summarize({ columns, dataset }: QualityAnswer): QualitySummary {
  const checks = [...dataset, ...columns.flatMap((column) => column.checks)];
  const passed = checks.filter((check) => check.passed).length;
  const unknown = checks.filter((check) => check.status !== 'ok').length;
  return { checks: checks.length, passed, failed: checks.length - passed - unknown, unknown };
}

/** The document `countersign.quality/1`. */
export function qualityJson(answer: QualityAnswer): Record<string, unknown> {
  return {
    schema: 'countersign.quality/1',
    reference: answer.reference,
    current: answer.current,
    summary: summarize(answer),
    dataset: { checks: answer.dataset.map(checkJson) },
    columns: answer.columns.map(({ column, kind, checks }) => ({
      column,
      kind,
      checks: checks.map(checkJson),
    })),
    expectations: expectationsToJson(answer.expectations),
  };
}

function checkJson({ interval, ...check }: QualityCheck): Record<string, unknown> {
  return {
    ...check,
    ci: interval ? [interval.lower, interval.upper] : null,
    ciMethod: interval?.method ?? null,
  };
}
