import { type GroupOverrides, type SectionOverrides } from '@countersign/domain/fairness';
import type { ReactElement } from 'react';
import { formatCount, formatPValue } from '../../../format/numbers';
import { t } from '../../../texts';
import { DataTable, type DataColumn } from '../../../ui/data-table';
import { EstimateText } from '../../../ui/estimate-text';
import { nameOf } from '../figures/audit-evidence';
import { estimateParts } from '../figures/estimate-parts';
import { judgedText } from '../shown-number';
import { betweenRows, type BetweenRow } from './override-rows';

const empty = { title: t('fairness.empty.title'), why: t('fairness.empty.why') };

type GroupRate = 'decidedShare' | 'overruled' | 'toFavourable' | 'toUnfavourable';

const rateColumn = (id: GroupRate): DataColumn<GroupOverrides> => ({
  id,
  header: t(`fairnessOverrides.groups.${id}`),
  value: (group) => group[id].value,
  cell: (group) => <EstimateText estimate={estimateParts(group[id])} />,
});

const groupColumns: readonly DataColumn<GroupOverrides>[] = [
  { id: 'group', header: t('fairness.groups.group'), value: ({ group }) => nameOf(group) },
  {
    id: 'decided',
    header: t('fairnessOverrides.groups.decided'),
    numeric: true,
    value: ({ decided }) => decided,
    cell: ({ decided }) => formatCount(decided),
  },
  rateColumn('decidedShare'),
  {
    id: 'compared',
    header: t('fairnessOverrides.groups.compared'),
    value: ({ eligible }) => judgedText(eligible),
  },
  rateColumn('overruled'),
  rateColumn('toFavourable'),
  rateColumn('toUnfavourable'),
];

const betweenColumns: readonly DataColumn<BetweenRow>[] = [
  {
    id: 'rate',
    header: t('fairnessOverrides.between.rate'),
    value: ({ rate }) => t(`fairnessOverrides.between.${rate}`),
  },
  {
    id: 'difference',
    header: t('fairnessOverrides.between.difference'),
    value: ({ difference }) => difference.value,
    cell: ({ difference }) => <EstimateText estimate={difference} />,
  },
  {
    id: 'ratio',
    header: t('fairnessOverrides.between.ratio'),
    value: ({ ratio }) => ratio.value,
    cell: ({ ratio }) => <EstimateText estimate={ratio} />,
  },
  {
    id: 'p',
    header: t('fairnessOverrides.between.p'),
    value: ({ pAdjusted }) => pAdjusted,
    cell: ({ pAdjusted }) =>
      pAdjusted === null ? t('fairnessOverrides.between.noTest') : formatPValue(pAdjusted),
  },
  {
    id: 'between',
    header: t('fairnessOverrides.between.groups'),
    value: ({ between: [low, high] }) =>
      low === undefined || high === undefined
        ? t('ui.none')
        : t('fairness.criteria.betweenText', { low, high }),
    sortable: false,
  },
  {
    id: 'leftOut',
    header: t('fairnessOverrides.between.leftOut'),
    value: ({ leftOut }) => (leftOut.length === 0 ? t('ui.none') : leftOut.join('; ')),
    sortable: false,
  },
];

/** How often people overruled the model by group, and how far groups lie apart. */
export function OverrideTables({ overrides }: { overrides: SectionOverrides }): ReactElement {
  return (
    <>
      <h3>{t('fairnessOverrides.groups.caption')}</h3>
      <DataTable
        caption={t('fairnessOverrides.groups.caption')}
        columns={groupColumns}
        rows={overrides.groups}
        rowKey={({ group }) => nameOf(group)}
        empty={empty}
      />
      <h3>{t('fairnessOverrides.between.caption')}</h3>
      <DataTable
        caption={t('fairnessOverrides.between.caption')}
        columns={betweenColumns}
        rows={betweenRows(overrides)}
        rowKey={({ rate }) => rate}
        empty={empty}
      />
      <p className="cs-note">{t('fairnessOverrides.between.note')}</p>
    </>
  );
}
