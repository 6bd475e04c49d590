import { NativeSelect } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ComponentProps, ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import type { WebhookDeliveryState, WebhookQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { Icon, type IconName } from '../../ui/icons';
import { morePages } from '../../ui/more-pages';
import { Section } from '../../ui/page';
import { DeliveryDetail } from './delivery-detail';
import { deliveryStates } from './search';
import { messageText, type Delivery } from './webhook';

const route = getRouteApi('/in/webhooks/$webhookId');

const icons: Record<WebhookDeliveryState, IconName> = {
  WAITING: 'unknown',
  DELIVERED: 'ok',
  FAILED: 'alert',
  SKIPPED: 'warning',
};

const columns: readonly DataColumn<Delivery>[] = [
  {
    id: 'message',
    header: t('webhooks.deliveries.message'),
    value: ({ event }) => messageText(event),
    cell: ({ event }) => (
      <>
        {messageText(event)}
        <span className="cs-under">
          <code>{event}</code>
        </span>
      </>
    ),
  },
  {
    id: 'state',
    header: t('webhooks.deliveries.state'),
    value: ({ state }) => word('deliveryState', state),
    cell: ({ state }) => (
      <span className={`cs-tone-${icons[state]}`}>
        <Icon name={icons[state]} /> {word('deliveryState', state)}
      </span>
    ),
  },
  {
    id: 'calls',
    header: t('webhooks.deliveries.calls'),
    numeric: true,
    value: ({ attempts }) => attempts.length,
  },
  {
    id: 'made',
    header: t('webhooks.deliveries.made'),
    value: ({ createdAt }) => createdAt,
    cell: ({ createdAt }) => <span className="cs-nowrap">{formatInstant(createdAt)}</span>,
  },
  {
    id: 'entry',
    header: t('webhooks.deliveries.entry'),
    value: ({ sequence }) => sequence ?? undefined,
    cell: ({ sequence }) =>
      sequence == null ? null : (
        <Link to="/audit/entries/$sequence" params={{ sequence: String(sequence) }}>
          {t('webhooks.deliveries.number', { sequence })}
        </Link>
      ),
  },
];

function StateFilter(): ReactElement {
  const { state } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <NativeSelect
      label={t('webhooks.deliveries.filter')}
      value={state ?? ''}
      onChange={(event) => {
        const chosen = deliveryStates.find((known) => known === event.currentTarget.value);
        void navigate({ search: { state: chosen }, replace: true });
      }}
      data={[
        { value: '', label: t('webhooks.deliveries.all') },
        ...deliveryStates.map((known) => ({ value: known, label: word('deliveryState', known) })),
      ]}
    />
  );
}

/** What a receiver was sent, each with its calls and its bytes. */
export function Deliveries(props: {
  deliveries: WebhookQuery['webhookDeliveries'];
  query: Parameters<typeof morePages>[1];
}): ReactElement {
  const { deliveries, query } = props;
  const empty: ComponentProps<typeof DataTable>['empty'] = {
    title: t('webhooks.deliveries.empty.title'),
    why: t('webhooks.deliveries.empty.why'),
    next: t('webhooks.deliveries.empty.next'),
  };
  return (
    <Section title={t('webhooks.deliveries.title')}>
      <p className="cs-note">{t('webhooks.deliveries.lead')}</p>
      <div className="cs-controls">
        <StateFilter />
      </div>
      <DataTable
        caption={t('webhooks.deliveries.title')}
        columns={columns}
        rows={deliveries.nodes}
        rowKey={({ id }) => id}
        empty={empty}
        more={morePages(deliveries, query)}
        detail={{
          header: t('webhooks.deliveries.more'),
          label: ({ event }, isOpen) =>
            t(isOpen ? 'webhooks.deliveries.hide' : 'webhooks.deliveries.show', {
              message: messageText(event),
            }),
          render: (delivery) => <DeliveryDetail delivery={delivery} />,
        }}
      />
    </Section>
  );
}
