import { formatCount, formatPercent } from '../../format/numbers';
import { word } from '../../format/words';
import { t } from '../../texts';
import type { DataColumn } from '../../ui/data-table';
import { VerdictBadge } from '../../ui/verdict-badge';
import { judgedText, shown, ShownEstimate } from './shown-number';
import { groupName, type Audit, type Disparity, type Group, type Rate } from './forest';
import { judgedGap, limitText } from './judged-gap';

const betweenText = ({ between }: Disparity): string => {
  const [low, high] = between;
  if (!low || !high) return t('ui.none');
  return t('fairness.criteria.betweenText', { low: groupName(low), high: groupName(high) });
};

/** Whether the verdict rests on the group that the others are measured against, and which other choice changes it. */
const robustText = ({ robust, verdict, byDenominator }: Disparity): string => {
  if (robust == null) return t('ui.none');
  if (robust) return t('fairness.criteria.isRobust');
  if (byDenominator.length === 0) return t('fairness.criteria.isNotRobust');
  const others = byDenominator.filter((outcome) => outcome.verdict !== verdict);
  return others
    .map((outcome) =>
      t('fairness.criteria.otherwise', {
        verdict: word('verdict', outcome.verdict).toLowerCase(),
        denominator: word('denominator', outcome.denominator),
      }),
    )
    .join('; ');
};

/** Columns of the criterion table; the quantity that the limit judges is the one shown. */
export function criterionColumns(criteria: Audit['criteria']): readonly DataColumn<Disparity>[] {
  const gapOf = (disparity: Disparity) => judgedGap(criteria, disparity);
  return [
    {
      id: 'criterion',
      header: t('fairness.criteria.name'),
      value: (disparity) => word('criterion', disparity.criterion),
    },
    {
      id: 'measured',
      header: t('fairness.criteria.measured'),
      value: (disparity) => gapOf(disparity).estimate?.value,
      cell: (disparity) => {
        const { isRatio, estimate } = gapOf(disparity);
        return (
          <>
            {isRatio ? t('fairness.criteria.ratio') : t('fairness.criteria.difference')}{' '}
            <ShownEstimate estimate={estimate} />
          </>
        );
      },
    },
    {
      id: 'limit',
      header: t('fairness.criteria.limit'),
      value: (disparity) => limitText(gapOf(disparity)),
    },
    { id: 'between', header: t('fairness.criteria.between'), value: betweenText, sortable: false },
    {
      id: 'verdict',
      header: t('fairness.criteria.verdict'),
      value: (disparity) => disparity.verdict,
      cell: (disparity) => <VerdictBadge verdict={disparity.verdict} />,
    },
    {
      id: 'robust',
      header: t('fairness.criteria.robust'),
      value: robustText,
      sortable: false,
    },
    {
      id: 'reason',
      header: t('fairness.criteria.reason'),
      value: (disparity) => disparity.reason ?? t('fairness.criteria.noReason'),
      sortable: false,
    },
  ];
}

const rateColumn = (rate: Rate): DataColumn<Group> => ({
  id: rate,
  header: t(`fairness.rates.${rate}`),
  value: (group) => group[rate]?.value,
  cell: (group) => <ShownEstimate estimate={group[rate]} />,
});

const countColumn = (id: 'tp' | 'fp' | 'fn' | 'tn' | 'unlabelled'): DataColumn<Group> => ({
  id,
  header: t(`fairness.groups.${id}`),
  numeric: true,
  value: (group) => group.counts?.[id],
  cell: (group) => shown(group.counts?.[id], formatCount),
});

/** Columns of the group table: sizes, counts, and the rate in view. */
export const groupColumns = (rate: Rate): readonly DataColumn<Group>[] => [
  { id: 'group', header: t('fairness.groups.group'), value: groupName },
  {
    id: 'n',
    header: t('fairness.groups.n'),
    numeric: true,
    value: (group) => group.n,
    cell: (group) => shown(group.n, formatCount),
  },
  {
    id: 'share',
    header: t('fairness.groups.share'),
    numeric: true,
    value: (group) => group.share,
    cell: (group) => shown(group.share, formatPercent),
  },
  {
    id: 'judged',
    header: t('fairness.groups.judged'),
    value: (group) => judgedText(group.eligible),
  },
  countColumn('tp'),
  countColumn('fp'),
  countColumn('fn'),
  countColumn('tn'),
  countColumn('unlabelled'),
  rateColumn(rate),
];
