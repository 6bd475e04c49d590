import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { usePermission } from '../../app/use-permission';
import { formatCount } from '../../format/numbers';
import { formatInstant } from '../../format/times';
import type { VaultCollectionQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { Loaded } from '../../ui/loaded';
import { morePages } from '../../ui/more-pages';
import { Facts, Page, Section, titleOf } from '../../ui/page';
import { PermittedPage } from '../access/permitted-page';
import { stateText, termText, type Collection } from './collection';
import { DeleteButton } from './delete-button';
import { EraseKeyForm } from './erase-key-form';
import { vaultCollectionDocument } from './operations';

const route = getRouteApi('/in/vault/$collectionId');
type Access = VaultCollectionQuery['vaultCollection']['accesses']['nodes'][number];

const attributeColumns: readonly DataColumn<Collection['attributes'][number]>[] = [
  { id: 'name', header: t('vault.attribute'), value: ({ name }) => name },
  {
    id: 'origin',
    header: t('vault.origin'),
    value: ({ origin }) => t(`fairnessSetUp.good.originName.${origin}`),
  },
  { id: 'basis', header: t('vault.basis'), value: ({ legalBasis }) => legalBasis },
];

const accessColumns: readonly DataColumn<Access>[] = [
  {
    id: 'when',
    header: t('vault.access.when'),
    value: ({ openedAt }) => openedAt,
    cell: ({ openedAt }) => formatInstant(openedAt),
  },
  { id: 'who', header: t('vault.access.who'), value: ({ openedBy }) => openedBy.name },
  { id: 'what', header: t('vault.attributes'), value: ({ attributes }) => attributes.join(', ') },
  {
    id: 'asked',
    header: t('vault.access.asked'),
    numeric: true,
    value: ({ keysAsked }) => keysAsked,
    cell: ({ keysAsked }) => formatCount(keysAsked),
  },
  {
    id: 'found',
    header: t('vault.access.found'),
    numeric: true,
    value: ({ keysFound }) => keysFound,
    cell: ({ keysFound }) =>
      keysFound === null ? (
        <span className="cs-muted">{t('vault.access.hidden')}</span>
      ) : (
        formatCount(keysFound)
      ),
  },
  {
    id: 'audit',
    header: t('vault.access.audit'),
    value: ({ auditId }) => auditId,
    sortable: false,
    cell: ({ auditId }) =>
      auditId === null ? (
        <span className="cs-muted">{t('vault.access.none')}</span>
      ) : (
        <Link to="/fairness/$auditId" params={{ auditId }}>
          {t('vault.access.open')}
        </Link>
      ),
  },
];

function factsOf(collection: Collection): [string, string][] {
  const { people, purpose, keyColumn, storedAt, storedBy, erasedAt, erasedBy } = collection;
  const by = (instant: string, name: string) => ({ instant: formatInstant(instant), name });
  return [
    [
      t('vault.state'),
      erasedAt === null
        ? stateText(collection)
        : t('vault.deletedBy', by(erasedAt, erasedBy?.name ?? t('ui.none'))),
    ],
    [t('vault.people'), formatCount(people)],
    [t('vault.key'), keyColumn],
    [t('vault.keptUntil'), termText(collection)],
    [t('vault.stored'), t('models.by', by(storedAt, storedBy.name))],
    [t('vault.purpose'), purpose],
  ];
}

function CollectionView({ collectionId }: { collectionId: string }): ReactElement {
  const query = useQuery(vaultCollectionDocument, { variables: { id: collectionId } });
  const { denied } = usePermission('vault.write');
  const collection = query.data?.vaultCollection;
  const crumbs = [
    <Link key="vault" to="/vault">
      {t('vault.title')}
    </Link>,
  ];
  return (
    <Page
      title={titleOf(query, collection?.name)}
      crumbs={crumbs}
      actions={
        collection ? (
          <>
            <EraseKeyForm collection={collection} denied={denied} />
            <DeleteButton collection={collection} denied={denied} />
          </>
        ) : null
      }
    >
      <Loaded query={query} rows={6}>
        {({ vaultCollection }) => (
          <>
            <Facts facts={factsOf(vaultCollection)} />
            <Section title={t('vault.attributes')}>
              <DataTable
                caption={t('vault.attributes')}
                columns={attributeColumns}
                rows={vaultCollection.attributes}
                rowKey={({ name }) => name}
                empty={{ title: t('vault.empty.title'), why: t('vault.empty.why') }}
              />
            </Section>
            <Section title={t('vault.access.title')}>
              <p className="cs-note">{t('vault.access.note')}</p>
              <DataTable
                caption={t('vault.access.title')}
                columns={accessColumns}
                rows={vaultCollection.accesses.nodes}
                rowKey={({ id }) => id}
                empty={{ title: t('vault.access.empty.title'), why: t('vault.access.empty.why') }}
                more={morePages(vaultCollection.accesses, query)}
              />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** One collection: what it holds on what grounds, and who had it read. */
export function CollectionPage(): ReactElement {
  const { collectionId } = route.useParams();
  return (
    <PermittedPage permission="vault.read" title={t('vault.title')}>
      <CollectionView collectionId={collectionId} />
    </PermittedPage>
  );
}
