import { useQuery } from '@apollo/client/react';
import type { ReactElement } from 'react';
import { AdministrationParts } from '../../app/administration';
import { usePermission } from '../../app/use-permission';
import { t } from '../../texts';
import { Loaded } from '../../ui/loaded';
import { morePages } from '../../ui/more-pages';
import { Page } from '../../ui/page';
import { CreateTokenForm } from './create-token-form';
import { PermittedPage } from './permitted-page';
import { serviceTokensDocument } from './token-operations';
import { TokensTable } from './tokens-table';

function Tokens(): ReactElement {
  const query = useQuery(serviceTokensDocument);
  const create = usePermission('token.create');
  return (
    <Page
      title={t('tokens.title')}
      lead={t('tokens.lead')}
      actions={<CreateTokenForm denied={create.denied} />}
    >
      <AdministrationParts />
      <Loaded query={query} rows={6}>
        {({ serviceTokens, members }) => (
          <TokensTable
            tokens={serviceTokens.nodes}
            members={members.nodes}
            more={morePages(serviceTokens, query)}
          />
        )}
      </Loaded>
    </Page>
  );
}

/** What lets programs in: each token with its reach, its end and who answers for it. */
export function TokensPage(): ReactElement {
  return (
    <PermittedPage permission="access.read" title={t('tokens.title')}>
      <Tokens />
    </PermittedPage>
  );
}
