import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactElement } from 'react';
import { t } from '../../texts';

/** Signs in to a local account. The password leaves this form in the request only. */
export function AccountForm(props: {
  busy: boolean;
  onSend: (account: { email: string; password: string }) => void;
}): ReactElement {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    props.onSend({ email, password });
  };
  return (
    <form onSubmit={send} className="cs-form cs-narrow">
      <TextInput
        label={t('access.email')}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('access.password')}
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={props.busy}>
          {t('access.send')}
        </Button>
      </div>
    </form>
  );
}
