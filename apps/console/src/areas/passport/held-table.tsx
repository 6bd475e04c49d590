import type { ReactElement, ReactNode } from 'react';

/** A small table of what a passport holds, which folds on a narrow screen. */
export function HeldTable(props: {
  caption: string;
  heads: readonly string[];
  rows: readonly ReactNode[][];
}): ReactElement {
  const { caption, heads, rows } = props;
  return (
    <table className="cs-table cs-table-reflow">
      <caption className="cs-hidden">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, at) => (
              <td key={heads[at]} data-label={heads[at]}>
                {/* One box, so that a cell that folds keeps its parts together. */}
                <span>{cell}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
