import { TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import type { Role } from '../../gql/graphql';
import { t } from '../../texts';
import { CopyField } from '../../ui/copy-field';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { invitationLink } from './invitation-link';
import { inviteMemberDocument } from './people-operations';
import { RolePicker } from './role-picker';

/** Makes an invitation; its link is shown once, to be passed on. */
export function InviteForm({ denied }: { denied: string | undefined }): ReactElement {
  const invite = useAction(inviteMemberDocument, (data) => data.inviteMember);
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<Role[]>([]);
  const [isMissing, setMissing] = useState(false);
  const submit = async () => {
    setMissing(roles.length === 0);
    if (roles.length === 0) return null;
    const done = await invite.run({ input: { email, roles } });
    if (!done) return null;
    setEmail('');
    setRoles([]);
    const { invitation, token, auditEntry } = done;
    const until = formatInstant(invitation.expiresAt);
    return (
      <div className="cs-form">
        <Recorded entry={auditEntry}>
          {t('people.invite.done', { email: invitation.email ?? '', until })}
        </Recorded>
        <CopyField
          label={t('people.invite.link')}
          description={t('people.invite.linkHint')}
          text={invitationLink(window.location.origin, token)}
        />
      </div>
    );
  };
  return (
    <FormDialog
      label={t('people.invite.open')}
      submit={t('people.invite.submit')}
      lead={t('people.invite.lead')}
      steps={[invite]}
      onSubmit={submit}
      denied={denied}
      primary
      once
    >
      <TextInput
        label={t('people.invite.email')}
        type="email"
        autoComplete="off"
        required
        value={email}
        error={fieldError(invite.problem, 'email')}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <RolePicker
        label={t('people.invite.roles')}
        chosen={roles}
        isMissing={isMissing && roles.length === 0}
        onChange={setRoles}
      />
    </FormDialog>
  );
}
