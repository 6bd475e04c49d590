import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../../../texts';
import { Loaded } from '../../../ui/loaded';
import { Page, titleOf } from '../../../ui/page';
import { versionCrumbs } from '../../models/version-crumbs';
import { fairnessRemediesDocument } from './operations';
import { RemediesView } from './remedies-view';

const route = getRouteApi('/in/fairness/$auditId/remedies');

/** What could be done about the gaps of an audit: nothing of it is deployed. */
export function RemediesPage(): ReactElement {
  const { auditId } = route.useParams();
  const query = useQuery(fairnessRemediesDocument, { variables: { id: auditId } });
  const version = query.data?.fairnessAudit.modelVersion;
  const values = version && { model: version.model.name, number: version.number };
  const crumbs = [
    ...versionCrumbs(version),
    <Link key="audit" to="/fairness/$auditId" params={{ auditId }}>
      {t('remedies.audit')}
    </Link>,
  ];
  return (
    <Page
      title={titleOf(query, values && t('remedies.title', values))}
      crumbs={crumbs}
      lead={t('remedies.lead')}
    >
      <Loaded query={query} rows={8}>
        {({ fairnessAudit }) => <RemediesView audit={fairnessAudit} />}
      </Loaded>
    </Page>
  );
}
