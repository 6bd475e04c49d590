import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { usePermission } from '../../app/use-permission';
import { formatDay } from '../../format/times';
import { t } from '../../texts';
import { ByLine } from '../../ui/by-line';
import { DataTable, type DataColumn, type MorePages } from '../../ui/data-table';
import { GatedButton } from '../../ui/gated-button';
import { RemoveDialog } from './remove-dialog';
import { StateLine } from './state-line';
import { eventsText, stateText, type Webhook } from './webhook';

const columns: readonly DataColumn<Webhook>[] = [
  {
    id: 'description',
    header: t('webhooks.description'),
    value: ({ description }) => description,
    cell: ({ id, description, url }) => (
      <>
        <Link to="/webhooks/$webhookId" params={{ webhookId: id }}>
          {description}
        </Link>
        <span className="cs-under">{url}</span>
      </>
    ),
  },
  { id: 'events', header: t('webhooks.events'), value: ({ events }) => eventsText(events) },
  {
    id: 'state',
    header: t('webhooks.state'),
    value: stateText,
    cell: (webhook) => <StateLine webhook={webhook} />,
  },
  {
    id: 'made',
    header: t('webhooks.made'),
    value: ({ createdAt }) => createdAt,
    cell: ({ createdAt, createdBy }) => <ByLine at={formatDay(createdAt)} name={createdBy.name} />,
  },
];

/** All receivers without their secrets; each can be removed. */
export function WebhooksTable(props: { webhooks: readonly Webhook[]; more: MorePages }): ReactElement {
  const { allowed } = usePermission('webhook.configure');
  const [removed, setRemoved] = useState<Webhook | null>(null);
  const action: DataColumn<Webhook> = {
    id: 'actions',
    header: t('webhooks.actions'),
    sortable: false,
    value: () => '',
    cell: (webhook) => (
      <GatedButton
        size="compact-sm"
        variant="default"
        aria-label={t('webhooks.remove.of', { description: webhook.description })}
        onClick={() => setRemoved(webhook)}
      >
        {t('webhooks.remove.open')}
      </GatedButton>
    ),
  };
  return (
    <>
      <DataTable
        caption={t('webhooks.title')}
        columns={allowed ? [...columns, action] : columns}
        rows={props.webhooks}
        rowKey={({ id }) => id}
        empty={{
          title: t('webhooks.empty.title'),
          why: t('webhooks.empty.why'),
          next: t('webhooks.empty.next'),
        }}
        more={props.more}
      />
      {removed ? <RemoveDialog webhook={removed} onClose={() => setRemoved(null)} /> : null}
    </>
  );
}
