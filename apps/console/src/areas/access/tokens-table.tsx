import type { ReactElement } from 'react';
import type { ServiceTokensQuery } from '../../gql/graphql';
import { t } from '../../texts';
import type { MorePages } from '../../ui/data-table';
import { DialogForm } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { ProgramsTable, type ProgramsTableProps } from './programs-table';
import { revokeServiceTokenDocument } from './token-operations';

type Token = ServiceTokensQuery['serviceTokens']['nodes'][number];

function RevokeDialog({ token, onClose }: { token: Token; onClose: () => void }): ReactElement {
  const revoke = useAction(revokeServiceTokenDocument, (data) => data.revokeServiceToken);
  const { id, name } = token;
  const submit = async () => {
    const done = await revoke.run({ id });
    return done && <Recorded entry={done.auditEntry}>{t('tokens.end.done', { name })}</Recorded>;
  };
  return (
    <DialogForm
      opened
      title={t('tokens.end.title', { name })}
      lead={t('tokens.end.lead')}
      submit={t('tokens.end.submit')}
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
  members: ProgramsTableProps<Token>['members'];
  more: MorePages;
}): ReactElement {
  const { tokens, members, more } = props;
  return (
    <ProgramsTable
      kind="tokens"
      programs={tokens}
      members={members}
      more={more}
      dialog={(token, onClose) => <RevokeDialog token={token} onClose={onClose} />}
    />
  );
}
