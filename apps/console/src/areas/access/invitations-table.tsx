import { useState, type ReactElement } from 'react';
import { usePermission } from '../../app/use-permission';
import { formatInstant } from '../../format/times';
import { t } from '../../texts';
import { DataTable, type DataColumn, type MorePages } from '../../ui/data-table';
import { DialogForm } from '../../ui/form/form-dialog';
import { GatedButton } from '../../ui/gated-button';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { invitationState, invitedAs, roleNames, type Invitation } from './member';
import { revokeInvitationDocument } from './people-operations';

function stateText(invitation: Invitation): string {
  const { state, at } = invitationState(invitation, new Date());
  return t(`people.invitations.state.${state}`, { at: formatInstant(at) });
}

const columns: readonly DataColumn<Invitation>[] = [
  { id: 'for', header: t('people.invitations.for'), value: invitedAs },
  { id: 'roles', header: t('people.roles'), value: ({ roles }) => roleNames(roles) },
  { id: 'state', header: t('people.state'), value: stateText },
  { id: 'by', header: t('people.invitations.by'), value: ({ createdBy }) => createdBy.name },
  {
    id: 'made',
    header: t('people.invitations.made'),
    value: ({ createdAt }) => createdAt,
    cell: ({ createdAt }) => formatInstant(createdAt),
  },
];

function RevokeDialog(props: { invitation: Invitation; onClose: () => void }): ReactElement {
  const { invitation, onClose } = props;
  const revoke = useAction(revokeInvitationDocument, (data) => data.revokeInvitation);
  const whom = { for: invitedAs(invitation) };
  const submit = async () => {
    const done = await revoke.run({ id: invitation.id });
    return done && <Recorded entry={done.auditEntry}>{t('people.invitations.revoked', whom)}</Recorded>;
  };
  return (
    <DialogForm
      opened
      title={t('people.invitations.revokeTitle', whom)}
      lead={t('people.invitations.revokeLead')}
      submit={t('people.invitations.revoke')}
      steps={[revoke]}
      onSubmit={submit}
      onClose={onClose}
      once
      isEnding
    />
  );
}

/** All invitations without their secrets; open ones can be taken back. */
export function InvitationsTable(props: {
  invitations: readonly Invitation[];
  more: MorePages;
}): ReactElement {
  const { allowed, denied } = usePermission('member.invite');
  const [revoked, setRevoked] = useState<Invitation | null>(null);
  const action: DataColumn<Invitation> = {
    id: 'actions',
    header: t('people.actions'),
    sortable: false,
    value: () => '',
    cell: (invitation) =>
      invitationState(invitation, new Date()).state === 'open' ? (
        <GatedButton
          size="compact-sm"
          variant="default"
          aria-label={t('people.invitations.revokeOf', { for: invitedAs(invitation) })}
          denied={denied}
          onClick={() => setRevoked(invitation)}
        >
          {t('people.invitations.revoke')}
        </GatedButton>
      ) : null,
  };
  return (
    <>
      <DataTable
        caption={t('people.invitations.title')}
        columns={allowed ? [...columns, action] : columns}
        rows={props.invitations}
        rowKey={({ id }) => id}
        empty={{
          title: t('people.invitations.empty.title'),
          why: t('people.invitations.empty.why'),
          next: t('people.invitations.empty.next'),
        }}
        more={props.more}
      />
      {revoked ? <RevokeDialog invitation={revoked} onClose={() => setRevoked(null)} /> : null}
    </>
  );
}
