import { type GroupScoreResult } from '@countersign/domain/fairness';
import type { ReactElement } from 'react';
import { formatCount, formatMeasure } from '../../../format/numbers';
import { t } from '../../../texts';
import { DataTable, type DataColumn } from '../../../ui/data-table';
import { EstimateText } from '../../../ui/estimate-text';
import { nameOf, type FigureSubject } from './audit-evidence';
import { estimateParts } from './estimate-parts';
import { areaGapText } from './scores-figure';

const columns: readonly DataColumn<GroupScoreResult>[] = [
  { id: 'group', header: t('fairness.groups.group'), value: ({ group }) => nameOf(group) },
  {
    id: 'n',
    header: t('fairnessFigures.calibration.n'),
    numeric: true,
    value: ({ n }) => n,
    cell: ({ n }) => formatCount(n),
  },
  {
    id: 'auc',
    header: t('fairnessFigures.areas.auc'),
    value: ({ auc }) => auc.value,
    cell: ({ auc }) => <EstimateText estimate={estimateParts(auc)} />,
  },
  {
    id: 'ece',
    header: t('fairnessFigures.areas.ece'),
    value: ({ ece }) => ece.value,
    cell: ({ ece }) => <EstimateText estimate={estimateParts(ece)} />,
  },
  {
    id: 'large',
    header: t('fairnessFigures.areas.large'),
    numeric: true,
    value: ({ calibrationInTheLarge }) => calibrationInTheLarge,
    cell: ({ calibrationInTheLarge: value }) => (value === null ? t('ui.none') : formatMeasure(value)),
  },
];

/** How the scores of every group order and match its labels, in numbers. */
export function ScoreTable({ subject }: { subject: FigureSubject }): ReactElement {
  const { results } = subject;
  return (
    <>
      <h3>{t('fairnessFigures.areas.title')}</h3>
      <DataTable
        caption={t('fairnessFigures.areas.title')}
        columns={columns}
        rows={results.scores?.groups ?? []}
        rowKey={({ group }) => nameOf(group)}
        empty={{ title: t('fairness.empty.title'), why: t('fairnessFigures.scores.nobody') }}
      />
      <p className="cs-note">{areaGapText(results)}</p>
    </>
  );
}
