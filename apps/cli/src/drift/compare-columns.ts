import {
  type ColumnDrift,
  type ColumnMeasure,
  type DatasetDrift,
  judgeColumns,
  measureBinnedColumn,
  measureColumn,
} from '@countersign/statistics/column-drift';
import { type ReasonCode } from '@countersign/statistics/inference';
import { columnShape, type ColumnShape } from './column-shape';
import { driftOptions, type DriftRequest } from './drift-request';
import { type DriftMode } from './drift-mode';
import { type PlannedColumn } from './plan-columns';
import { profileColumns, type ProfiledColumn, profiledShape } from './profile-columns';
import { readAhead } from './read-ahead';
import { type DriftTables, readColumn } from './read-column';

/** A column with its verdict, or with the reason why it was not compared. */
export interface ComparedColumn {
  readonly planned: PlannedColumn;
  /** Null where the column was not compared. */
  readonly drift: ColumnDrift | null;
  readonly reason: ReasonCode | null;
  readonly shape: ColumnShape | null;
}

export interface Comparison {
  readonly columns: readonly ComparedColumn[];
  readonly dataset: DatasetDrift;
}

/** What is left of a column once it was measured: none of its rows. */
interface Measured {
  readonly measure: ColumnMeasure;
  readonly shape: ColumnShape | null;
}

interface CompareSettings {
  readonly tables: DriftTables;
  readonly mode: DriftMode;
  readonly progress: (text: string) => void;
}

const noProfiles: ReadonlyMap<string, ProfiledColumn> = new Map();

/**
 * Compares the columns one after another, so that no more than one of them is in memory at a time, or a few of a short
 * file; profiles hold no rows.
 */
export async function compareColumns(
  plan: readonly PlannedColumn[],
  request: DriftRequest,
  { tables, mode, progress }: CompareSettings,
): Promise<Comparison> {
  const options = driftOptions(request);
  const profiles = mode === 'profile' ? await profileColumns(numericNames(plan), tables) : noProfiles;
  const measured: (Measured | ReasonCode)[] = [];
  const names = plan.filter(({ reason }) => reason === null).map(({ column }) => column);
  const ahead = {
    ...tables,
    reference: readAhead(tables.reference, names),
    current: readAhead(tables.current, names),
  };
  for (const [at, planned] of plan.entries()) {
    progress(`column ${at + 1} of ${plan.length}: ${planned.column}`);
    const profiled = profiles.get(planned.column);
    if (profiled) {
      measured.push({ measure: measureBinnedColumn(profiled.pair, options), shape: profiledShape(profiled) });
      continue;
    }
    const pair = planned.reason ?? (await readColumn(planned, ahead));
    measured.push(
      typeof pair === 'string' ? pair : { measure: measureColumn(pair, options), shape: columnShape(pair) },
    );
  }
  const report = judgeColumns(
    measured.flatMap((each) => (typeof each === 'string' ? [] : [each.measure])),
    options,
  );
  const verdicts = report.columns.values();
  const columns = measured.map((each, at): ComparedColumn => {
    const planned = plan[at]!;
    if (typeof each === 'string') return { planned, drift: null, reason: each, shape: null };
    const drift = verdicts.next().value!;
    return { planned, drift, reason: drift.reason, shape: each.shape };
  });
  return { columns, dataset: report.dataset };
}

/** The columns that hold numbers on both sides. */
function numericNames(plan: readonly PlannedColumn[]): string[] {
  return plan
    .filter(({ kind, currentKind, reason }) => reason === null && kind === 'numeric' && currentKind === kind)
    .map(({ column }) => column);
}
