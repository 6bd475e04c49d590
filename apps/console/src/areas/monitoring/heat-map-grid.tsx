import type { ReactElement } from 'react';
import { formatBrief } from '../../format/numbers';
import { word } from '../../format/words';
import { t } from '../../texts';
import type { GridPlace } from '../../ui/grid-place';
import { type HeatCell, HeatTable } from '../../ui/heat-table';
import { Icon } from '../../ui/icons';
import { toneOf } from '../../ui/verdict-badge';
import type { HeatGrid } from './heat-map';
import type { Result } from './result';

export interface Chosen {
  column?: string;
  window?: string;
}

export interface HeatMapGridProps {
  grid: HeatGrid;
  chosen: Chosen;
  label: string;
  onChoose: (cell: Required<Chosen>) => void;
}

const valueText = ({ estimate }: Result): string =>
  estimate.value == null ? '–' : formatBrief(estimate.value);

function cellLabel(column: string, window: string, result: Result | undefined): string {
  if (!result) return t('monitoring.heatMap.noCell', { column, window });
  const verdict = word('verdict', result.verdict);
  return t('monitoring.heatMap.cell', { column, window, value: valueText(result), verdict });
}

function startOf(grid: HeatGrid, chosen: Chosen): GridPlace {
  const row = grid.columns.indexOf(chosen.column ?? '');
  const column = grid.windows.findIndex(({ label }) => label === chosen.window);
  return { row: Math.max(row, 0), column: column < 0 ? Math.max(grid.windows.length - 1, 0) : column };
}

/** Verdicts by column and window, as a grid for the keyboard too. */
export function HeatMapGrid({ grid, chosen, label, onChoose }: HeatMapGridProps): ReactElement {
  const names = ({ row, column }: GridPlace): Required<Chosen> => ({
    column: grid.columns[row] ?? '',
    window: grid.windows[column]?.label ?? '',
  });
  const cell = (place: GridPlace): HeatCell => {
    const { column, window } = names(place);
    const result = grid.at(column, window);
    const tone = result ? toneOf(result.verdict) : 'unknown';
    return {
      label: cellLabel(column, window, result),
      className: `cs-heat-${tone} cs-tone-${tone}`,
      content: (
        <>
          <Icon name={tone} size={14} />
          <span>{result ? valueText(result) : '–'}</span>
        </>
      ),
    };
  };
  const isChosen = (place: GridPlace): boolean => {
    const { column, window } = names(place);
    return chosen.column === column && chosen.window === window;
  };
  return (
    <HeatTable
      label={label}
      corner={t('monitoring.heatMap.column')}
      rows={grid.columns}
      columns={grid.windows.map((window) => window.label)}
      cell={cell}
      start={startOf(grid, chosen)}
      isChosen={isChosen}
      onChoose={(place) => onChoose(names(place))}
    />
  );
}
