import { useState, type ReactElement } from 'react';
import { usePermission, useViewer } from '../../../app/use-permission';
import { formatDay, formatInstant } from '../../../format/times';
import { t } from '../../../texts';
import { DataTable, type DataColumn } from '../../../ui/data-table';
import { GatedButton } from '../../../ui/gated-button';
import { Section } from '../../../ui/page';
import type { Audit } from '../forest';
import { EndWaiverDialog } from './end-waiver-dialog';
import { scopeText, type Waiver } from './waivable';
import { WaiveForm } from './waive-form';

const stateText = ({ state }: Waiver): string => t(`waivers.states.${state}`);

const columns: readonly DataColumn<Waiver>[] = [
  { id: 'scope', header: t('waivers.scope'), value: scopeText },
  {
    id: 'state',
    header: t('waivers.state'),
    value: stateText,
    cell: (waiver) => (
      <>
        {stateText(waiver)}
        {waiver.endedAt ? (
          <span className="cs-under">
            {t('models.by', { instant: formatDay(waiver.endedAt), name: waiver.endedBy?.name ?? '' })}:{' '}
            {waiver.endReason}
          </span>
        ) : null}
      </>
    ),
  },
  { id: 'owner', header: t('waivers.owner'), value: ({ owner }) => owner.name },
  {
    id: 'since',
    header: t('waivers.since'),
    value: ({ signedAt }) => signedAt,
    cell: ({ signedAt }) => <span className="cs-nowrap">{formatDay(signedAt)}</span>,
  },
  {
    id: 'until',
    header: t('waivers.until'),
    value: ({ until }) => until,
    cell: ({ until }) => formatInstant(until),
  },
  {
    id: 'justification',
    header: t('waivers.justification'),
    value: ({ justification }) => justification,
    sortable: false,
  },
];

interface WaiversTableProps {
  waivers: readonly Waiver[];
  /** Why the reader ends none; undefined where they may. */
  denied: string | undefined;
}

/** The waivers of an audit; those in force can be ended. */
export function WaiversTable({ waivers, denied }: WaiversTableProps): ReactElement {
  const [ended, setEnded] = useState<Waiver | null>(null);
  const action: DataColumn<Waiver> = {
    id: 'actions',
    header: t('waivers.actions'),
    sortable: false,
    value: () => '',
    cell: (waiver) =>
      waiver.state === 'IN_FORCE' ? (
        <GatedButton
          size="compact-sm"
          variant="default"
          denied={denied}
          aria-label={t('waivers.end.of', { scope: scopeText(waiver) })}
          onClick={() => setEnded(waiver)}
        >
          {t('waivers.end.open')}
        </GatedButton>
      ) : null,
  };
  return (
    <>
      <DataTable
        caption={t('waivers.title')}
        columns={[...columns, action]}
        rows={waivers}
        rowKey={({ id }) => id}
        empty={{ title: t('waivers.empty.title'), why: t('waivers.empty.why') }}
      />
      {ended ? <EndWaiverDialog waiver={ended} onClose={() => setEnded(null)} /> : null}
    </>
  );
}

/** Who answers for what the audit did not find met, with the way to do it and to end it. */
export function Waivers({ audit }: { audit: Audit }): ReactElement {
  const { denied } = usePermission('fairness.waive');
  const isOwn = useViewer().actor.id === audit.ranBy.id;
  return (
    <Section
      title={t('waivers.title')}
      actions={<WaiveForm audit={audit} denied={denied ?? (isOwn ? t('waivers.give.own') : undefined)} />}
    >
      <WaiversTable waivers={audit.waivers} denied={denied} />
    </Section>
  );
}
