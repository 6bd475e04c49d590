import {
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { nextPlace, type GridPlace } from './grid-place';

/** One cell as it is drawn. */
export interface HeatCell {
  /** What the cell says to those who do not see it. */
  label: string;
  className: string;
  style?: CSSProperties;
  content: ReactNode;
}

export interface HeatTableProps {
  label: string;
  /** What the heads of the rows name. */
  corner: string;
  rows: readonly string[];
  columns: readonly string[];
  cell: (place: GridPlace) => HeatCell;
  /** Where the tab order enters the grid. */
  start: GridPlace;
  isChosen: (place: GridPlace) => boolean;
  onChoose: (place: GridPlace) => void;
}

/** Cells by row and column. One cell is in the tab order, arrow keys move, Enter or a click chooses. */
export function HeatTable(props: HeatTableProps): ReactElement {
  const { label, corner, rows, columns, cell, start, isChosen, onChoose } = props;
  const [place, setPlace] = useState(start);
  const body = useRef<HTMLTableSectionElement>(null);
  const move = (event: KeyboardEvent, from: GridPlace) => {
    const to = nextPlace(event.key, from, { row: rows.length, column: columns.length });
    if (!to) return;
    event.preventDefault();
    setPlace(to);
    body.current?.querySelector<HTMLButtonElement>(`[data-cell="${to.row}:${to.column}"]`)?.focus();
  };
  const draw = (at: GridPlace): ReactElement => {
    const { label: name, className, style, content } = cell(at);
    return (
      <td key={at.column} role="gridcell" aria-selected={isChosen(at)}>
        <button
          type="button"
          data-cell={`${at.row}:${at.column}`}
          className={`cs-heat-cell ${className}`}
          style={style}
          tabIndex={place.row === at.row && place.column === at.column ? 0 : -1}
          aria-label={name}
          onFocus={() => setPlace(at)}
          onKeyDown={(event) => move(event, at)}
          onClick={() => onChoose(at)}
        >
          {content}
        </button>
      </td>
    );
  };
  return (
    <div className="cs-scroll">
      <table role="grid" aria-label={label} className="cs-heat">
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((name, row) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {columns.map((_, column) => draw({ row, column }))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
