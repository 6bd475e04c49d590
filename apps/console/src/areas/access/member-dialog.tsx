import { useState, type ReactElement } from 'react';
import type { Role } from '../../gql/graphql';
import { t } from '../../texts';
import { DialogForm } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { EraseDialog } from '../privacy/erase-dialog';
import { roleNames, type Member } from './member';
import {
  deactivateMemberDocument,
  reactivateMemberDocument,
  setMemberRolesDocument,
} from './people-operations';
import { RolePicker } from './role-picker';

/** What is about to be done to a member, as they were when it was asked for. */
export interface MemberAct {
  kind: 'change' | 'deactivate' | 'reactivate' | 'erase';
  member: Member;
}

interface ActProps {
  member: Member;
  isSelf: boolean;
  onClose: () => void;
}

function ChangeRoles({ member, onClose }: ActProps): ReactElement {
  const { id, name } = member;
  const change = useAction(setMemberRolesDocument, (data) => data.setMemberRoles);
  const [roles, setRoles] = useState<Role[]>(member.roles);
  const submit = async () => {
    if (roles.length === 0) return null;
    const done = await change.run({ input: { memberId: id, roles } });
    if (!done) return null;
    return (
      <Recorded entry={done.auditEntry}>
        {t('people.change.done', { name, roles: roleNames(done.member.roles) })}
      </Recorded>
    );
  };
  return (
    <DialogForm
      opened
      title={t('people.change.title', { name })}
      lead={t('people.change.lead', { name })}
      submit={t('people.change.submit')}
      steps={[change]}
      onSubmit={submit}
      onClose={onClose}
      once
    >
      <RolePicker
        label={t('people.invite.roles')}
        chosen={roles}
        isMissing={roles.length === 0}
        onChange={setRoles}
      />
    </DialogForm>
  );
}

function Deactivate({ member, isSelf, onClose }: ActProps): ReactElement {
  const { id, name } = member;
  const deactivate = useAction(deactivateMemberDocument, (data) => data.deactivateMember);
  const submit = async () => {
    const done = await deactivate.run({ memberId: id });
    return done && <Recorded entry={done.auditEntry}>{t('people.deactivate.done', { name })}</Recorded>;
  };
  return (
    <DialogForm
      opened
      title={t('people.deactivate.title', { name })}
      submit={t('people.deactivate.submit', { name })}
      steps={[deactivate]}
      onSubmit={submit}
      onClose={onClose}
      once
      isEnding
    >
      <ul className="cs-help">
        {isSelf ? <li>{t('people.deactivate.self')}</li> : null}
        <li>{t('people.deactivate.sessions')}</li>
        <li>{t('people.deactivate.tokens')}</li>
        <li>{t('people.deactivate.evidence')}</li>
        <li>{t('people.deactivate.back')}</li>
        <li>{t('people.deactivate.erase')}</li>
      </ul>
    </DialogForm>
  );
}

function Reactivate({ member, onClose }: ActProps): ReactElement {
  const { id, name, roles } = member;
  const reactivate = useAction(reactivateMemberDocument, (data) => data.reactivateMember);
  const submit = async () => {
    const done = await reactivate.run({ memberId: id });
    return done && <Recorded entry={done.auditEntry}>{t('people.reactivate.done', { name })}</Recorded>;
  };
  return (
    <DialogForm
      opened
      title={t('people.reactivate.title', { name })}
      lead={t('people.reactivate.lead', { name, roles: roleNames(roles) })}
      submit={t('people.reactivate.submit', { name })}
      steps={[reactivate]}
      onSubmit={submit}
      onClose={onClose}
      once
    />
  );
}

const acts = { change: ChangeRoles, deactivate: Deactivate, reactivate: Reactivate, erase: EraseDialog };

/** The dialog of an act; says what will happen before it does, and what happened once the server has said so. */
export function MemberDialog(props: {
  act: MemberAct | null;
  isSelf: boolean;
  onClose: () => void;
}): ReactElement | null {
  const { act, isSelf, onClose } = props;
  if (!act) return null;
  const Act = acts[act.kind];
  return <Act key={act.member.id} member={act.member} isSelf={isSelf} onClose={onClose} />;
}
