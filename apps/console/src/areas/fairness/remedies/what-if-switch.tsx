import { Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { t } from '../../../texts';
import { fieldError } from '../../../ui/form/field-error';
import { FormDialog } from '../../../ui/form/form-dialog';
import { useAction } from '../../../ui/use-action';
import { Recorded } from '../../audit-log/recorded';
import { setGroupThresholdWhatIfDocument } from './operations';

/** Allows thresholds for groups to be looked at in this workspace, or takes that back. */
export function WhatIfSwitch(props: { isAllowed: boolean; denied: string | undefined }): ReactElement {
  const { isAllowed, denied } = props;
  const set = useAction(setGroupThresholdWhatIfDocument, (data) => data.setGroupThresholdWhatIf);
  const [reason, setReason] = useState('');
  const submit = async () => {
    const done = await set.run({ input: { isAllowed: !isAllowed, reason } });
    if (!done) return null;
    setReason('');
    return <Recorded entry={done.auditEntry}>{t('remedies.whatIf.set')}</Recorded>;
  };
  const words = isAllowed ? 'remedies.whatIf.forbid' : 'remedies.whatIf.allow';
  return (
    <FormDialog
      label={t(`${words}.open`)}
      submit={t(`${words}.submit`)}
      lead={t(`${words}.lead`)}
      steps={[set]}
      onSubmit={submit}
      denied={denied}
      once
      isEnding={isAllowed}
    >
      <Textarea
        label={t('remedies.whatIf.reason')}
        description={t('remedies.whatIf.reasonHint')}
        required
        maxLength={2000}
        value={reason}
        error={fieldError(set.problem, 'reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
