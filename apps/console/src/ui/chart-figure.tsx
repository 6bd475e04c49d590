import { Button, Group } from '@mantine/core';
import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { formatCount } from '../format/numbers';
import { t } from '../texts';
import { Chart, chartSvg } from './chart';
import type { ChartDrawing } from './chart-option';
import { toCsv, type TableTwin } from './csv';
import { downloadText } from './download';
import { ScrollRegion } from './scroll-region';

export interface ChartFigureProps {
  /** The title, stated as a finding: "income moved in 2021-11". */
  finding: string;
  /** What the picture shows in words, for those who do not see it. */
  sentence: string;
  /** How many rows each window or group holds. */
  sizes: readonly { label: string; n: number }[];
  /** Source, window and method. */
  caption: ReactNode;
  table: TableTwin;
  /** File name of the downloads, without ending. */
  fileName: string;
  /** A drawn chart; or `children`, for a picture that is itself made of controls. */
  drawing?: ChartDrawing;
  height?: number;
  children?: ReactNode;
  /** The picture of `children` as a stand-alone SVG text. */
  svg?: () => string | Promise<string>;
  /** What moves the picture; it stays beside the table, too. */
  controls?: ReactNode;
  /** Level of the heading in the page: 3 inside a section. */
  level?: 2 | 3;
}

/** A number as the CSV holds it: all its digits; only whole numbers are grouped. */
const fullNumber = (value: number): string => (Number.isInteger(value) ? formatCount(value) : String(value));

function TwinTable({ table, caption }: { table: TableTwin; caption: string }): ReactElement {
  return (
    <ScrollRegion label={caption}>
      <table className="cs-table cs-table-compact">
        <caption className="cs-hidden">{caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((value, cell) => (
                <td key={cell} className={typeof value === 'number' ? 'cs-number' : undefined}>
                  {typeof value === 'number' ? fullNumber(value) : value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Every picture of the console: finding, sizes, sentence, table twin, CSV and SVG. */
export function ChartFigure(props: ChartFigureProps): ReactElement {
  const { finding, sentence, sizes, caption, table, fileName, drawing, height = 300, children } = props;
  const Heading = `h${props.level ?? 2}` as const;
  const [asTable, setAsTable] = useState(false);
  const titleId = useId();
  const csv = () => downloadText(`${fileName}.csv`, 'text/csv;charset=utf-8', toCsv(table));
  const own = props.svg;
  const svg = (text: string) => downloadText(`${fileName}.svg`, 'image/svg+xml', text);
  const draw = drawing ? () => chartSvg(drawing, height) : own ? () => Promise.resolve(own()) : undefined;
  const picture = drawing ? (
    <div role="img" aria-label={sentence}>
      <Chart drawing={drawing} height={height} />
    </div>
  ) : (
    children
  );
  return (
    <figure className="cs-figure" aria-labelledby={titleId}>
      <div className="cs-figure-head">
        <Heading id={titleId}>{finding}</Heading>
        <p className="cs-muted">
          {sizes.map(({ label, n }) => t('ui.figure.n', { label, n: formatCount(n) })).join(' · ')}
        </p>
      </div>
      {asTable ? <TwinTable table={table} caption={sentence} /> : picture}
      {props.controls}
      <figcaption className="cs-muted">{caption}</figcaption>
      <Group gap="xs" className="cs-figure-tools">
        <Button size="compact-sm" variant="default" onClick={() => setAsTable(!asTable)}>
          {asTable ? t('ui.figure.viewChart') : t('ui.figure.viewTable')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={csv}>
          {t('ui.figure.csv')}
        </Button>
        {draw ? (
          <Button size="compact-sm" variant="default" onClick={() => void draw().then(svg)}>
            {t('ui.figure.svg')}
          </Button>
        ) : null}
      </Group>
    </figure>
  );
}
