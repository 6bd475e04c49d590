import { windowLabel, type TimeWindow } from '../../format/times';
import { reach, worstVerdict, type Result, type Verdict } from './result';

/** Columns by windows, each cell with the result that is shown there. */
export interface HeatGrid {
  columns: readonly string[];
  windows: readonly { label: string; window: TimeWindow }[];
  at: (column: string, window: string) => Result | undefined;
}

const keyOf = (column: string, window: string): string => JSON.stringify([column, window]);

/**
 * The grid of a run: of each column and window the deciding result, or that of `method` when one is chosen.
 * Columns keep the order of the results, windows are in time order; results without a column are left out.
 */
export function heatGrid(results: readonly Result[], method?: string): HeatGrid {
  const shown = results.filter(
    (result) => result.column && (method ? result.method === method : result.deciding),
  );
  const cells = new Map(
    shown.map((result) => [keyOf(result.column ?? '', windowLabel(result.window)), result]),
  );
  const windows = new Map(results.map(({ window }) => [windowLabel(window), window]));
  return {
    columns: [...new Set(shown.map((result) => result.column ?? ''))],
    windows: [...windows]
      .map(([label, window]) => ({ label, window }))
      .sort((a, b) => a.window.start.localeCompare(b.window.start)),
    at: (column, window) => cells.get(keyOf(column, window)),
  };
}

/** A column with how it fared over all windows. */
export interface RankedColumn {
  column: string;
  alerts: number;
  worst?: Result;
  latest?: Result;
}

/** Columns most drifted first: by windows in alert, then by how far their worst value went towards its alert line. */
export function rankColumns(grid: HeatGrid, latestWindow: string): RankedColumn[] {
  const rank = (column: string): RankedColumn => {
    const results = grid.windows.flatMap(({ label }) => grid.at(column, label) ?? []);
    const worst = [...results].sort((a, b) => (reach(b) ?? -1) - (reach(a) ?? -1))[0];
    const alerts = results.filter((result) => result.verdict === 'ALERT').length;
    return { column, alerts, worst, latest: grid.at(column, latestWindow) };
  };
  const far = ({ worst }: RankedColumn): number => (worst ? (reach(worst) ?? -1) : -1);
  return grid.columns.map(rank).sort((a, b) => b.alerts - a.alerts || far(b) - far(a));
}

/** The worst verdict of a window; unknown when nothing was measured. */
export const windowVerdict = (grid: HeatGrid, window: string): Verdict =>
  worstVerdict(grid.columns.flatMap((column) => grid.at(column, window)?.verdict ?? []));
