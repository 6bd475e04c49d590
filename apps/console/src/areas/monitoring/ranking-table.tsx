import { useMemo, type ReactElement } from 'react';
import { formatMeasure } from '../../format/numbers';
import { windowLabel } from '../../format/times';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { VerdictBadge } from '../../ui/verdict-badge';
import { rankColumns, type HeatGrid, type RankedColumn } from './heat-map';

interface RankingProps {
  grid: HeatGrid;
  window: string;
  onChoose: (cell: { column: string; window: string }) => void;
}

const columnsOf = ({ window, onChoose }: RankingProps): readonly DataColumn<RankedColumn>[] => [
  {
    id: 'column',
    header: t('monitoring.rank.column'),
    value: (row) => row.column,
    cell: (row) => (
      <button
        type="button"
        className="cs-link-button"
        onClick={() => onChoose({ column: row.column, window })}
      >
        {row.column}
      </button>
    ),
  },
  { id: 'alerts', header: t('monitoring.rank.alerts'), numeric: true, value: (row) => row.alerts },
  {
    id: 'worst',
    header: t('monitoring.rank.worst'),
    numeric: true,
    value: (row) => row.worst?.estimate.value,
    cell: ({ worst }) => (worst?.estimate.value == null ? t('ui.none') : formatMeasure(worst.estimate.value)),
  },
  {
    id: 'worstWindow',
    header: t('monitoring.rank.worstWindow'),
    value: ({ worst }) => (worst ? windowLabel(worst.window) : null),
  },
  {
    id: 'latest',
    header: t('monitoring.rank.latest', { window }),
    numeric: true,
    value: (row) => row.latest?.estimate.value,
    cell: ({ latest }) =>
      latest?.estimate.value == null ? t('ui.none') : formatMeasure(latest.estimate.value),
  },
  {
    id: 'verdict',
    header: t('monitoring.rank.verdict', { window }),
    value: (row) => row.latest?.verdict,
    cell: ({ latest }) => <VerdictBadge verdict={latest?.verdict ?? 'UNKNOWN'} />,
  },
];

/** Columns, most drifted first. */
export function RankingTable(props: RankingProps): ReactElement {
  const { grid, window } = props;
  const rows = useMemo(() => rankColumns(grid, window), [grid, window]);
  return (
    <DataTable
      caption={t('monitoring.ranking')}
      columns={columnsOf(props)}
      rows={rows}
      rowKey={(row) => row.column}
      empty={{ title: t('monitoring.noResults.title'), why: t('monitoring.noResults.why') }}
    />
  );
}
