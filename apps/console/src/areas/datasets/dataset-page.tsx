import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatBytes, formatCount } from '../../format/numbers';
import { formatInstant } from '../../format/times';
import type { DatasetQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { DigestText } from '../../ui/digest-text';
import { Loaded } from '../../ui/loaded';
import { morePages } from '../../ui/more-pages';
import { Page, Section, titleOf } from '../../ui/page';
import { datasetDocument } from './operations';
import { ProfileTable } from './profile-table';
import { RegisterDatasetForm } from './register-dataset-form';

const route = getRouteApi('/in/datasets/$datasetId');
type Row = DatasetQuery['dataset']['versions']['nodes'][number];

const columnsOf = (datasetId: string, shownId: string | undefined): readonly DataColumn<Row>[] => [
  {
    id: 'number',
    header: t('datasets.number'),
    value: (version) => version.number,
    cell: ({ id, number }) =>
      id === shownId ? (
        <strong>
          {number} ({t('datasets.shown')})
        </strong>
      ) : (
        <Link
          to="/datasets/$datasetId"
          params={{ datasetId }}
          search={{ version: number }}
          aria-label={t('datasets.show', { number })}
        >
          {number}
        </Link>
      ),
  },
  { id: 'file', header: t('datasets.file'), value: (version) => `${version.fileName} (${version.format})` },
  {
    id: 'rows',
    header: t('datasets.rows'),
    numeric: true,
    value: (version) => version.rowCount,
    cell: (version) => formatCount(version.rowCount),
  },
  {
    id: 'size',
    header: t('datasets.size'),
    numeric: true,
    value: (version) => version.byteSize,
    cell: (version) => formatBytes(version.byteSize),
  },
  {
    id: 'digest',
    header: t('datasets.digest'),
    value: (version) => version.digest,
    sortable: false,
    cell: (version) => <DigestText digest={version.digest} />,
  },
  {
    id: 'registered',
    header: t('datasets.registered'),
    value: (version) => version.registeredAt,
    cell: (version) =>
      t('models.by', { instant: formatInstant(version.registeredAt), name: version.registeredBy.name }),
  },
];

/** One dataset: its versions, and the schema and profile of the one in view. */
export function DatasetPage(): ReactElement {
  const { datasetId } = route.useParams();
  const search = route.useSearch();
  const query = useQuery(datasetDocument, { variables: { id: datasetId } });
  const dataset = query.data?.dataset;
  const crumbs = [
    <Link key="datasets" to="/datasets">
      {t('datasets.title')}
    </Link>,
  ];
  return (
    <Page
      title={titleOf(query, dataset?.name)}
      crumbs={crumbs}
      lead={dataset?.description}
      actions={dataset ? <RegisterDatasetForm key={dataset.id} name={dataset.name} /> : null}
    >
      <Loaded query={query} rows={6}>
        {({ dataset: { versions } }) => {
          const shown = versions.nodes.find(({ number }) => number === search.version) ?? versions.nodes[0];
          return (
            <>
              <Section title={t('datasets.versions')}>
                <DataTable
                  caption={t('datasets.versions')}
                  columns={columnsOf(datasetId, shown?.id)}
                  rows={versions.nodes}
                  rowKey={(version) => version.id}
                  empty={{ title: t('datasets.versionsEmpty.title'), why: t('datasets.versionsEmpty.why') }}
                  more={morePages(versions, query)}
                />
              </Section>
              {shown ? (
                <Section title={t('datasets.profile', { number: shown.number })}>
                  <ProfileTable
                    versionId={shown.id}
                    caption={t('datasets.profile', { number: shown.number })}
                  />
                </Section>
              ) : null}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
