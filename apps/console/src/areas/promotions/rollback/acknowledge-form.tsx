import { Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type ReactElement } from 'react';
import { t } from '../../../texts';
import { fieldError } from '../../../ui/form/field-error';
import { DialogForm } from '../../../ui/form/form-dialog';
import { GatedButton } from '../../../ui/gated-button';
import { useAction } from '../../../ui/use-action';
import { Recorded } from '../../audit-log/recorded';
import { acknowledgeRollbackDocument } from '../operations';

/** Keeps what somebody found who looked at a rollback; it stays to show the entry when the review was closed by it. */
export function AcknowledgeForm(props: {
  promotionId: string;
  isOpen: boolean;
  denied: string | undefined;
}): ReactElement {
  const { promotionId, isOpen, denied } = props;
  const [opened, dialog] = useDisclosure(false);
  const acknowledge = useAction(acknowledgeRollbackDocument, (data) => data.acknowledgeRollback);
  const [finding, setFinding] = useState('');
  const submit = async () => {
    const done = await acknowledge.run({ promotionId, finding });
    return done && <Recorded entry={done.auditEntry}>{t('living.rollback.done')}</Recorded>;
  };
  return (
    <>
      {isOpen ? (
        <GatedButton size="compact-sm" variant="default" denied={denied} onClick={dialog.open}>
          {t('living.rollback.close')}
        </GatedButton>
      ) : null}
      <DialogForm
        title={t('living.rollback.close')}
        opened={opened}
        onClose={dialog.close}
        submit={t('living.rollback.submit')}
        lead={t('living.rollback.lead')}
        steps={[acknowledge]}
        onSubmit={submit}
        once
      >
        <Textarea
          label={t('living.rollback.finding')}
          description={t('living.rollback.hint')}
          required
          maxLength={4000}
          value={finding}
          error={fieldError(acknowledge.problem, 'finding')}
          onChange={(event) => setFinding(event.currentTarget.value)}
        />
      </DialogForm>
    </>
  );
}
