import { Button, Group, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { NewPasswordField } from './new-password-field';
import { SignInTrouble } from './sign-in-trouble';
import { useSignIn } from './use-sign-in';

export interface InvitationFormProps {
  token: string;
  /** The invitation names no address. Only the server knows, and says so. */
  needsEmail: boolean;
  onNeedsEmail: () => void;
  onOther: () => void;
}

/** The account of somebody invited: who they are, and their password to be. */
export function InvitationForm(props: InvitationFormProps): ReactElement {
  const { token, needsEmail, onNeedsEmail, onOther } = props;
  const signIn = useSignIn(undefined);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const emailField = useRef<HTMLInputElement>(null);
  const lacksEmail = signIn.problem?.field === 'email' && !needsEmail;
  useEffect(() => {
    if (lacksEmail) onNeedsEmail();
  }, [lacksEmail, onNeedsEmail]);
  useEffect(() => {
    if (needsEmail && signIn.problem?.field === 'email') emailField.current?.focus();
  }, [needsEmail, signIn.problem]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    void signIn.enter({ invitation: { token, name, password, ...(needsEmail && { email }) } });
  };
  const isWeak = signIn.refusal?.code === 'WEAK_PASSWORD';
  return (
    <form onSubmit={send} className="cs-form">
      <TextInput
        label={t('access.invitation.name')}
        description={t('access.invitation.nameHint')}
        autoComplete="name"
        required
        maxLength={200}
        value={name}
        error={fieldError(signIn.problem, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {needsEmail ? (
        <TextInput
          ref={emailField}
          label={t('access.email')}
          description={t('access.invitation.emailHint')}
          type="email"
          autoComplete="username"
          required
          value={email}
          error={fieldError(signIn.problem, 'email')}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      ) : null}
      <NewPasswordField
        label={t('access.password')}
        value={password}
        error={isWeak ? signIn.refusal?.message : fieldError(signIn.problem, 'password')}
        onChange={setPassword}
      />
      <SignInTrouble signIn={signIn} />
      <Group gap="xs">
        <Button type="submit" loading={signIn.pending}>
          {t('access.invitation.accept')}
        </Button>
        <Button variant="default" onClick={onOther}>
          {t('access.invitation.other')}
        </Button>
      </Group>
    </form>
  );
}
