import { useState, type ReactElement } from 'react';
import { usePermission, useViewer } from '../../app/use-permission';
import { formatDay } from '../../format/times';
import { word } from '../../format/words';
import { t } from '../../texts';
import { DataTable, type DataColumn, type MorePages } from '../../ui/data-table';
import { GatedButton } from '../../ui/gated-button';
import type { Member } from './member';
import { MemberDialog, type MemberAct } from './member-dialog';

function stateText({ deactivatedAt, erasedAt }: Member): string {
  if (erasedAt) return t('people.erased', { day: formatDay(erasedAt) });
  return deactivatedAt ? t('people.deactivated', { day: formatDay(deactivatedAt) }) : t('people.active');
}

const columns: readonly DataColumn<Member>[] = [
  {
    id: 'roles',
    header: t('people.roles'),
    value: ({ roles }) => roles.map((role) => word('role', role)).join(', '),
  },
  {
    id: 'state',
    header: t('people.state'),
    value: ({ deactivatedAt, erasedAt }) => erasedAt ?? deactivatedAt ?? '',
    cell: (member) => (
      <span className={member.deactivatedAt ? 'cs-muted' : undefined}>{stateText(member)}</span>
    ),
  },
  {
    id: 'joined',
    header: t('people.joined'),
    value: ({ joinedAt }) => joinedAt,
    cell: ({ joinedAt }) => <span className="cs-nowrap">{formatDay(joinedAt)}</span>,
  },
];

const email: DataColumn<Member> = {
  id: 'email',
  header: t('people.email'),
  value: (member) => member.email,
  cell: (member) => member.email ?? <span className="cs-muted">{t('people.noEmail')}</span>,
};

function nameColumn(viewerId: string): DataColumn<Member> {
  return {
    id: 'name',
    header: t('people.name'),
    value: ({ name }) => name,
    cell: ({ id, name }) => (
      <>
        <strong>{name}</strong>
        {id === viewerId ? <span className="cs-muted"> ({t('people.you')})</span> : null}
      </>
    ),
  };
}

/** Why the roles of a member cannot be changed by the reader now. */
function noRoleChange(member: Member, viewerId: string): string | undefined {
  if (member.id === viewerId) return t('people.change.own');
  return member.deactivatedAt ? t('people.change.gone') : undefined;
}

function actionsColumn(
  viewerId: string,
  eraseDenied: string | undefined,
  onAct: (act: MemberAct) => void,
): DataColumn<Member> {
  return {
    id: 'actions',
    header: t('people.actions'),
    sortable: false,
    value: () => '',
    cell: (member) => {
      const { name } = member;
      if (member.erasedAt) return null;
      const turn = member.deactivatedAt ? 'reactivate' : 'deactivate';
      return (
        <div className="cs-row-actions">
          <GatedButton
            size="compact-sm"
            variant="default"
            aria-label={t('people.change.of', { name })}
            denied={noRoleChange(member, viewerId)}
            onClick={() => onAct({ kind: 'change', member })}
          >
            {t('people.change.open')}
          </GatedButton>
          <GatedButton
            size="compact-sm"
            variant="default"
            aria-label={t(`people.${turn}.of`, { name })}
            onClick={() => onAct({ kind: turn, member })}
          >
            {t(`people.${turn}.open`)}
          </GatedButton>
          {member.deactivatedAt ? (
            <GatedButton
              size="compact-sm"
              variant="default"
              aria-label={t('privacy.erase.of', { name })}
              denied={eraseDenied}
              onClick={() => onAct({ kind: 'erase', member })}
            >
              {t('privacy.erase.open')}
            </GatedButton>
          ) : null}
        </div>
      );
    },
  };
}

/** Everybody of the workspace; what may be done to them is offered to those who may do it. */
export function MembersTable(props: {
  members: readonly Member[];
  more: MorePages;
  mayManage: boolean;
  seesEmail: boolean;
}): ReactElement {
  const { members, more, mayManage, seesEmail } = props;
  const viewerId = useViewer().actor.id;
  const erase = usePermission('member.erase');
  const [act, setAct] = useState<MemberAct | null>(null);
  const shown = [
    nameColumn(viewerId),
    ...(seesEmail ? [email] : []),
    ...columns,
    ...(mayManage ? [actionsColumn(viewerId, erase.denied, setAct)] : []),
  ];
  return (
    <>
      <DataTable
        caption={t('people.members')}
        columns={shown}
        rows={members}
        rowKey={({ id }) => id}
        empty={{
          title: t('people.empty.title'),
          why: t('people.empty.why'),
          next: t('people.empty.next'),
        }}
        more={more}
      />
      <MemberDialog act={act} isSelf={act?.member.id === viewerId} onClose={() => setAct(null)} />
    </>
  );
}
