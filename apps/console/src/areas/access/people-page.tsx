import { useQuery } from '@apollo/client/react';
import { whoMay } from '@countersign/domain/access';
import type { ReactElement } from 'react';
import { AdministrationParts } from '../../app/administration';
import { usePermission } from '../../app/use-permission';
import { t } from '../../texts';
import { Loaded } from '../../ui/loaded';
import { morePages } from '../../ui/more-pages';
import { Page, Section } from '../../ui/page';
import { InvitationsTable } from './invitations-table';
import { InviteForm } from './invite-form';
import { MembersTable } from './members-table';
import { invitationsDocument, membersDocument } from './people-operations';

function Invitations(): ReactElement {
  const query = useQuery(invitationsDocument);
  return (
    <Section title={t('people.invitations.title')}>
      <Loaded query={query}>
        {({ invitations }) => (
          <InvitationsTable invitations={invitations.nodes} more={morePages(invitations, query)} />
        )}
      </Loaded>
    </Section>
  );
}

/** Who belongs to the workspace, what each may do, and who is invited. */
export function PeoplePage(): ReactElement {
  const query = useQuery(membersDocument);
  const invite = usePermission('member.invite');
  const manage = usePermission('member.manage');
  const seeAccess = usePermission('access.read');
  return (
    <Page title={t('people.title')} lead={t('people.lead')} actions={<InviteForm denied={invite.denied} />}>
      <AdministrationParts />
      {manage.allowed ? null : (
        <p className="cs-muted">{t('people.takes', { roles: whoMay('member.manage') })}</p>
      )}
      <Section title={t('people.members')}>
        <Loaded query={query} rows={6}>
          {({ members }) => (
            <MembersTable
              members={members.nodes}
              more={morePages(members, query)}
              mayManage={manage.allowed}
              seesEmail={seeAccess.allowed}
            />
          )}
        </Loaded>
      </Section>
      {seeAccess.allowed ? <Invitations /> : null}
    </Page>
  );
}
