import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatCount } from '../../format/numbers';
import { formatDay } from '../../format/times';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { Loaded } from '../../ui/loaded';
import { morePages } from '../../ui/more-pages';
import { Page } from '../../ui/page';
import { PermittedPage } from '../access/permitted-page';
import { namesOf, stateText, termText, type Collection } from './collection';
import { vaultCollectionsDocument } from './operations';
import { StoreForm } from './store-form';

const columns: readonly DataColumn<Collection>[] = [
  {
    id: 'name',
    header: t('vault.name'),
    value: ({ name }) => name,
    cell: ({ id, name }) => (
      <Link to="/vault/$collectionId" params={{ collectionId: id }}>
        {name}
      </Link>
    ),
  },
  { id: 'attributes', header: t('vault.attributes'), value: namesOf },
  {
    id: 'people',
    header: t('vault.people'),
    numeric: true,
    value: ({ people }) => people,
    cell: ({ people }) => formatCount(people),
  },
  { id: 'state', header: t('vault.state'), value: stateText },
  { id: 'until', header: t('vault.keptUntil'), value: ({ keptUntil }) => keptUntil, cell: termText },
  {
    id: 'stored',
    header: t('vault.stored'),
    value: ({ storedAt }) => storedAt,
    cell: ({ storedAt, storedBy }) => t('models.by', { instant: formatDay(storedAt), name: storedBy.name }),
  },
];

function Collections(): ReactElement {
  const query = useQuery(vaultCollectionsDocument);
  return (
    <Page title={t('vault.title')} lead={t('vault.lead')} actions={<StoreForm />}>
      <Loaded query={query} rows={6}>
        {({ vaultCollections }) => (
          <DataTable
            caption={t('vault.title')}
            columns={columns}
            rows={vaultCollections.nodes}
            rowKey={({ id }) => id}
            empty={{
              title: t('vault.empty.title'),
              why: t('vault.empty.why'),
              next: t('vault.empty.next'),
            }}
            more={morePages(vaultCollections, query)}
          />
        )}
      </Loaded>
    </Page>
  );
}

/** What is held of people's sensitive attributes, and on what grounds. */
export function VaultPage(): ReactElement {
  return (
    <PermittedPage permission="vault.read" title={t('vault.title')}>
      <Collections />
    </PermittedPage>
  );
}
