import { getRouteApi, Link, useRouter, useRouterState } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { t } from '../../texts';
import { Page } from '../../ui/page';
import { Entrance } from './entrance';
import { InvitationEntry } from './invitation-entry';
import { InvitationForm } from './invitation-form';
import { tokenIn } from './invitation-link';

const route = getRouteApi('/invitation');

/** Where an invitation is accepted. Its secret comes behind the # of the address, and leaves this page in one request. */
export function InvitationPage(): ReactElement {
  const hash = useRouterState({ select: ({ location }) => location.hash });
  const { setUp = false } = route.useSearch();
  const router = useRouter();
  const [entered, setEntered] = useState<string | null>(null);
  const token = entered ?? tokenIn(hash);
  const [needsEmail, setNeedsEmail] = useState(setUp);
  const isSetUp = setUp || needsEmail;
  const [title, lead] =
    token === null
      ? [t('access.invitation.enterTitle'), t('access.invitation.enterLead')]
      : isSetUp
        ? [t('access.invitation.setUpTitle'), t('access.invitation.setUpLead')]
        : [t('access.invitation.title'), t('access.invitation.lead')];
  /** A token by itself was read from a terminal: what is passed on to people is a link. */
  const enter = (found: string, isLink: boolean) => {
    setEntered(found);
    setNeedsEmail(!isLink);
  };
  const again = () => {
    setEntered(null);
    setNeedsEmail(false);
    router.history.replace('/invitation');
  };
  return (
    <Entrance>
      <Page title={title} lead={lead}>
        <div className="cs-narrow">
          {token === null ? (
            <InvitationEntry onToken={enter} />
          ) : (
            <InvitationForm
              key={token}
              token={token}
              needsEmail={needsEmail}
              onNeedsEmail={() => setNeedsEmail(true)}
              onOther={again}
            />
          )}
        </div>
        <p>
          <Link to="/sign-in">{t('access.invitation.back')}</Link>
        </p>
      </Page>
    </Entrance>
  );
}
