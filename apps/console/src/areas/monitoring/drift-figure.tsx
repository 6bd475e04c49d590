import type { ReactElement } from 'react';
import { counted } from '../../format/counted';
import { formatInstant } from '../../format/times';
import { methodName, word } from '../../format/words';
import { t } from '../../texts';
import { ChartFigure } from '../../ui/chart-figure';
import type { TableTwin } from '../../ui/csv';
import { VerdictBadge } from '../../ui/verdict-badge';
import type { HeatGrid } from './heat-map';
import { heatMapSvg } from './heat-map-svg';
import { HeatMapGrid, type Chosen } from './heat-map-grid';
import type { MonitorRun } from './monitor-choice';
import type { Result } from './result';

const verdicts = ['OK', 'WARNING', 'ALERT', 'UNKNOWN'] as const;

/** Every cell of the grid as one row, for the table twin and the CSV. */
function twin(grid: HeatGrid): TableTwin {
  const results = grid.columns.flatMap((column) =>
    grid.windows.flatMap(({ label }) => pair(label, grid.at(column, label))),
  );
  return {
    columns: ['column', 'window', 'method', 'value', 'n', 'baseline n', 'warning', 'alert', 'verdict'].map(
      (name) => name,
    ),
    rows: results.map(({ window, result }) => [
      result.column ?? '',
      window,
      methodName(result.method),
      result.estimate.value ?? null,
      result.estimate.n,
      result.baselineN,
      result.warning ?? null,
      result.alert,
      word('verdict', result.verdict),
    ]),
  };
}

const pair = (window: string, result: Result | undefined) => (result ? [{ window, result }] : []);

interface DriftFigureProps {
  grid: HeatGrid;
  window: string;
  chosen: Chosen;
  sentence: string;
  run: MonitorRun;
  onChoose: (cell: Required<Chosen>) => void;
}

/** The grid of columns by windows as a figure. */
export function DriftFigure({
  grid,
  window,
  chosen,
  sentence,
  run,
  onChoose,
}: DriftFigureProps): ReactElement {
  const sample = grid.columns.map((column) => grid.at(column, window)).find(Boolean);
  const label = t('monitoring.heatMap.sentence', {
    columns: counted(grid.columns.length, 'columns'),
    windows: counted(grid.windows.length, 'windows'),
    verdict: sentence,
  });
  const sizes = sample
    ? [
        { label: t('monitoring.baseline'), n: sample.baselineN },
        { label: window, n: sample.estimate.n },
      ]
    : [];
  return (
    <ChartFigure
      finding={t('monitoring.heatMap.finding')}
      sentence={label}
      sizes={sizes}
      caption={t('monitoring.heatMap.caption', {
        instant: formatInstant(run.ranAt),
        digest: run.evidenceDigest.slice(0, 12),
      })}
      table={twin(grid)}
      svg={() => heatMapSvg(grid)}
      fileName={`drift-${run.id}`}
    >
      <div className="cs-legend" aria-label={t('monitoring.heatMap.legend')} role="group">
        {verdicts.map((verdict) => (
          <VerdictBadge key={verdict} verdict={verdict} />
        ))}
      </div>
      <HeatMapGrid grid={grid} chosen={chosen} label={label} onChoose={onChoose} />
    </ChartFigure>
  );
}
