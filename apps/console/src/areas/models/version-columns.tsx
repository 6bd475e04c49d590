import { Link } from '@tanstack/react-router';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import type { VersionRecordsQuery } from '../../gql/graphql';
import { t } from '../../texts';
import type { DataColumn } from '../../ui/data-table';
import { VerdictBadge } from '../../ui/verdict-badge';
import { populationName } from '../fairness/population-name';
import { MonitorLink, type MonitorPlace } from './monitor-link';
import { RunMonitorButton } from './monitor-forms';

type Version = VersionRecordsQuery['modelVersion'];
type MonitorRow = Version['monitors']['nodes'][number];
type AuditRow = Version['fairnessAudits']['nodes'][number];
type PromotionRow = Version['promotions']['nodes'][number];

/** Columns of the monitors of a version; the name leads to its drift or performance page. */
export const monitorColumns = (place: MonitorPlace): readonly DataColumn<MonitorRow>[] => [
  {
    id: 'name',
    header: t('models.monitor'),
    value: (monitor) => monitor.name,
    cell: (monitor) => (
      <MonitorLink place={place} monitor={monitor}>
        {monitor.name}
      </MonitorLink>
    ),
  },
  {
    id: 'kind',
    header: t('models.kind'),
    value: (monitor) => word('monitorKind', monitor.kind),
  },
  {
    id: 'verdict',
    header: t('models.latest'),
    value: (monitor) => monitor.latestRun?.verdict,
    cell: (monitor) => <VerdictBadge verdict={monitor.latestRun?.verdict ?? 'UNKNOWN'} />,
  },
  {
    id: 'ranAt',
    header: t('models.ranAt'),
    value: (monitor) => monitor.latestRun?.ranAt,
    cell: (monitor) => (monitor.latestRun ? formatInstant(monitor.latestRun.ranAt) : t('models.notYet')),
  },
  {
    id: 'run',
    header: t('models.runAgain'),
    value: () => null,
    sortable: false,
    cell: (monitor) => <RunMonitorButton monitorId={monitor.id} name={monitor.name} />,
  },
];

export const auditColumns: readonly DataColumn<AuditRow>[] = [
  {
    id: 'attributes',
    header: t('models.auditAttributes'),
    value: (audit) => audit.attributes.map(({ attributes }) => attributes.join(' × ')).join(', '),
    cell: (audit) => (
      <Link to="/fairness/$auditId" params={{ auditId: audit.id }}>
        {audit.attributes.map(({ attributes }) => attributes.join(' × ')).join(', ')}
      </Link>
    ),
  },
  {
    id: 'population',
    header: t('models.auditPopulation'),
    value: populationName,
  },
  {
    id: 'verdict',
    header: t('models.auditVerdict'),
    value: (audit) => audit.verdict,
    cell: (audit) => <VerdictBadge verdict={audit.verdict} />,
  },
  {
    id: 'ranAt',
    header: t('models.auditRan'),
    value: (audit) => audit.ranAt,
    cell: (audit) => formatInstant(audit.ranAt),
  },
];

export const promotionColumns: readonly DataColumn<PromotionRow>[] = [
  {
    id: 'target',
    header: t('promotions.target'),
    value: (promotion) => `${word('environment', promotion.environment)} (${promotion.alias})`,
    cell: (promotion) => (
      <Link to="/promotions/$promotionId" params={{ promotionId: promotion.id }}>
        {word('environment', promotion.environment)} ({promotion.alias})
      </Link>
    ),
  },
  {
    id: 'state',
    header: t('promotions.state'),
    value: (promotion) => word('promotionState', promotion.state),
  },
  { id: 'round', header: t('promotions.round'), numeric: true, value: (promotion) => promotion.round },
  {
    id: 'requested',
    header: t('promotions.requested'),
    value: (promotion) => promotion.requestedAt,
    cell: (promotion) =>
      t('models.by', { instant: formatInstant(promotion.requestedAt), name: promotion.requestedBy.name }),
  },
];
