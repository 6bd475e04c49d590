import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useViewer } from '../../../app/use-permission';
import { t } from '../../../texts';
import { EmptyState } from '../../../ui/empty-state';
import { Loaded } from '../../../ui/loaded';
import { Page, titleOf } from '../../../ui/page';
import { PermittedPage } from '../../access/permitted-page';
import { versionCrumbs } from '../../models/version-crumbs';
import { auditTargetDocument } from './operations';
import { SetUpForm } from './set-up-form';

const route = getRouteApi('/in/fairness/new');

function SetUpOf({ versionId }: { versionId: string }): ReactElement {
  const { step = 'population' } = route.useSearch();
  const navigate = route.useNavigate();
  const viewer = useViewer();
  const query = useQuery(auditTargetDocument, { variables: { id: versionId } });
  const version = query.data?.modelVersion;
  const title = version
    ? t('fairnessSetUp.titleOf', { model: version.model.name, number: version.number })
    : undefined;
  return (
    <Page title={titleOf(query, title)} crumbs={versionCrumbs(version)} lead={t('fairnessSetUp.lead')}>
      <Loaded query={query} rows={6}>
        {({ modelVersion }) => (
          <SetUpForm
            owner={{ workspaceId: viewer.workspace.id, personId: viewer.actor.id, versionId }}
            traffic={modelVersion.traffic}
            wanted={step}
            onStep={(next) =>
              void navigate({ search: { version: versionId, step: next }, resetScroll: false })
            }
            onDone={(auditId) => void navigate({ to: '/fairness/$auditId', params: { auditId } })}
          />
        )}
      </Loaded>
    </Page>
  );
}

/** Sets up and runs a fairness audit of the version in the address, step by step. */
export function SetUpPage(): ReactElement {
  const { version } = route.useSearch();
  const title = t('fairnessSetUp.title');
  return (
    <PermittedPage permission="fairness.run" title={title}>
      {version === undefined ? (
        <Page title={title}>
          <EmptyState
            title={t('fairnessSetUp.noVersion.title')}
            why={t('fairnessSetUp.noVersion.why')}
            next={<Link to="/models">{t('fairnessSetUp.noVersion.next')}</Link>}
          />
        </Page>
      ) : (
        <SetUpOf key={version} versionId={version} />
      )}
    </PermittedPage>
  );
}
