import { type CellValue } from '@countersign/engines/files';
import {
  addCategory,
  addNumber,
  emptyCategoricalProfile,
  emptyNumericProfile,
  type Profile,
} from '@countersign/statistics/profile';
import { type Baseline } from '../models/baseline';
import { type PredictionFile } from './prediction-file';
import { type PredictionRow } from './prediction-row';
import { dayOf } from './time-window';

/** The profile of one column over the rows of one UTC day. */
export interface DayProfile {
  /** YYYY-MM-DD. */
  day: string;
  column: string;
  profile: Profile;
}

/**
 * Profiles some rows of a file by day, on the baseline's edges: each of its features, and score and prediction where it
 * has them. A feature that the file lacks counts as missing in every row. Ordered by day and column.
 */
export function dayProfiles(
  { profiles }: Pick<Baseline, 'profiles'>,
  { features }: Pick<PredictionFile, 'features'>,
  rows: readonly PredictionRow[],
): DayProfile[] {
  const columns = [...profiles].sort(([a], [b]) => (a < b ? -1 : 1));
  const byDay = rowsByDay(rows);
  return [...byDay.keys()].sort().flatMap((day) =>
    columns.map(([column, { profile: baseline }]) => {
      const profile = emptyLike(baseline);
      for (const row of byDay.get(day) ?? []) addTo(profile, valueOf(row, column, features.get(column)));
      return { day, column, profile };
    }),
  );
}

function rowsByDay(rows: readonly PredictionRow[]): Map<string, PredictionRow[]> {
  const byDay = new Map<string, PredictionRow[]>();
  for (const row of rows) {
    const day = dayOf(row.at);
    const known = byDay.get(day);
    if (known) known.push(row);
    else byDay.set(day, [row]);
  }
  return byDay;
}

function valueOf(row: PredictionRow, column: string, feature: readonly CellValue[] | undefined): CellValue {
  if (column === 'score') return row.score;
  if (column === 'prediction') return row.prediction;
  return feature?.[row.index] ?? null;
}

function emptyLike(profile: Profile): Profile {
  return profile.kind === 'numeric'
    ? emptyNumericProfile(profile.edges)
    : emptyCategoricalProfile(profile.capacity);
}

function addTo(profile: Profile, value: CellValue): void {
  if (profile.kind === 'categorical') addCategory(profile, value);
  // The predictions of a regression are kept as text.
  else addNumber(profile, typeof value === 'string' ? Number(value) : value);
}
