import { Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { DialogForm } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import type { Hold } from './hold';
import { releaseLegalHoldDocument } from './operations';

/** Ends a hold, with the reason. */
export function ReleaseHoldDialog({ hold, onClose }: { hold: Hold; onClose: () => void }): ReactElement {
  const release = useAction(releaseLegalHoldDocument, (data) => data.releaseLegalHold);
  const [reason, setReason] = useState('');
  const { name } = hold.member;
  const submit = async () => {
    const done = await release.run({ input: { id: hold.id, reason } });
    return done && <Recorded entry={done.auditEntry}>{t('privacy.hold.release.done', { name })}</Recorded>;
  };
  return (
    <DialogForm
      opened
      title={t('privacy.hold.release.title', { name })}
      lead={t('privacy.hold.release.lead', { name })}
      submit={t('privacy.hold.release.submit')}
      steps={[release]}
      onSubmit={submit}
      onClose={onClose}
      once
      isEnding
    >
      <p>{t('privacy.hold.release.was', { reason: hold.reason })}</p>
      <Textarea
        label={t('privacy.hold.release.reason')}
        description={t('privacy.hold.release.reasonHint')}
        required
        maxLength={2000}
        value={reason}
        error={fieldError(release.problem, 'reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DialogForm>
  );
}
