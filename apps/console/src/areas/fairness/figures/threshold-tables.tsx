import { memo, type ReactElement } from 'react';
import { formatCount } from '../../../format/numbers';
import { word } from '../../../format/words';
import { t } from '../../../texts';
import { DataTable, type DataColumn } from '../../../ui/data-table';
import { EstimateText } from '../../../ui/estimate-text';
import { VerdictBadge } from '../../../ui/verdict-badge';
import { limitText } from '../judged-gap';
import { criterionWord } from './audit-evidence';
import { Ratio } from './crossing-detail';
import { shownRates, type ShownRate } from './shown-rate';
import type { GroupRow } from './group-rows';
import type { ThresholdVerdict } from './threshold-verdicts';

const empty = { title: t('fairness.empty.title'), why: t('fairness.empty.why') };

const groupColumns = (rate: ShownRate): readonly DataColumn<GroupRow>[] => [
  { id: 'group', header: t('fairness.groups.group'), value: ({ group }) => group },
  {
    id: 'n',
    header: t('fairness.groups.n'),
    numeric: true,
    value: ({ n }) => n,
    cell: ({ n }) => formatCount(n),
  },
  {
    id: 'selected',
    header: t('fairnessFigures.sweep.selected'),
    numeric: true,
    value: ({ selected }) => selected,
    cell: ({ selected }) => formatCount(selected),
  },
  {
    id: 'rate',
    header: t(`fairnessFigures.rates.${rate}`),
    value: (row) => row.rate.value,
    cell: (row) => <EstimateText estimate={row.rate} />,
  },
  {
    id: 'ratio',
    header: t('fairnessFigures.ratio'),
    value: ({ ratio }) => ratio?.value,
    cell: (row) => <Ratio row={row} />,
  },
];

const verdictColumns: readonly DataColumn<ThresholdVerdict>[] = [
  {
    id: 'criterion',
    header: t('fairness.criteria.name'),
    value: ({ criterion }) => word('criterion', criterionWord(criterion)),
  },
  {
    id: 'measured',
    header: t('fairness.criteria.measured'),
    value: ({ measured }) => measured.value,
    cell: ({ measured, isRatio }) => (
      <>
        {isRatio ? t('fairness.criteria.ratio') : t('fairness.criteria.difference')}{' '}
        <EstimateText estimate={measured} />
      </>
    ),
  },
  { id: 'limit', header: t('fairness.criteria.limit'), value: limitText },
  {
    id: 'verdict',
    header: t('fairness.criteria.verdict'),
    value: ({ verdict }) => verdict,
    cell: ({ verdict }) => <VerdictBadge verdict={verdict} />,
  },
  {
    id: 'reason',
    header: t('fairness.criteria.reason'),
    value: ({ reason }) => reason ?? t('fairness.criteria.noReason'),
    sortable: false,
  },
];

const columnsOf = new Map(shownRates.map((rate) => [rate, groupColumns(rate)]));

interface TablesProps {
  threshold: string;
  rate: ShownRate;
  rows: readonly GroupRow[];
  verdicts: readonly ThresholdVerdict[];
}

/** What a threshold would do to every group, and what the criteria would say of it. */
export const ThresholdTables = memo(function ThresholdTables(props: TablesProps): ReactElement {
  const { threshold, rate, rows, verdicts } = props;
  return (
    <div className="cs-threshold-tables">
      <h3>{t('fairnessFigures.sweep.groups', { threshold })}</h3>
      <DataTable
        caption={t('fairnessFigures.sweep.groupsCaption')}
        columns={columnsOf.get(rate) ?? []}
        rows={rows}
        rowKey={({ group }) => group}
        empty={empty}
      />
      <h3>{t('fairnessFigures.sweep.verdicts', { threshold })}</h3>
      <DataTable
        caption={t('fairnessFigures.sweep.verdictsCaption')}
        columns={verdictColumns}
        rows={verdicts}
        rowKey={({ criterion }) => criterion}
        empty={empty}
      />
    </div>
  );
});
