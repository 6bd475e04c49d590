import {
  type GroupCost,
  type JudgedThreshold,
  type ThresholdOption,
  type UnmetCriterion,
} from '@countersign/domain/fairness-remedies';
import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatCount, formatNumber } from '../../../format/numbers';
import { listOf, word } from '../../../format/words';
import { t } from '../../../texts';
import { DataTable, type DataColumn } from '../../../ui/data-table';
import { EstimateText } from '../../../ui/estimate-text';
import { criterionWord, nameOf } from '../figures/audit-evidence';
import { estimateParts } from '../figures/estimate-parts';
import { thresholdText } from '../figures/threshold-slider';

const groupText = ({ group }: GroupCost): string =>
  group.length === 0 ? t('remedies.threshold.all') : nameOf(group);

const costColumns: readonly DataColumn<GroupCost>[] = [
  { id: 'group', header: t('fairness.groups.group'), value: groupText },
  {
    id: 'fp',
    header: t('remedies.threshold.falsePositives'),
    numeric: true,
    value: ({ counts }) => counts.fp,
    cell: ({ counts }) => formatCount(counts.fp),
  },
  {
    id: 'fn',
    header: t('remedies.threshold.falseNegatives'),
    numeric: true,
    value: ({ counts }) => counts.fn,
    cell: ({ counts }) => formatCount(counts.fn),
  },
  {
    id: 'total',
    header: t('remedies.threshold.total'),
    numeric: true,
    value: ({ total }) => total,
    cell: ({ total }) => formatNumber(total),
  },
  {
    id: 'mean',
    header: t('remedies.threshold.mean'),
    value: ({ mean }) => mean.value,
    cell: ({ mean }) => <EstimateText estimate={estimateParts(mean)} />,
  },
];

/** What the errors cost every group, and all together, at one threshold. */
export function CostsTable(props: {
  costs: { groups: readonly GroupCost[]; all: GroupCost };
  threshold: number;
}): ReactElement {
  const { costs, threshold } = props;
  return (
    <>
      <h3>{t('remedies.threshold.costsAt', { threshold: thresholdText(threshold) })}</h3>
      <DataTable
        caption={t('remedies.threshold.costsCaption')}
        columns={costColumns}
        rows={[costs.all, ...costs.groups]}
        rowKey={groupText}
        empty={{ title: '', why: '' }}
      />
    </>
  );
}

/** What a threshold fails by, in a few words. */
function unmetText(unmet: readonly UnmetCriterion[]): string {
  const most = 4;
  const names = unmet.slice(0, most).map(({ criterion, attributes, verdict }) =>
    t('remedies.threshold.unmet', {
      criterion: word('criterion', criterionWord(criterion)),
      attribute: attributes.join(' × '),
      verdict: word('verdict', verdict).toLowerCase(),
    }),
  );
  const more = unmet.length - names.length;
  return listOf(more > 0 ? [...names, t('remedies.threshold.more', { count: more })] : names);
}

/** Rows of the list shown at first: the rest differs little. */
const shown = 10;

const optionColumns = (onChoose: (bin: number) => void): readonly DataColumn<ThresholdOption>[] => [
  {
    id: 'threshold',
    header: t('fairnessFigures.sweep.threshold'),
    numeric: true,
    value: ({ threshold }) => threshold,
    cell: ({ threshold }) => thresholdText(threshold),
  },
  {
    id: 'total',
    header: t('remedies.threshold.total'),
    numeric: true,
    value: ({ all }) => all.total,
    cell: ({ all }) => formatNumber(all.total),
  },
  {
    id: 'mean',
    header: t('remedies.threshold.mean'),
    value: ({ all }) => all.mean.value,
    cell: ({ all }) => <EstimateText estimate={estimateParts(all.mean)} />,
  },
  {
    id: 'look',
    header: t('remedies.threshold.look'),
    value: () => '',
    sortable: false,
    cell: ({ bin, threshold }) => (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('remedies.threshold.lookAt', { threshold: thresholdText(threshold) })}
        onClick={() => onChoose(bin)}
      >
        {t('remedies.threshold.look')}
      </Button>
    ),
  },
];

interface OptionsProps {
  options: readonly ThresholdOption[];
  /** Of all thresholds the cheapest, which meets not every criterion where there is no option. */
  cheapest: JudgedThreshold;
  onChoose: (bin: number) => void;
}

/** The thresholds that meet every criterion, the cheapest first, or that none does. */
export function OptionsTable({ options, cheapest, onChoose }: OptionsProps): ReactElement {
  const values = {
    threshold: thresholdText(cheapest.threshold),
    unmet: unmetText(cheapest.unmet),
  };
  if (options.length === 0) return <p>{t('remedies.threshold.none', values)}</p>;
  return (
    <>
      <p>
        {t('remedies.threshold.found', { count: options.length })}{' '}
        {cheapest.unmet.length > 0 ? t('remedies.threshold.cheaper', values) : null}
      </p>
      <DataTable
        caption={t('remedies.threshold.options')}
        columns={optionColumns(onChoose)}
        rows={options.slice(0, shown)}
        rowKey={({ bin }) => String(bin)}
        empty={{ title: '', why: '' }}
      />
      {options.length > shown ? (
        <p className="cs-note">{t('remedies.threshold.firstOf', { shown, of: options.length })}</p>
      ) : null}
    </>
  );
}
