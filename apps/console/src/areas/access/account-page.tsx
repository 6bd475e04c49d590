import type { ReactElement } from 'react';
import { useViewer } from '../../app/use-permission';
import { word } from '../../format/words';
import { t } from '../../texts';
import { DigestText } from '../../ui/digest-text';
import { Facts, Page, Section } from '../../ui/page';
import { DelegationsSection } from '../delegations/delegations-section';
import { roleMayDo } from './may-do';
import { PasskeysSection } from './passkeys-section';
import { PasswordForm } from './password-form';
import { resetSentence } from './reset-sentence';

/** The person's own account: who they are, what their roles allow, and their password. */
export function AccountPage(): ReactElement {
  const { actor, roles, workspace, passwordReset } = useViewer();
  return (
    <Page title={t('access.me.title')} lead={t('access.me.lead')}>
      <Facts
        facts={[
          [t('access.me.name'), actor.name],
          [t('access.me.workspace'), workspace.name],
          [t('access.me.id'), <DigestText key="id" digest={actor.id} />],
        ]}
      />
      <Section title={t('access.me.roles')}>
        {roles.length === 0 ? <p>{t('access.me.noRoles')}</p> : null}
        <ul className="cs-plain-list cs-lead-list">
          {roles.map((role) => (
            <li key={role}>
              <strong>{word('role', role)}</strong>
              <p>{roleMayDo(role)}</p>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('access.me.password')}>
        {passwordReset ? <p>{resetSentence(passwordReset, new Date())}</p> : null}
        <p>{t('access.me.passwordWhy')}</p>
        <PasswordForm />
      </Section>
      <PasskeysSection />
      <DelegationsSection />
    </Page>
  );
}
