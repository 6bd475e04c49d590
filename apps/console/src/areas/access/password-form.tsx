import { Button, PasswordInput } from '@mantine/core';
import { useState, type FormEvent, type ReactElement } from 'react';
import { t } from '../../texts';
import { ProblemAlert, RefusalAlert } from '../../ui/refusal-alert';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { NewPasswordField } from './new-password-field';
import { changePasswordDocument } from './operations';

/** Changes the reader's own password; both fields are empty again once it is done. */
export function PasswordForm(): ReactElement {
  const change = useAction(changePasswordDocument, (data) => data.changePassword);
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const [changed, setChanged] = useState<ReactElement | null>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setChanged(null);
    const done = await change.run({ input: { currentPassword, newPassword } });
    if (!done) return;
    const { sessionsEnded: count, auditEntry } = done;
    setChanged(<Recorded entry={auditEntry}>{t('access.me.changed', { count })}</Recorded>);
    setCurrent('');
    setNew('');
  };
  const refusedFor = (code: string) => (change.refusal?.code === code ? change.refusal.message : undefined);
  return (
    <form onSubmit={(event) => void send(event)} className="cs-form cs-narrow">
      <PasswordInput
        label={t('access.me.current')}
        autoComplete="current-password"
        required
        value={currentPassword}
        error={refusedFor('WRONG_PASSWORD')}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <NewPasswordField
        label={t('access.me.fresh')}
        value={newPassword}
        error={refusedFor('WEAK_PASSWORD')}
        onChange={setNew}
      />
      <RefusalAlert refusal={change.refusal} />
      <ProblemAlert problem={change.problem} />
      <div role="status" className={changed ? undefined : 'cs-hidden'}>
        {changed}
      </div>
      <div>
        <Button type="submit" loading={change.pending}>
          {t('access.me.change')}
        </Button>
      </div>
    </form>
  );
}
