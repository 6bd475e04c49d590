import { useQuery } from '@apollo/client/react';
import type { ReactElement } from 'react';
import { AdministrationParts } from '../../app/administration';
import { usePermission } from '../../app/use-permission';
import { t } from '../../texts';
import { Loaded } from '../../ui/loaded';
import { morePages } from '../../ui/more-pages';
import { Page } from '../../ui/page';
import { PermittedPage } from './permitted-page';
import { TrustWorkloadForm } from './trust-workload-form';
import { workloadTrustsDocument } from './workload-operations';
import { WorkloadsTable } from './workloads-table';

function Workloads(): ReactElement {
  const query = useQuery(workloadTrustsDocument);
  const { denied } = usePermission('token.create');
  return (
    <Page
      title={t('workloads.title')}
      lead={t('workloads.lead')}
      actions={<TrustWorkloadForm denied={denied} />}
    >
      <AdministrationParts />
      <Loaded query={query} rows={6}>
        {({ workloadTrusts, members }) => (
          <WorkloadsTable
            workloads={workloadTrusts.nodes}
            members={members.nodes}
            more={morePages(workloadTrusts, query)}
          />
        )}
      </Loaded>
    </Page>
  );
}

/** Pipelines that come in by tokens of their own platform, each with who answers for it. */
export function WorkloadsPage(): ReactElement {
  return (
    <PermittedPage permission="access.read" title={t('workloads.title')}>
      <Workloads />
    </PermittedPage>
  );
}
