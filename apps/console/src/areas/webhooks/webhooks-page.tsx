import { useQuery } from '@apollo/client/react';
import type { ReactElement } from 'react';
import { AdministrationParts } from '../../app/administration';
import { usePermission } from '../../app/use-permission';
import { t } from '../../texts';
import { Loaded } from '../../ui/loaded';
import { morePages } from '../../ui/more-pages';
import { Page } from '../../ui/page';
import { PermittedPage } from '../access/permitted-page';
import { CreateWebhookForm } from './create-webhook-form';
import { webhooksDocument } from './operations';
import { WebhooksTable } from './webhooks-table';

function Webhooks(): ReactElement {
  const query = useQuery(webhooksDocument);
  const { denied } = usePermission('webhook.configure');
  return (
    <Page
      title={t('webhooks.title')}
      lead={t('webhooks.lead')}
      actions={<CreateWebhookForm denied={denied} />}
    >
      <AdministrationParts />
      <Loaded query={query} rows={6}>
        {({ webhooks }) => <WebhooksTable webhooks={webhooks.nodes} more={morePages(webhooks, query)} />}
      </Loaded>
    </Page>
  );
}

/** Who outside is told what happens, and how each of them does. */
export function WebhooksPage(): ReactElement {
  return (
    <PermittedPage permission="webhook.read" title={t('webhooks.title')}>
      <Webhooks />
    </PermittedPage>
  );
}
