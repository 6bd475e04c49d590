import { useQuery } from '@apollo/client/react';
import { Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { usePermission } from '../../app/use-permission';
import { formatCount, formatMeasure } from '../../format/numbers';
import { methodName } from '../../format/words';
import type { ModelQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DataTable } from '../../ui/data-table';
import { GatedButton } from '../../ui/gated-button';
import { Loaded } from '../../ui/loaded';
import { Facts, Section } from '../../ui/page';
import { ImportLabelsForm, ImportPredictionsForm } from './import-forms';
import { CreateMonitorForm } from './monitor-forms';
import { versionRecordsDocument } from './operations';
import { RequestPromotionForm } from './request-promotion-form';
import { auditColumns, monitorColumns, promotionColumns } from './version-columns';
import { VersionMaking } from './version-making';

type Model = ModelQuery['model'];
type Version = Model['versions']['nodes'][number];

function ReportedMetrics({ version }: { version: Version }): ReactElement {
  if (version.metrics.length === 0) return <p className="cs-muted">{t('models.metricsNone')}</p>;
  return (
    <>
      <Facts
        facts={version.metrics.map((metric) => [
          methodName(metric.name),
          `${formatMeasure(metric.value)}${metric.n == null ? '' : ` (${t('ui.estimate.n', { n: formatCount(metric.n) })})`}`,
        ])}
      />
      <p className="cs-muted">{t('models.metricsClaim')}</p>
    </>
  );
}

function SetUpAudit({ versionId }: { versionId: string }): ReactElement {
  const { denied } = usePermission('fairness.run');
  const navigate = useNavigate();
  const open = () => void navigate({ to: '/fairness/new', search: { version: versionId } });
  return (
    <GatedButton variant="default" denied={denied} onClick={open}>
      {t('fairnessSetUp.open')}
    </GatedButton>
  );
}

/** Monitors, fairness audits and promotions of one version. */
export function VersionDetail({ model, version }: { model: Model; version: Version }): ReactElement {
  const query = useQuery(versionRecordsDocument, { variables: { id: version.id } });
  const search = { modelId: model.id, version: version.number };
  return (
    <>
      <Section
        title={t('models.ofVersion', { number: version.number })}
        actions={
          <Group gap="xs">
            <ImportPredictionsForm versionId={version.id} />
            <ImportLabelsForm modelId={model.id} versionId={version.id} />
          </Group>
        }
      >
        <VersionMaking version={version} />
        <h3>{t('models.metrics')}</h3>
        <ReportedMetrics version={version} />
      </Section>
      <Loaded query={query}>
        {({ modelVersion }) => (
          <>
            <Section title={t('models.monitors')} actions={<CreateMonitorForm versionId={version.id} />}>
              <DataTable
                caption={t('models.monitors')}
                columns={monitorColumns(search)}
                rows={modelVersion.monitors.nodes}
                rowKey={(monitor) => monitor.id}
                empty={{
                  title: t('models.monitorsEmpty.title'),
                  why: t('models.monitorsEmpty.why'),
                  next: t('models.monitorsEmpty.next'),
                }}
              />
            </Section>
            <Section title={t('models.audits')} actions={<SetUpAudit versionId={version.id} />}>
              <DataTable
                caption={t('models.audits')}
                columns={auditColumns}
                rows={modelVersion.fairnessAudits.nodes}
                rowKey={(audit) => audit.id}
                empty={{
                  title: t('models.auditsEmpty.title'),
                  why: t('models.auditsEmpty.why'),
                  next: t('models.auditsEmpty.next'),
                }}
              />
            </Section>
            <Section
              title={t('models.promotionsTitle')}
              actions={<RequestPromotionForm versionId={version.id} />}
            >
              <DataTable
                caption={t('models.promotionsTitle')}
                columns={promotionColumns}
                rows={modelVersion.promotions.nodes}
                rowKey={(promotion) => promotion.id}
                empty={{
                  title: t('models.promotionsEmpty.title'),
                  why: t('models.promotionsEmpty.why'),
                  next: t('models.promotionsEmpty.next'),
                }}
              />
            </Section>
          </>
        )}
      </Loaded>
    </>
  );
}
