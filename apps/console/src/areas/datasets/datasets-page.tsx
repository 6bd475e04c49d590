import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatCount } from '../../format/numbers';
import { formatInstant } from '../../format/times';
import type { DatasetsQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { Loaded } from '../../ui/loaded';
import { morePages } from '../../ui/more-pages';
import { Page } from '../../ui/page';
import { datasetsDocument } from './operations';
import { RegisterDatasetForm } from './register-dataset-form';

type Row = DatasetsQuery['datasets']['nodes'][number];

const columns: readonly DataColumn<Row>[] = [
  {
    id: 'name',
    header: t('datasets.name'),
    value: (dataset) => dataset.name,
    cell: (dataset) => (
      <Link to="/datasets/$datasetId" params={{ datasetId: dataset.id }}>
        {dataset.name}
      </Link>
    ),
  },
  {
    id: 'description',
    header: t('datasets.description'),
    value: (dataset) => dataset.description,
    sortable: false,
  },
  {
    id: 'latest',
    header: t('datasets.latest'),
    numeric: true,
    value: (dataset) => dataset.latestVersion?.number,
  },
  {
    id: 'rows',
    header: t('datasets.rows'),
    numeric: true,
    value: (dataset) => dataset.latestVersion?.rowCount,
    cell: ({ latestVersion }) => (latestVersion ? formatCount(latestVersion.rowCount) : t('ui.none')),
  },
  {
    id: 'created',
    header: t('datasets.created'),
    value: (dataset) => dataset.createdAt,
    cell: (dataset) =>
      t('models.by', { instant: formatInstant(dataset.createdAt), name: dataset.createdBy.name }),
  },
];

/** All datasets of the workspace. */
export function DatasetsPage(): ReactElement {
  const query = useQuery(datasetsDocument);
  return (
    <Page title={t('datasets.title')} lead={t('datasets.lead')} actions={<RegisterDatasetForm />}>
      <Loaded query={query} rows={6}>
        {({ datasets }) => (
          <DataTable
            caption={t('datasets.title')}
            columns={columns}
            rows={datasets.nodes}
            rowKey={(dataset) => dataset.id}
            empty={{
              title: t('datasets.empty.title'),
              why: t('datasets.empty.why'),
              next: t('datasets.empty.next'),
            }}
            more={morePages(datasets, query)}
          />
        )}
      </Loaded>
    </Page>
  );
}
