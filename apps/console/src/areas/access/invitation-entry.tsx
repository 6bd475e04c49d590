import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactElement } from 'react';
import { t } from '../../texts';
import { tokenIn } from './invitation-link';

/** Takes a link or a token by hand. */
export function InvitationEntry(props: { onToken: (token: string, isLink: boolean) => void }): ReactElement {
  const [text, setText] = useState('');
  const [isBad, setBad] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const token = tokenIn(text);
    setBad(token === null);
    if (token !== null) props.onToken(token, text.includes('#'));
  };
  return (
    <form onSubmit={send} className="cs-form">
      <TextInput
        label={t('access.invitation.enter')}
        required
        autoComplete="off"
        spellCheck={false}
        value={text}
        error={isBad ? t('access.invitation.enterBad') : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div>
        <Button type="submit">{t('access.invitation.next')}</Button>
      </div>
    </form>
  );
}
