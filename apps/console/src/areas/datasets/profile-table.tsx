import { useQuery } from '@apollo/client/react';
import type { ReactElement } from 'react';
import { formatCount, formatNumber } from '../../format/numbers';
import { word } from '../../format/words';
import type { DatasetProfileQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { Loaded } from '../../ui/loaded';
import { datasetProfileDocument } from './operations';
import { barCounts, meanText, profileSentence, rangeText, type ColumnProfile } from './profile-sentence';
import { SparkBars } from './spark-bars';

type Schema = DatasetProfileQuery['datasetVersion']['columns'][number];
interface Row {
  schema: Schema;
  profile?: ColumnProfile;
}

const columns: readonly DataColumn<Row>[] = [
  { id: 'name', header: t('datasets.column.name'), value: ({ schema }) => schema.name },
  { id: 'kind', header: t('datasets.column.kind'), value: ({ schema }) => word('columnKind', schema.kind) },
  { id: 'storage', header: t('datasets.column.storage'), value: ({ schema }) => schema.storageType },
  {
    id: 'distribution',
    header: t('datasets.column.distribution'),
    value: () => null,
    sortable: false,
    cell: ({ profile }) =>
      profile && barCounts(profile).length > 0 ? (
        <SparkBars counts={barCounts(profile)} sentence={profileSentence(profile)} />
      ) : (
        t('ui.none')
      ),
  },
  {
    id: 'n',
    header: t('datasets.column.n'),
    numeric: true,
    value: ({ profile }) => profile?.n,
    cell: ({ profile }) => formatCount(profile?.n ?? 0),
  },
  {
    id: 'missing',
    header: t('datasets.column.missing'),
    numeric: true,
    value: ({ profile }) => profile?.missing,
    cell: ({ profile }) => formatCount(profile?.missing ?? 0),
  },
  {
    id: 'distinct',
    header: t('datasets.column.distinct'),
    numeric: true,
    value: ({ profile }) => profile?.distinct,
    cell: ({ profile }) => (profile?.distinct == null ? t('ui.none') : formatCount(profile.distinct)),
  },
  {
    id: 'range',
    header: t('datasets.column.range'),
    value: ({ profile }) => (profile ? rangeText(profile) : null),
    sortable: false,
  },
  {
    id: 'mean',
    header: t('datasets.column.mean'),
    value: ({ profile }) => profile?.mean,
    cell: ({ profile }) => (profile ? meanText(profile) : null),
  },
  {
    id: 'median',
    header: t('datasets.column.median'),
    numeric: true,
    value: ({ profile }) => medianOf(profile),
    cell: ({ profile }) => {
      const median = medianOf(profile);
      return median === undefined ? null : formatNumber(median);
    },
  },
];

const medianOf = (profile: ColumnProfile | undefined): number | undefined =>
  profile?.quantiles.find(({ probability }) => probability === 0.5)?.value;

/** Schema and profile of a dataset version, one row per column. */
export function ProfileTable({ versionId, caption }: { versionId: string; caption: string }): ReactElement {
  const query = useQuery(datasetProfileDocument, { variables: { id: versionId } });
  return (
    <Loaded query={query} rows={6}>
      {({ datasetVersion }) => {
        const profiles = new Map(datasetVersion.profile.map((profile) => [profile.column, profile]));
        return (
          <DataTable
            caption={caption}
            columns={columns}
            rows={datasetVersion.columns.map((schema) => ({ schema, profile: profiles.get(schema.name) }))}
            rowKey={({ schema }) => schema.name}
            empty={{ title: t('datasets.profileEmpty.title'), why: t('datasets.profileEmpty.why') }}
          />
        );
      }}
    </Loaded>
  );
}
