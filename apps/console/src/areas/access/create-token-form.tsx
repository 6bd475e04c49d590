import { NumberInput, Radio, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { oneOf } from '../../app/search';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import type { TokenScope } from '../../gql/graphql';
import { t } from '../../texts';
import { CopyField } from '../../ui/copy-field';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { type EntryPlace, Recorded } from '../audit-log/recorded';
import { scopeMayDo } from './may-do';
import { createServiceTokenDocument } from './token-operations';
import { tokenUse } from './token-use';

const scopes = ['INGEST', 'READ', 'WRITE', 'ADMIN'] as const satisfies readonly TokenScope[];
const usualDays = 90;

interface Created {
  name: string;
  scope: TokenScope;
  secret: string;
  expiresAt: string;
  auditEntry: EntryPlace;
}

/** The secret, this once, and how to use it. */
function NewToken({ created }: { created: Created }): ReactElement {
  const { name, scope, secret, expiresAt, auditEntry } = created;
  const { curl, cli } = tokenUse(scope, { origin: window.location.origin, secret });
  const curlLabel = scope === 'INGEST' ? t('tokens.create.curlIngest') : t('tokens.create.curl');
  return (
    <div className="cs-form">
      <Recorded entry={auditEntry}>
        {t('tokens.create.done', { name, until: formatInstant(expiresAt) })}
      </Recorded>
      <CopyField
        label={t('tokens.create.secret')}
        description={t('tokens.create.secretHint')}
        text={secret}
      />
      <CopyField label={curlLabel} text={curl} />
      {cli === null ? null : <CopyField label={t('tokens.create.cli')} text={cli} />}
    </div>
  );
}

/** Makes a token; its secret is shown once. */
export function CreateTokenForm({ denied }: { denied: string | undefined }): ReactElement {
  const create = useAction(createServiceTokenDocument, (data) => data.createServiceToken);
  const [name, setName] = useState('');
  const [scope, setScope] = useState<TokenScope>('INGEST');
  const [days, setDays] = useState<string | number>(usualDays);
  const submit = async () => {
    const done = await create.run({ input: { name, scope, expiresInDays: Number(days) } });
    if (!done) return null;
    setName('');
    return <NewToken created={done} />;
  };
  return (
    <FormDialog
      label={t('tokens.create.open')}
      submit={t('tokens.create.submit')}
      lead={t('tokens.create.lead')}
      steps={[create]}
      onSubmit={submit}
      denied={denied}
      primary
      once
    >
      <TextInput
        label={t('tokens.create.name')}
        description={t('tokens.create.nameHint')}
        required
        maxLength={100}
        value={name}
        error={fieldError(create.problem, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Radio.Group
        label={t('tokens.create.scope')}
        value={scope}
        onChange={(value) => setScope(oneOf(value, scopes) ?? 'INGEST')}
      >
        <div className="cs-choices">
          {scopes.map((each) => (
            <Radio key={each} value={each} label={word('tokenScope', each)} description={scopeMayDo(each)} />
          ))}
        </div>
      </Radio.Group>
      <NumberInput
        label={t('tokens.create.days')}
        description={t('tokens.create.daysHint')}
        required
        min={1}
        max={366}
        allowDecimal={false}
        value={days}
        error={fieldError(create.problem, 'expiresInDays')}
        onChange={setDays}
      />
    </FormDialog>
  );
}
