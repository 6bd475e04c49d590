import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, type ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import { t } from '../../texts';
import { Loaded } from '../../ui/loaded';
import { Facts, Page, titleOf } from '../../ui/page';
import { PermittedPage } from '../access/permitted-page';
import { Deliveries } from './deliveries';
import { webhookDocument } from './operations';
import { StateLine } from './state-line';
import { everyEvent, type Webhook } from './webhook';
import { WebhookActions } from './webhook-actions';

const route = getRouteApi('/in/webhooks/$webhookId');

/** While something waits a receiver is about to be called; else somebody else's doing shows soon enough. */
const pollEvery = { waiting: 2_000, otherwise: 15_000 };
const firstPage = 20;

/** Polled only as long as no further page was asked for: an answer begins the list anew. */
function useWebhook() {
  const { webhookId } = route.useParams();
  const { state } = route.useSearch();
  const query = useQuery(webhookDocument, { variables: { id: webhookId, state: state ?? null } });
  const { data, startPolling, stopPolling } = query;
  const shown = data?.webhookDeliveries.nodes ?? [];
  const waits = shown.some((delivery) => delivery.state === 'WAITING');
  const isPolled = shown.length <= firstPage;
  useEffect(() => {
    if (isPolled) startPolling(waits ? pollEvery.waiting : pollEvery.otherwise);
    return stopPolling;
  }, [isPolled, waits, startPolling, stopPolling]);
  return query;
}

function About({ webhook }: { webhook: Webhook }): ReactElement {
  const { url, events, createdAt, createdBy, previousUntil } = webhook;
  return (
    <>
      <p className="cs-sentence">
        <StateLine webhook={webhook} />
      </p>
      <Facts
        facts={[
          [t('webhooks.address'), url],
          [t('webhooks.made'), t('models.by', { instant: formatInstant(createdAt), name: createdBy.name })],
        ]}
      />
      {previousUntil && new Date(previousUntil) > new Date() ? (
        <p className="cs-note">{t('webhooks.secret.both', { instant: formatInstant(previousUntil) })}</p>
      ) : null}
      <details className="cs-note">
        <summary>
          {t('webhooks.events')} ({events.length})
        </summary>
        <ul>
          {everyEvent
            .filter((event) => events.includes(event))
            .map((event) => (
              <li key={event}>{word('webhookEvent', event)}</li>
            ))}
        </ul>
      </details>
    </>
  );
}

function OneWebhook(): ReactElement {
  const query = useWebhook();
  const webhook = query.data?.webhook;
  const crumbs = [
    <Link key="webhooks" to="/webhooks">
      {t('webhooks.title')}
    </Link>,
  ];
  return (
    <Page
      title={titleOf(query, webhook?.description)}
      crumbs={crumbs}
      actions={webhook ? <WebhookActions webhook={webhook} /> : undefined}
    >
      <Loaded query={query} rows={8}>
        {(data) => (
          <>
            <About webhook={data.webhook} />
            <Deliveries deliveries={data.webhookDeliveries} query={query} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** One receiver: how it does, what it was sent, and what can be done about either. */
export function WebhookPage(): ReactElement {
  return (
    <PermittedPage permission="webhook.read" title={t('webhooks.title')}>
      <OneWebhook />
    </PermittedPage>
  );
}
