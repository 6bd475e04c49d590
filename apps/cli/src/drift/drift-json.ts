import { type ComparedColumn, type Comparison } from './compare-columns';
import { type DriftRequest } from './drift-request';

/** Rows of the two files. */
export interface DriftRows {
  readonly reference: number;
  readonly current: number;
}

/** The document of the command, schema countersign.drift/1. */
export function driftJson(
  { columns, dataset }: Comparison,
  { preset, mode }: DriftRequest,
  rows: DriftRows,
): Record<string, unknown> {
  const { drifted, share, count, of, threshold, falseAlarm } = dataset;
  return {
    schema: 'countersign.drift/1',
    preset,
    mode,
    reference: { rows: rows.reference },
    current: { rows: rows.current },
    columns: columns.map(columnJson),
    dataset: { drifted, share, count, of, threshold, falseAlarm, notComputable: notComputable(columns) },
  };
}

/** Names of the columns that stand in the report without a number. */
function notComputable(columns: readonly ComparedColumn[]): string[] {
  return columns.filter(({ drift }) => drift?.status !== 'ok').map(({ planned }) => planned.column);
}

function columnJson({ planned, drift, reason }: ComparedColumn): Record<string, unknown> {
  return {
    column: planned.column,
    kind: drift?.kind ?? planned.kind,
    method: drift?.method ?? planned.method ?? null,
    value: drift?.value ?? null,
    pValue: drift?.pValue ?? null,
    threshold: drift?.threshold ?? null,
    drifted: drift?.drifted ?? null,
    status: drift?.status ?? 'not_computable',
    reason,
    n: drift?.n ?? { reference: 0, current: 0 },
    parameters: drift?.parameters ?? {},
  };
}
