import type { ReactElement } from 'react';
import type { ModelQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { VerdictBadge } from '../../ui/verdict-badge';
import { causesOf, versionHealth } from './health';
import { MonitorLink } from './monitor-link';

type Model = ModelQuery['model'];
type Version = Model['versions']['nodes'][number];

/** Why the health is not OK: links to the monitors that say so, by version. */
function Causes({ model }: { model: Model }): ReactElement {
  const causes = causesOf(model.health, model.versions.nodes);
  if (causes.length === 0)
    return (
      <p className="cs-muted">
        {model.health === 'UNKNOWN' ? t('models.healthOf.noRuns') : t('models.healthOf.elsewhere')}
      </p>
    );
  return (
    <ul className="cs-plain-list">
      {causes.map(({ version, monitor }) => (
        <li key={monitor.id}>
          <MonitorLink place={{ modelId: model.id, version }} monitor={monitor}>
            {t('models.healthOf.because', { number: version, monitor: monitor.name })}
          </MonitorLink>
        </li>
      ))}
    </ul>
  );
}

/** The model's health with the versions and monitors behind it. */
export function ModelHealth({ model }: { model: Model }): ReactElement {
  return (
    <>
      <VerdictBadge verdict={model.health} />
      {model.health === 'OK' ? null : <Causes model={model} />}
    </>
  );
}

/** What the monitors of one version say, leading to the first that says the worst. */
export function VersionHealth({ modelId, version }: { modelId: string; version: Version }): ReactElement {
  const health = versionHealth(version);
  if (!health) return <span className="cs-muted">{t('models.healthOf.noRuns')}</span>;
  const [cause] = causesOf(health, [version]);
  if (health === 'OK' || !cause) return <VerdictBadge verdict={health} />;
  return (
    <>
      <VerdictBadge verdict={health} />
      <br />
      <MonitorLink place={{ modelId, version: version.number }} monitor={cause.monitor}>
        {cause.monitor.name}
      </MonitorLink>
    </>
  );
}
