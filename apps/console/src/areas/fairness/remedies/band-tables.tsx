import { type GroupResult, type SectionResults } from '@countersign/domain/fairness';
import { type GroupLoad, type HumanBand } from '@countersign/domain/fairness-remedies';
import { type DisparityName } from '@countersign/statistics/fairness';
import type { ReactElement } from 'react';
import { formatCount, formatNumber } from '../../../format/numbers';
import { word } from '../../../format/words';
import { t } from '../../../texts';
import { DataTable, type DataColumn } from '../../../ui/data-table';
import { EstimateText, type EstimateParts } from '../../../ui/estimate-text';
import { VerdictBadge } from '../../../ui/verdict-badge';
import { criterionWord, nameOf } from '../figures/audit-evidence';
import { estimateParts } from '../figures/estimate-parts';
import { thresholdVerdicts, type ThresholdVerdict } from '../figures/threshold-verdicts';

const empty = { title: t('fairness.empty.title'), why: t('fairness.empty.why') };

const loadName = ({ group }: GroupLoad): string =>
  group.length === 0 ? t('remedies.threshold.all') : nameOf(group);

const loadColumns: readonly DataColumn<GroupLoad>[] = [
  { id: 'group', header: t('fairness.groups.group'), value: loadName },
  {
    id: 'sent',
    header: t('remedies.band.sent'),
    numeric: true,
    value: ({ sent }) => sent,
    cell: ({ sent }) => formatCount(sent),
  },
  {
    id: 'share',
    header: t('remedies.band.share'),
    value: ({ share }) => share.value,
    cell: ({ share }) => <EstimateText estimate={estimateParts(share)} />,
  },
];

const rateColumn = (id: 'accuracy' | 'fnr' | 'fpr'): DataColumn<GroupResult> => ({
  id,
  header: t(`fairnessFigures.rates.${id}`),
  value: ({ metrics }) => metrics[id].value,
  cell: ({ metrics }) => <EstimateText estimate={estimateParts(metrics[id])} />,
});

const automaticColumns: readonly DataColumn<GroupResult>[] = [
  { id: 'group', header: t('fairness.groups.group'), value: ({ group }) => nameOf(group) },
  {
    id: 'n',
    header: t('remedies.band.automatic'),
    numeric: true,
    value: ({ n }) => n,
    cell: ({ n }) => formatCount(n),
  },
  rateColumn('fpr'),
  rateColumn('fnr'),
  rateColumn('accuracy'),
  {
    id: 'judged',
    header: t('fairness.groups.judged'),
    value: ({ eligible }) => t(eligible ? 'fairness.groups.yes' : 'fairness.groups.no'),
  },
];

/** A criterion without and with the band. */
interface ChangedVerdict {
  before: ThresholdVerdict;
  after: ThresholdVerdict;
}

function Measured({ measured, isRatio }: { measured: EstimateParts; isRatio: boolean }): ReactElement {
  return (
    <>
      {t(isRatio ? 'fairness.criteria.ratio' : 'fairness.criteria.difference')}{' '}
      <EstimateText estimate={measured} />
    </>
  );
}

const limitText = ({ limit, isRatio }: ThresholdVerdict): string =>
  limit === null
    ? t('fairness.criteria.none')
    : t(isRatio ? 'fairness.criteria.atLeast' : 'fairness.criteria.atMost', { value: formatNumber(limit) });

const verdictColumn = (when: 'after' | 'before'): DataColumn<ChangedVerdict> => ({
  id: when,
  header: t(`remedies.band.${when}`),
  value: (row) => row[when].measured.value,
  cell: (row) => (
    <>
      <VerdictBadge verdict={row[when].verdict} /> <Measured {...row[when]} />
      {row[when].reason === null ? null : <span className="cs-under">{row[when].reason}</span>}
    </>
  ),
});

const verdictColumns: readonly DataColumn<ChangedVerdict>[] = [
  {
    id: 'criterion',
    header: t('fairness.criteria.name'),
    value: ({ after }) => word('criterion', criterionWord(after.criterion)),
  },
  { id: 'limit', header: t('fairness.criteria.limit'), value: ({ after }) => limitText(after) },
  verdictColumn('before'),
  verdictColumn('after'),
];

interface BandTablesProps {
  supposed: HumanBand;
  /** What the threshold would do without a band. */
  without: SectionResults;
  criteria: readonly DisparityName[];
}

/** Who would go to people, what remains automatic, and what the criteria say of it. */
export function BandTables({ supposed, without, criteria }: BandTablesProps): ReactElement {
  const before = thresholdVerdicts(without, criteria);
  const verdicts = thresholdVerdicts(supposed.automatic, criteria).flatMap((after) => {
    const was = before.find(({ criterion }) => criterion === after.criterion);
    return was ? [{ before: was, after }] : [];
  });
  return (
    <>
      <h3>{t('remedies.band.loads')}</h3>
      <DataTable
        caption={t('remedies.band.loads')}
        columns={loadColumns}
        rows={[supposed.all, ...supposed.groups]}
        rowKey={loadName}
        empty={empty}
      />
      <h3>{t('remedies.band.remains')}</h3>
      <DataTable
        caption={t('remedies.band.remains')}
        columns={automaticColumns}
        rows={supposed.automatic.groups}
        rowKey={({ group }) => nameOf(group)}
        empty={empty}
      />
      <DataTable
        caption={t('remedies.band.verdicts')}
        columns={verdictColumns}
        rows={verdicts}
        rowKey={({ after }) => after.criterion}
        empty={empty}
      />
    </>
  );
}
