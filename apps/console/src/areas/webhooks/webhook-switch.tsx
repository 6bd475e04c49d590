import { Radio } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { t } from '../../texts';
import { DialogForm } from '../../ui/form/form-dialog';
import { GatedButton } from '../../ui/gated-button';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { disableWebhookDocument, enableWebhookDocument } from './operations';

interface SwitchDialogProps {
  id: string;
  onClose: () => void;
}

function PauseDialog({ id, onClose }: SwitchDialogProps): ReactElement {
  const pause = useAction(disableWebhookDocument, (data) => data.disableWebhook);
  const submit = async () => {
    const done = await pause.run({ id });
    return done && <Recorded entry={done.auditEntry}>{t('webhooks.pause.done')}</Recorded>;
  };
  return (
    <DialogForm
      opened
      title={t('webhooks.pause.open')}
      lead={t('webhooks.pause.lead')}
      submit={t('webhooks.pause.submit')}
      steps={[pause]}
      onSubmit={submit}
      onClose={onClose}
      once
    />
  );
}

function ResumeDialog({ id, onClose }: SwitchDialogProps): ReactElement {
  const resume = useAction(enableWebhookDocument, (data) => data.enableWebhook);
  const [missed, setMissed] = useState('told');
  const submit = async () => {
    const done = await resume.run({ input: { id, skipMissed: missed === 'left' } });
    return done && <Recorded entry={done.auditEntry}>{t('webhooks.resume.done')}</Recorded>;
  };
  return (
    <DialogForm
      opened
      title={t('webhooks.resume.open')}
      lead={t('webhooks.resume.lead')}
      submit={t('webhooks.resume.submit')}
      steps={[resume]}
      onSubmit={submit}
      onClose={onClose}
      once
    >
      <Radio.Group label={t('webhooks.resume.missed')} value={missed} onChange={setMissed}>
        <div className="cs-choices">
          <Radio value="told" label={t('webhooks.resume.told')} />
          <Radio value="left" label={t('webhooks.resume.left')} />
        </div>
      </Radio.Group>
    </DialogForm>
  );
}

/** Pauses a receiver or lets it go on; the dialog stays what it was opened as, so that its outcome can be read. */
export function WebhookSwitch(props: {
  id: string;
  isPaused: boolean;
  denied: string | undefined;
}): ReactElement {
  const { id, isPaused, denied } = props;
  const [opened, setOpened] = useState<'pause' | 'resume' | null>(null);
  const close = () => setOpened(null);
  return (
    <>
      <GatedButton variant="default" denied={denied} onClick={() => setOpened(isPaused ? 'resume' : 'pause')}>
        {t(isPaused ? 'webhooks.resume.open' : 'webhooks.pause.open')}
      </GatedButton>
      {opened === 'pause' ? <PauseDialog id={id} onClose={close} /> : null}
      {opened === 'resume' ? <ResumeDialog id={id} onClose={close} /> : null}
    </>
  );
}
