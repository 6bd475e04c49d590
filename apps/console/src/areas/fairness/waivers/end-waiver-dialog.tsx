import { Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { t } from '../../../texts';
import { fieldError } from '../../../ui/form/field-error';
import { DialogForm } from '../../../ui/form/form-dialog';
import { useAction } from '../../../ui/use-action';
import { Recorded } from '../../audit-log/recorded';
import { endFairnessWaiverDocument } from './operations';
import { scopeText, type Waiver } from './waivable';

/** Ends a waiver before its term, with the reason. */
export function EndWaiverDialog({ waiver, onClose }: { waiver: Waiver; onClose: () => void }): ReactElement {
  const end = useAction(endFairnessWaiverDocument, (data) => data.endFairnessWaiver);
  const [reason, setReason] = useState('');
  const submit = async () => {
    const done = await end.run({ input: { waiverId: waiver.id, reason } });
    return done && <Recorded entry={done.auditEntry}>{t('waivers.end.done')}</Recorded>;
  };
  return (
    <DialogForm
      opened
      title={t('waivers.end.title', { scope: scopeText(waiver) })}
      lead={t('waivers.end.lead', { owner: waiver.owner.name })}
      submit={t('waivers.end.submit')}
      steps={[end]}
      onSubmit={submit}
      onClose={onClose}
      once
      isEnding
    >
      <Textarea
        label={t('waivers.end.reason')}
        required
        maxLength={4000}
        value={reason}
        error={fieldError(end.problem, 'reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DialogForm>
  );
}
