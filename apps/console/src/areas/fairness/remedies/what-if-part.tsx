import { useQuery } from '@apollo/client/react';
import { scoreEdges } from '@countersign/domain/fairness';
import {
  groupThresholds,
  type EqualisedRate,
  type GroupThreshold,
} from '@countersign/domain/fairness-remedies';
import { Alert, NativeSelect } from '@mantine/core';
import { useMemo, useState, type ReactElement } from 'react';
import { usePermission } from '../../../app/use-permission';
import { formatCount, formatMeasure } from '../../../format/numbers';
import { t } from '../../../texts';
import { DataTable, type DataColumn } from '../../../ui/data-table';
import { EstimateText } from '../../../ui/estimate-text';
import { Loaded } from '../../../ui/loaded';
import { Section } from '../../../ui/page';
import { nameOf } from '../figures/audit-evidence';
import { estimateParts } from '../figures/estimate-parts';
import { thresholdText } from '../figures/threshold-slider';
import { fairnessSettingsDocument } from './operations';
import type { ScoredSubject } from './scored-subject';
import { WhatIfSwitch } from './what-if-switch';

const equalised = ['favourable_rate', 'tpr', 'fpr'] as const satisfies readonly EqualisedRate[];

const columns: readonly DataColumn<GroupThreshold>[] = [
  { id: 'group', header: t('fairness.groups.group'), value: ({ group }) => nameOf(group) },
  {
    id: 'threshold',
    header: t('fairnessFigures.sweep.threshold'),
    numeric: true,
    value: ({ threshold }) => threshold,
    cell: ({ threshold }) => thresholdText(threshold),
  },
  {
    id: 'before',
    header: t('remedies.whatIf.before'),
    value: ({ before }) => before.value,
    cell: ({ before }) => <EstimateText estimate={estimateParts(before)} />,
  },
  {
    id: 'after',
    header: t('remedies.whatIf.after'),
    value: ({ after }) => after.value,
    cell: ({ after }) => <EstimateText estimate={estimateParts(after)} />,
  },
  {
    id: 'changed',
    header: t('remedies.whatIf.changed'),
    numeric: true,
    value: ({ changed }) => changed,
    cell: ({ changed }) => formatCount(changed),
  },
];

/** The thresholds that would make a rate alike; drawn only where the workspace allows it. */
export function GroupThresholdsTable({ scored }: { scored: ScoredSubject }): ReactElement {
  const { subject, tails, model } = scored;
  const { favourable, alpha } = subject.evidence.policy;
  const [rate, setRate] = useState<EqualisedRate>('favourable_rate');
  const found = useMemo(
    () =>
      groupThresholds(tails, {
        ...{ rate, common: model, favourable: favourable.prediction },
        confidenceLevel: 1 - alpha,
      }),
    [tails, rate, model, favourable, alpha],
  );
  return (
    <>
      <Alert color="yellow" title={t('remedies.whatIf.warningTitle')} className="cs-alert">
        {t('remedies.whatIf.warning')}
      </Alert>
      <div className="cs-controls">
        <NativeSelect
          label={t('remedies.whatIf.rate')}
          value={rate}
          onChange={({ currentTarget: { value } }) =>
            setRate(equalised.find((each) => each === value) ?? 'favourable_rate')
          }
          data={equalised.map((each) => ({ value: each, label: t(`fairnessFigures.rates.${each}`) }))}
        />
      </div>
      {found === null ? (
        <p>{t('remedies.whatIf.none')}</p>
      ) : (
        <>
          <p>
            {t('remedies.whatIf.sentence', {
              rate: t(`remedies.rates.${rate}`),
              target: formatMeasure(found.target),
              threshold: thresholdText(scoreEdges[model] ?? 0),
            })}
          </p>
          <DataTable
            caption={t('remedies.whatIf.title')}
            columns={columns}
            rows={found.groups}
            rowKey={({ group }) => nameOf(group)}
            empty={{ title: t('fairness.empty.title'), why: t('fairness.empty.why') }}
          />
        </>
      )}
    </>
  );
}

/** Thresholds for groups as a thought, where the workspace allows it; otherwise who could allow it. */
export function WhatIfPart({ scored }: { scored: ScoredSubject }): ReactElement {
  const query = useQuery(fairnessSettingsDocument);
  const { denied } = usePermission('fairness.waive');
  const isAllowed = query.data?.fairnessSettings.allowGroupThresholdWhatIf;
  return (
    <Section
      title={t('remedies.whatIf.title')}
      actions={isAllowed === undefined ? null : <WhatIfSwitch {...{ isAllowed, denied }} />}
    >
      <p className="cs-note">{t('remedies.whatIf.lead')}</p>
      <Loaded query={query} rows={2}>
        {({ fairnessSettings }) =>
          fairnessSettings.allowGroupThresholdWhatIf ? (
            <GroupThresholdsTable scored={scored} />
          ) : (
            <p>{t('remedies.whatIf.off')}</p>
          )
        }
      </Loaded>
    </Section>
  );
}
