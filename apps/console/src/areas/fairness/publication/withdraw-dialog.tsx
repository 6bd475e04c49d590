import { Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { t } from '../../../texts';
import { fieldError } from '../../../ui/form/field-error';
import { DialogForm } from '../../../ui/form/form-dialog';
import { useAction } from '../../../ui/use-action';
import { Recorded } from '../../audit-log/recorded';
import { withdrawPublishedSummaryDocument } from './operations';

/** Takes the published summary back, with the reason. */
export function WithdrawDialog(props: { id: string; onClose: () => void }): ReactElement {
  const { id, onClose } = props;
  const withdraw = useAction(withdrawPublishedSummaryDocument, (data) => data.withdrawPublishedSummary);
  const [reason, setReason] = useState('');
  const submit = async () => {
    const done = await withdraw.run({ input: { id, reason } });
    return done && <Recorded entry={done.auditEntry}>{t('publication.withdraw.done')}</Recorded>;
  };
  return (
    <DialogForm
      opened
      title={t('publication.withdraw.open')}
      submit={t('publication.withdraw.submit')}
      lead={t('publication.withdraw.lead')}
      steps={[withdraw]}
      onSubmit={submit}
      onClose={onClose}
      once
      isEnding
    >
      <Textarea
        label={t('publication.withdraw.reason')}
        description={t('publication.withdraw.reasonHint')}
        required
        maxLength={4000}
        value={reason}
        error={fieldError(withdraw.problem, 'reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DialogForm>
  );
}
