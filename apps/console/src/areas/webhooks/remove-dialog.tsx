import type { ReactElement } from 'react';
import { t } from '../../texts';
import { DialogForm } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { deleteWebhookDocument } from './operations';
import type { Webhook } from './webhook';

/** Takes a receiver away, once somebody has read what goes with it. */
export function RemoveDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }): ReactElement {
  const remove = useAction(deleteWebhookDocument, (data) => data.deleteWebhook);
  const { id, description } = webhook;
  const submit = async () => {
    const done = await remove.run({ id });
    return done && <Recorded entry={done.auditEntry}>{t('webhooks.remove.done', { description })}</Recorded>;
  };
  return (
    <DialogForm
      opened
      title={t('webhooks.remove.title', { description })}
      lead={t('webhooks.remove.lead')}
      submit={t('webhooks.remove.submit')}
      steps={[remove]}
      onSubmit={submit}
      onClose={onClose}
      once
      isEnding
    />
  );
}
