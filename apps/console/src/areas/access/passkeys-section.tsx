import { TextInput } from '@mantine/core';
import { useApolloClient, useQuery } from '@apollo/client/react';
import { startRegistration } from '@simplewebauthn/browser';
import { useState, type ReactElement } from 'react';
import type { Problem } from '../../app/errors';
import { formatDay, formatInstant } from '../../format/times';
import type { PasskeysQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DialogForm, FormDialog } from '../../ui/form/form-dialog';
import { GatedButton } from '../../ui/gated-button';
import { Loaded } from '../../ui/loaded';
import { Section } from '../../ui/page';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import {
  passkeyRegistrationDocument,
  passkeysDocument,
  registerPasskeyDocument,
  removePasskeyDocument,
  renamePasskeyDocument,
} from './passkey-operations';
import { passkeyTrouble } from './passkey-trouble';
import { ProveIdentity } from './prove-identity';

type Passkey = PasskeysQuery['passkeys'][number];

function NameField({ value, onChange }: { value: string; onChange: (name: string) => void }): ReactElement {
  return (
    <TextInput
      label={t('passkeys.name')}
      description={t('passkeys.nameHint')}
      required
      maxLength={100}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Register(): ReactElement {
  const client = useApolloClient();
  const register = useAction(registerPasskeyDocument, (data) => data.registerPasskey);
  const [name, setName] = useState('');
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const made = async (): Promise<{ nonce: string; response: string } | null> => {
    try {
      const query = passkeyRegistrationDocument;
      const { data } = await client.query({ query, fetchPolicy: 'no-cache' });
      const asked = data?.passkeyRegistration;
      if (!asked) throw new Error(t('passkeys.unavailable'));
      const optionsJSON = asked.options as Parameters<typeof startRegistration>[0]['optionsJSON'];
      return { nonce: asked.nonce, response: JSON.stringify(await startRegistration({ optionsJSON })) };
    } catch (error) {
      setTrouble(passkeyTrouble(error));
      return null;
    }
  };
  const submit = async () => {
    const answer = await made();
    const done = answer && (await register.run({ input: { name, answer } }));
    if (!done) return null;
    setName('');
    return (
      <Recorded entry={done.auditEntry}>{t('passkeys.register.done', { name: done.passkey.name })}</Recorded>
    );
  };
  const browser = { pending: false, problem: trouble, clear: () => setTrouble(null) };
  return (
    <FormDialog
      label={t('passkeys.register.label')}
      lead={t('passkeys.register.lead')}
      submit={t('passkeys.register.submit')}
      steps={[browser, register]}
      onSubmit={submit}
    >
      <NameField value={name} onChange={setName} />
      {register.refusal?.code === 'STEP_UP_REQUIRED' ? <ProveIdentity /> : null}
    </FormDialog>
  );
}

function Rename({ passkey: { id, name } }: { passkey: Passkey }): ReactElement {
  const rename = useAction(renamePasskeyDocument, (data) => data.renamePasskey);
  const [fresh, setFresh] = useState(name);
  const submit = async () => {
    const done = await rename.run({ input: { passkeyId: id, name: fresh } });
    if (!done) return null;
    return (
      <Recorded entry={done.auditEntry}>{t('passkeys.rename.done', { name: done.passkey.name })}</Recorded>
    );
  };
  return (
    <FormDialog
      label={t('passkeys.rename.label', { name })}
      short={t('passkeys.rename.submit')}
      submit={t('passkeys.rename.submit')}
      steps={[rename]}
      onSubmit={submit}
    >
      <NameField value={fresh} onChange={setFresh} />
    </FormDialog>
  );
}

/** Stays until it was read what came of it, although the list has one less meanwhile. */
function RemoveDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }): ReactElement {
  const { id, name } = passkey;
  const remove = useAction(removePasskeyDocument, (data) => data.removePasskey);
  const submit = async () => {
    const done = await remove.run({ passkeyId: id });
    return done && <Recorded entry={done.auditEntry}>{t('passkeys.remove.done', { name })}</Recorded>;
  };
  return (
    <DialogForm
      opened
      title={t('passkeys.remove.label', { name })}
      lead={t('passkeys.remove.lead', { name })}
      submit={t('passkeys.remove.submit')}
      steps={[remove]}
      onSubmit={submit}
      onClose={onClose}
      isEnding
      once
    />
  );
}

function PasskeyEntry({ passkey, onRemove }: { passkey: Passkey; onRemove: () => void }): ReactElement {
  const { name, origin, createdAt, lastUsedAt } = passkey;
  const used = lastUsedAt ? formatInstant(lastUsedAt) : t('passkeys.never').toLowerCase();
  return (
    <li>
      <strong>{name}</strong>
      <p className="cs-muted">
        {t('passkeys.at', { origin })} · {t('passkeys.made')} {formatDay(createdAt)} · {t('passkeys.used')}{' '}
        {used}
      </p>
      <div className="cs-page-actions">
        <Rename passkey={passkey} />
        <GatedButton
          size="compact-sm"
          variant="default"
          aria-label={t('passkeys.remove.label', { name })}
          onClick={onRemove}
        >
          {t('passkeys.remove.open')}
        </GatedButton>
      </div>
    </li>
  );
}

/** One's own passkeys: what they are for, each with what it did last, and a way to register another. */
export function PasskeysSection(): ReactElement {
  const query = useQuery(passkeysDocument);
  const [removed, remove] = useState<Passkey | null>(null);
  return (
    <Section title={t('passkeys.title')} actions={<Register />}>
      <p className="cs-note">{t('passkeys.lead')}</p>
      <Loaded query={query} rows={2}>
        {({ passkeys }) =>
          passkeys.length === 0 ? (
            <p className="cs-muted">{t('passkeys.none')}</p>
          ) : (
            <ul className="cs-plain-list cs-lead-list">
              {passkeys.map((passkey) => (
                <PasskeyEntry key={passkey.id} passkey={passkey} onRemove={() => remove(passkey)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {removed ? <RemoveDialog passkey={removed} onClose={() => remove(null)} /> : null}
    </Section>
  );
}
