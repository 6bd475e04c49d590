import { formatNumber, formatPercent, formatPValue } from '../../format/numbers';
import { t } from '../../texts';
import type { DataColumn } from '../../ui/data-table';
import { VerdictBadge } from '../../ui/verdict-badge';
import { evidenceText } from './evidence-text';
import type { PairResult } from './pair-result';
import { sideText } from './pair-sentence';

function gapText({ numbers: { gap } }: PairResult): string {
  if (gap === null) return t('ui.none');
  const points = (share: number) => formatNumber(Math.round(share * 1000) / 10);
  return t('watch.gapValue', {
    value: points(gap.value),
    lower: points(gap.lower),
    upper: points(gap.upper),
  });
}

const column = (id: keyof typeof headers): Pick<DataColumn<PairResult>, 'id' | 'header'> => ({
  id,
  header: headers[id],
});

const headers = {
  group: t('watch.column.group'),
  rate: t('watch.column.rateOf'),
  reference: t('watch.column.referenceOf'),
  gap: t('watch.column.points'),
  evidence: t('watch.column.evidence'),
  largest: t('watch.column.largest'),
  line: t('watch.column.line'),
  p: t('watch.column.p'),
  since: t('watch.column.since'),
  alarm: t('watch.column.alarm'),
  coverage: t('watch.column.coverage'),
  verdict: t('watch.column.verdict'),
} as const;

/** A day that does not break into lines. */
const dayCell = (day: string) => <span className="cs-nowrap">{day}</span>;

/** What the last day says of each group. */
export const pairColumns: readonly DataColumn<PairResult>[] = [
  { ...column('group'), value: ({ group }) => group },
  {
    ...column('verdict'),
    value: ({ verdict }) => verdict,
    cell: ({ verdict }) => <VerdictBadge verdict={verdict} />,
  },
  {
    ...column('rate'),
    value: ({ numbers }) => numbers.compared.rate,
    cell: ({ numbers }) => sideText(numbers.compared),
  },
  {
    ...column('reference'),
    value: ({ numbers }) => numbers.reference.rate,
    cell: ({ numbers }) => sideText(numbers.reference),
  },
  { ...column('gap'), value: ({ numbers }) => numbers.gap?.value, cell: gapText },
  {
    ...column('evidence'),
    numeric: true,
    value: ({ numbers }) => numbers.eValue,
    cell: ({ numbers }) => evidenceText(numbers.eValue),
  },
  {
    ...column('largest'),
    numeric: true,
    value: ({ numbers }) => numbers.largestEValue,
    cell: ({ numbers }) => evidenceText(numbers.largestEValue),
  },
  { ...column('line'), numeric: true, value: ({ alert }) => alert, cell: ({ alert }) => formatNumber(alert) },
  {
    ...column('p'),
    numeric: true,
    value: ({ pValue }) => pValue,
    cell: ({ pValue }) => (pValue == null ? t('ui.none') : formatPValue(pValue)),
  },
  {
    ...column('since'),
    value: ({ numbers }) => numbers.since,
    cell: ({ numbers }) => dayCell(numbers.since),
  },
  {
    ...column('alarm'),
    value: ({ numbers }) => numbers.alarmDay,
    cell: ({ numbers }) => dayCell(numbers.alarmDay ?? t('ui.none')),
  },
];

const labelledShare = ({ numbers: { compared } }: PairResult): number | null =>
  compared.predicted === 0 ? null : compared.labelled / compared.predicted;

/** How many of a group's predictions had a label, for rates that need one. */
export const coverageColumn: DataColumn<PairResult> = {
  ...column('coverage'),
  numeric: true,
  value: labelledShare,
  cell: (result) => {
    const share = labelledShare(result);
    return share === null ? t('ui.none') : formatPercent(share);
  },
};
