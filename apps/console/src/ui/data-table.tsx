import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type Header,
} from '@tanstack/react-table';
import { useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { formatCount } from '../format/numbers';
import { t } from '../texts';
import { EmptyState, type EmptyStateProps } from './empty-state';

/** One column: `value` is what it is sorted by (and shown, unless `cell` draws it). */
export interface DataColumn<Row> {
  id: string;
  header: string;
  value: (row: Row) => string | number | null | undefined;
  cell?: (row: Row) => ReactNode;
  numeric?: boolean;
  sortable?: boolean;
}

/** The next page of a keyset list. */
export interface MorePages {
  hasMore: boolean;
  loading: boolean;
  total?: number;
  onMore: () => void;
}

/** The part of a row that is opened on demand. */
export interface RowDetail<Row> {
  header: string;
  label: (row: Row, isOpen: boolean) => string;
  render: (row: Row) => ReactNode;
}

export interface DataTableProps<Row> {
  caption: string;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  empty: EmptyStateProps;
  loading?: boolean;
  more?: MorePages;
  /** Shows the row-height switch; for long tables. */
  dense?: boolean;
  /** What a row holds beyond its cells, opened by a button in the last column. */
  detail?: RowDetail<Row>;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
type Features = typeof features;
type Sortable = string | number | null | undefined;

/** Numbers by size, texts by the reader's alphabet, missing values last whatever the direction. */
function compare(a: Sortable, b: Sortable): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}

const directions = { asc: 'ascending', desc: 'descending' } as const;

function HeaderCell<Row extends object>(props: {
  header: Header<Features, Row>;
  column: DataColumn<Row>;
}): ReactElement {
  const { header, column } = props;
  const sorted = header.column.getIsSorted();
  const align = column.numeric ? 'cs-number' : undefined;
  if (column.sortable === false)
    return (
      <th scope="col" className={align}>
        {column.header}
      </th>
    );
  return (
    <th scope="col" className={align} aria-sort={sorted ? directions[sorted] : 'none'}>
      <button type="button" className="cs-sort" onClick={() => header.column.toggleSorting()}>
        {column.header}
        <span aria-hidden="true" className="cs-sort-mark">
          {sorted === 'asc' ? '▲' : sorted === 'desc' ? '▼' : '↕'}
        </span>
      </button>
    </th>
  );
}

function BodyRow<Row>(props: {
  row: Row;
  columns: readonly DataColumn<Row>[];
  detail: RowDetail<Row> | undefined;
}): ReactElement {
  const { row, columns, detail } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <tr>
        {columns.map((column) => (
          <td key={column.id} data-label={column.header} className={column.numeric ? 'cs-number' : undefined}>
            {/* One child, so that on a narrow screen the label takes one column and all of the content the other. */}
            <div>{column.cell ? column.cell(row) : column.value(row)}</div>
          </td>
        ))}
        {detail ? (
          <td data-label={detail.header}>
            <button
              type="button"
              className="cs-link-button"
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {detail.label(row, isOpen)}
            </button>
          </td>
        ) : null}
      </tr>
      {detail && isOpen ? (
        <tr className="cs-detail-row">
          <td colSpan={columns.length + 1}>{detail.render(row)}</td>
        </tr>
      ) : null}
    </>
  );
}

function More({ more, shown }: { more: MorePages; shown: number }): ReactElement {
  return (
    <div className="cs-more">
      {more.total === undefined ? null : (
        <span className="cs-muted" role="status">
          {t('ui.shownOf', { shown: formatCount(shown), total: formatCount(more.total) })}
        </span>
      )}
      {more.hasMore ? (
        <Button variant="default" onClick={more.onMore} loading={more.loading}>
          {t('ui.loadMore')}
        </Button>
      ) : null}
    </div>
  );
}

function useSortedTable<Row extends object>({ columns, rows, rowKey }: DataTableProps<Row>) {
  const definitions = useMemo(() => {
    const helper = createColumnHelper<Features, Row>();
    return columns.map((column) =>
      helper.accessor((row): unknown => column.value(row) ?? undefined, {
        id: column.id,
        enableSorting: column.sortable !== false,
        sortUndefined: 'last',
        sortFn: (a, b, id) => compare(a.getValue<Sortable>(id), b.getValue<Sortable>(id)),
      }),
    );
  }, [columns]);
  const data = useMemo(() => [...rows], [rows]);
  return useTable({ features, columns: definitions, data, getRowId: rowKey });
}

/** Every table of the console: caption, sorting by header buttons, row height, empty and loading states, next page. */
export function DataTable<Row extends object>(props: DataTableProps<Row>): ReactElement {
  const { caption, columns, rows, empty, loading = false, more, dense = false, detail } = props;
  const [density, setDensity] = useState('comfortable');
  const table = useSortedTable(props);
  const byId = new Map(columns.map((column) => [column.id, column]));
  if (loading && rows.length === 0)
    return <Skeleton height={160} role="status" aria-label={t('ui.table.loading', { caption })} />;
  if (rows.length === 0) return <EmptyState {...empty} />;
  return (
    <div className="cs-table-frame">
      {dense ? (
        <SegmentedControl
          size="xs"
          aria-label={t('ui.table.density')}
          value={density}
          onChange={setDensity}
          data={[
            { value: 'comfortable', label: t('ui.table.comfortable') },
            { value: 'compact', label: t('ui.table.compact') },
          ]}
        />
      ) : null}
      <table className={`cs-table cs-table-reflow cs-table-${density}`}>
        <caption className="cs-hidden">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const column = byId.get(header.column.id);
                return column ? <HeaderCell key={header.id} header={header} column={column} /> : null;
              })}
              {detail ? <th scope="col">{detail.header}</th> : null}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <BodyRow key={row.id} row={row.original} columns={columns} detail={detail} />
          ))}
        </tbody>
      </table>
      {more ? <More more={more} shown={rows.length} /> : null}
    </div>
  );
}
