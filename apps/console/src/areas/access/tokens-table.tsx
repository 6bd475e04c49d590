import { useState, type ReactElement } from 'react';
import { usePermission } from '../../app/use-permission';
import { formatDay } from '../../format/times';
import { word } from '../../format/words';
import { t } from '../../texts';
import { DataTable, type DataColumn, type MorePages } from '../../ui/data-table';
import { DialogForm } from '../../ui/form/form-dialog';
import { GatedButton } from '../../ui/gated-button';
import { Icon, type IconName } from '../../ui/icons';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { scopeMayDo } from './may-do';
import { revokeServiceTokenDocument } from './token-operations';
import { tokenState, type Token, type TokenState } from './token-state';

const icons: Record<TokenState, IconName> = {
  working: 'ok',
  soon: 'warning',
  expired: 'unknown',
  revoked: 'alert',
  stopped: 'alert',
};

/** A token together with what it is worth now. */
interface Row {
  token: Token;
  state: TokenState;
}

function stateText({ token, state }: Row): string {
  if (state === 'stopped') return t('tokens.states.stopped', { name: token.sponsor?.name ?? '' });
  if (state !== 'revoked') return t(`tokens.states.${state}`);
  const day = formatDay(token.revokedAt ?? '');
  return token.revokedBy
    ? t('tokens.states.revoked', { day, name: token.revokedBy.name })
    : t('tokens.states.revokedBy', { day });
}

const columns: readonly DataColumn<Row>[] = [
  {
    id: 'name',
    header: t('tokens.name'),
    value: ({ token }) => token.name,
    cell: ({ token }) => <strong>{token.name}</strong>,
  },
  {
    id: 'scope',
    header: t('tokens.scope'),
    value: ({ token }) => word('tokenScope', token.scope),
    cell: ({ token }) => (
      <>
        {word('tokenScope', token.scope)}
        <span className="cs-under">{scopeMayDo(token.scope)}</span>
      </>
    ),
  },
  {
    id: 'sponsor',
    header: t('tokens.sponsor'),
    value: ({ token }) => token.sponsor?.name ?? t('tokens.owner'),
  },
  {
    id: 'state',
    header: t('tokens.state'),
    value: stateText,
    cell: (row) => (
      <span className={row.state === 'working' ? 'cs-tone-ok' : `cs-tone-${icons[row.state]}`}>
        <Icon name={icons[row.state]} /> {stateText(row)}
      </span>
    ),
  },
  {
    id: 'expires',
    header: t('tokens.expires'),
    value: ({ token }) => token.expiresAt,
    cell: ({ token }) => <span className="cs-nowrap">{formatDay(token.expiresAt)}</span>,
  },
  {
    id: 'made',
    header: t('tokens.made'),
    value: ({ token }) => token.createdAt,
    cell: ({ token }) => t('models.by', { instant: formatDay(token.createdAt), name: token.createdBy.name }),
  },
];

function RevokeDialog({ token, onClose }: { token: Token; onClose: () => void }): ReactElement {
  const revoke = useAction(revokeServiceTokenDocument, (data) => data.revokeServiceToken);
  const { id, name } = token;
  const submit = async () => {
    const done = await revoke.run({ id });
    return done && <Recorded entry={done.auditEntry}>{t('tokens.revoke.done', { name })}</Recorded>;
  };
  return (
    <DialogForm
      opened
      title={t('tokens.revoke.title', { name })}
      lead={t('tokens.revoke.lead')}
      submit={t('tokens.revoke.submit')}
      steps={[revoke]}
      onSubmit={submit}
      onClose={onClose}
      once
      isEnding
    />
  );
}

/** All tokens without their secrets; those that still stand can be revoked. */
export function TokensTable(props: {
  tokens: readonly Token[];
  deactivated: ReadonlySet<string>;
  more: MorePages;
}): ReactElement {
  const { tokens, deactivated, more } = props;
  const { allowed } = usePermission('token.revoke');
  const [revoked, setRevoked] = useState<Token | null>(null);
  const action: DataColumn<Row> = {
    id: 'actions',
    header: t('tokens.actions'),
    sortable: false,
    value: () => '',
    cell: ({ token, state }) =>
      state === 'revoked' || state === 'expired' ? null : (
        <GatedButton
          size="compact-sm"
          variant="default"
          aria-label={t('tokens.revoke.of', { name: token.name })}
          onClick={() => setRevoked(token)}
        >
          {t('tokens.revoke.open')}
        </GatedButton>
      ),
  };
  const now = new Date();
  return (
    <>
      <DataTable
        caption={t('tokens.title')}
        columns={allowed ? [...columns, action] : columns}
        rows={tokens.map((token) => ({ token, state: tokenState(token, { now, deactivated }) }))}
        rowKey={({ token }) => token.id}
        empty={{ title: t('tokens.empty.title'), why: t('tokens.empty.why'), next: t('tokens.empty.next') }}
        more={more}
      />
      {revoked ? <RevokeDialog token={revoked} onClose={() => setRevoked(null)} /> : null}
    </>
  );
}
