import type { ReactElement } from 'react';
import { formatMeasure } from '../../../format/numbers';
import { word } from '../../../format/words';
import { t } from '../../../texts';
import { DataTable, type DataColumn } from '../../../ui/data-table';
import { EstimateText, type EstimateParts } from '../../../ui/estimate-text';
import { VerdictBadge } from '../../../ui/verdict-badge';
import { criterionWord } from '../figures/audit-evidence';
import type { ThresholdVerdict } from '../figures/threshold-verdicts';
import type { GapRow } from './gap-rows';

const empty = { title: t('fairness.empty.title'), why: t('fairness.empty.why') };

const gapColumn = (id: 'before' | 'after' | 'change'): DataColumn<GapRow> => ({
  id,
  header: t(`fairnessCompare.gaps.${id}`),
  value: (row) => row[id].value,
  cell: (row) => <EstimateText estimate={row[id]} />,
});

function Split({ split }: GapRow): ReactElement {
  if (split === null) return <>{t('fairnessCompare.gaps.noSplit')}</>;
  const { mix, rates, by } = split;
  return <>{t('fairnessCompare.gaps.split', { by, mix: formatMeasure(mix), rates: formatMeasure(rates) })}</>;
}

const gapColumns: readonly DataColumn<GapRow>[] = [
  { id: 'name', header: t('fairness.criteria.name'), value: ({ name }) => name },
  {
    id: 'between',
    header: t('fairness.criteria.between'),
    value: ({ between: [low, high] }) =>
      low === undefined || high === undefined
        ? t('ui.none')
        : t('fairness.criteria.betweenText', { low, high }),
    sortable: false,
  },
  gapColumn('before'),
  gapColumn('after'),
  gapColumn('change'),
  {
    id: 'split',
    header: t('fairnessCompare.gaps.because'),
    value: ({ split }) => split?.mix,
    cell: Split,
    sortable: false,
  },
];

/** Every gap with its change, and what another mix of people and other rates did to it. */
export function GapTable({ rows }: { rows: readonly GapRow[] }): ReactElement {
  return (
    <DataTable
      caption={t('fairnessCompare.gaps.title')}
      columns={gapColumns}
      rows={rows}
      rowKey={({ name }) => name}
      empty={empty}
    />
  );
}

/** One criterion in both audits. */
export interface VerdictPair {
  criterion: ThresholdVerdict['criterion'];
  before: ThresholdVerdict | null;
  after: ThresholdVerdict | null;
}

/** The criteria of either audit, those of the earlier one first. */
export function verdictPairs(
  before: readonly ThresholdVerdict[],
  after: readonly ThresholdVerdict[],
): VerdictPair[] {
  const names = [...new Set([...before, ...after].map(({ criterion }) => criterion))];
  const find = (verdicts: readonly ThresholdVerdict[], name: string) =>
    verdicts.find(({ criterion }) => criterion === name) ?? null;
  return names.map((criterion) => ({
    criterion,
    before: find(before, criterion),
    after: find(after, criterion),
  }));
}

const verdictColumn = (id: 'before' | 'after'): DataColumn<VerdictPair>[] => [
  {
    id: `${id}-measured`,
    header: t(`fairnessCompare.verdicts.${id}`),
    value: (pair) => pair[id]?.measured.value,
    cell: (pair) => <Measured verdict={pair[id]} />,
  },
  {
    id,
    header: t(`fairnessCompare.verdicts.${id}Verdict`),
    value: (pair) => pair[id]?.verdict,
    cell: (pair) => (pair[id] ? <VerdictBadge verdict={pair[id].verdict} /> : t('ui.none')),
  },
];

function Measured({ verdict }: { verdict: ThresholdVerdict | null }): ReactElement {
  if (verdict === null) return <>{t('fairnessCompare.verdicts.no')}</>;
  const measured: EstimateParts = verdict.measured;
  return (
    <>
      {verdict.isRatio ? t('fairness.criteria.ratio') : t('fairness.criteria.difference')}{' '}
      <EstimateText estimate={measured} />
    </>
  );
}

const verdictColumns: readonly DataColumn<VerdictPair>[] = [
  {
    id: 'criterion',
    header: t('fairness.criteria.name'),
    value: ({ criterion }) => word('criterion', criterionWord(criterion)),
  },
  ...verdictColumn('before'),
  ...verdictColumn('after'),
];

/** What each audit said of its criteria, between the groups that lay farthest apart at its time. */
export function VerdictTable({ pairs }: { pairs: readonly VerdictPair[] }): ReactElement {
  return (
    <DataTable
      caption={t('fairnessCompare.verdicts.title')}
      columns={verdictColumns}
      rows={pairs}
      rowKey={({ criterion }) => criterion}
      empty={empty}
    />
  );
}
