import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { formatBrief } from '../../format/numbers';
import { word } from '../../format/words';
import { t } from '../../texts';
import { Icon } from '../../ui/icons';
import { toneOf } from '../../ui/verdict-badge';
import { nextPlace, type CellPlace, type HeatGrid } from './heat-map';
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

function startOf(grid: HeatGrid, chosen: Chosen): CellPlace {
  const row = grid.columns.indexOf(chosen.column ?? '');
  const column = grid.windows.findIndex(({ label }) => label === chosen.window);
  return { row: Math.max(row, 0), column: column < 0 ? Math.max(grid.windows.length - 1, 0) : column };
}

/** Verdicts by column and window. One cell is in the tab order, arrow keys move, Enter or a click chooses. */
export function HeatMapGrid({ grid, chosen, label, onChoose }: HeatMapGridProps): ReactElement {
  const [place, setPlace] = useState(() => startOf(grid, chosen));
  const body = useRef<HTMLTableSectionElement>(null);
  const size = { row: grid.columns.length, column: grid.windows.length };
  const move = (event: KeyboardEvent, from: CellPlace) => {
    const to = nextPlace(event.key, from, size);
    if (!to) return;
    event.preventDefault();
    setPlace(to);
    body.current?.querySelector<HTMLButtonElement>(`[data-cell="${to.row}:${to.column}"]`)?.focus();
  };
  return (
    <div className="cs-scroll">
      <table role="grid" aria-label={label} className="cs-heat">
        <thead>
          <tr>
            <th scope="col">{t('monitoring.heatMap.column')}</th>
            {grid.windows.map((window) => (
              <th key={window.label} scope="col">
                {window.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {grid.columns.map((column, row) => (
            <tr key={column}>
              <th scope="row">{column}</th>
              {grid.windows.map((window, index) => {
                const result = grid.at(column, window.label);
                const isChosen = chosen.column === column && chosen.window === window.label;
                const tone = result ? toneOf(result.verdict) : 'unknown';
                return (
                  <td key={window.label} role="gridcell" aria-selected={isChosen}>
                    <button
                      type="button"
                      data-cell={`${row}:${index}`}
                      className={`cs-heat-cell cs-heat-${tone} cs-tone-${tone}`}
                      tabIndex={place.row === row && place.column === index ? 0 : -1}
                      aria-label={cellLabel(column, window.label, result)}
                      onFocus={() => setPlace({ row, column: index })}
                      onKeyDown={(event) => move(event, { row, column: index })}
                      onClick={() => onChoose({ column, window: window.label })}
                    >
                      <Icon name={tone} size={14} />
                      <span>{result ? valueText(result) : '–'}</span>
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
