import { Link } from '@tanstack/react-router';
import { formatCount } from '../../format/numbers';
import { formatDay, formatInstant } from '../../format/times';
import type { ModelQuery } from '../../gql/graphql';
import { word } from '../../format/words';
import { t } from '../../texts';
import type { DataColumn } from '../../ui/data-table';
import { DigestText } from '../../ui/digest-text';
import { VersionHealth } from './model-health';
import { versionHealth } from './health';

export type AliasRow = ModelQuery['model']['aliases'][number];
export type VersionRow = ModelQuery['model']['versions']['nodes'][number];

export const aliasColumns: readonly DataColumn<AliasRow>[] = [
  {
    id: 'name',
    header: t('models.alias'),
    value: (alias) => alias.name,
    cell: (alias) => (
      <>
        <strong>{alias.name}</strong>
        {alias.protected ? <span className="cs-muted"> {t('models.aliasProtected')}</span> : null}
      </>
    ),
  },
  {
    id: 'environment',
    header: t('models.aliasEnvironment'),
    value: (alias) => word('environment', alias.environment),
  },
  {
    id: 'version',
    header: t('models.aliasVersion'),
    value: (alias) => alias.version.number,
    cell: (alias) => t('models.version', { number: alias.version.number }),
  },
  {
    id: 'moved',
    header: t('models.aliasMoved'),
    value: (alias) => alias.movedAt,
    cell: (alias) => formatInstant(alias.movedAt),
  },
  {
    id: 'promotion',
    header: t('models.aliasBy'),
    value: (alias) => alias.promotion?.id,
    sortable: false,
    cell: ({ promotion }) =>
      promotion ? (
        <Link to="/promotions/$promotionId" params={{ promotionId: promotion.id }}>
          {t('models.aliasPromotion', { name: promotion.requestedBy.name })}
        </Link>
      ) : (
        t('models.aliasNoPromotion')
      ),
  },
];

const span = ({ traffic }: VersionRow): string =>
  traffic.first && traffic.last
    ? `${formatDay(traffic.first)} – ${formatDay(traffic.last)}`
    : t('models.noTraffic');

/** Columns of the version table; the version in view is said, not only coloured. */
export const versionColumns = (
  modelId: string,
  chosenId: string | undefined,
): readonly DataColumn<VersionRow>[] => [
  {
    id: 'number',
    header: t('models.versionNumber'),
    value: (version) => version.number,
    cell: (version) =>
      version.id === chosenId ? (
        <strong>
          {version.number} ({t('models.shown')})
        </strong>
      ) : (
        <Link
          to="/models/$modelId"
          params={{ modelId }}
          search={{ version: version.number }}
          aria-label={t('models.show', { number: version.number })}
        >
          {version.number}
        </Link>
      ),
  },
  {
    id: 'health',
    header: t('models.health'),
    value: versionHealth,
    cell: (version) => <VersionHealth modelId={modelId} version={version} />,
  },
  {
    id: 'description',
    header: t('models.description'),
    value: (version) => version.description,
    sortable: false,
  },
  {
    id: 'digest',
    header: t('models.digest'),
    value: (version) => version.artifactDigest,
    sortable: false,
    cell: (version) => <DigestText digest={version.artifactDigest} />,
  },
  {
    id: 'baseline',
    header: t('models.baseline'),
    value: (version) => version.baseline?.datasetVersion.dataset.name,
    cell: ({ baseline }) =>
      baseline ? (
        <Link
          to="/datasets/$datasetId"
          params={{ datasetId: baseline.datasetVersion.dataset.id }}
          search={{ version: baseline.datasetVersion.number }}
        >
          {baseline.datasetVersion.dataset.name} {baseline.datasetVersion.number}
        </Link>
      ) : (
        t('models.noBaseline')
      ),
  },
  {
    id: 'predictions',
    header: t('models.predictions'),
    numeric: true,
    value: (version) => version.traffic.predictions,
    cell: (version) => formatCount(version.traffic.predictions),
  },
  {
    id: 'labels',
    header: t('models.labels'),
    numeric: true,
    value: (version) => version.traffic.labels,
    cell: (version) => formatCount(version.traffic.labels),
  },
  { id: 'traffic', header: t('models.traffic'), value: span },
  {
    id: 'registered',
    header: t('models.registered'),
    value: (version) => version.registeredAt,
    cell: (version) =>
      t('models.by', { instant: formatInstant(version.registeredAt), name: version.registeredBy.name }),
  },
];
