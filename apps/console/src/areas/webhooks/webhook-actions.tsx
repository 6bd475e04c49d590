import { NumberInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { usePermission } from '../../app/use-permission';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { NewSecret } from './new-secret';
import { pingWebhookDocument, rotateWebhookSecretDocument } from './operations';
import type { Webhook } from './webhook';
import { WebhookSwitch } from './webhook-switch';

interface ActionProps {
  id: string;
  denied: string | undefined;
}

function Ping({ id, denied }: ActionProps): ReactElement {
  const ping = useAction(pingWebhookDocument, (data) => data.pingWebhook);
  const submit = async () => {
    const done = await ping.run({ id });
    return done && <Recorded entry={done.auditEntry}>{t('webhooks.ping.done')}</Recorded>;
  };
  return (
    <FormDialog
      label={t('webhooks.ping.open')}
      lead={t('webhooks.ping.lead')}
      submit={t('webhooks.ping.submit')}
      steps={[ping]}
      onSubmit={submit}
      denied={denied}
      primary
      once
    />
  );
}

const usualHours = 24;

function NewSecretForm({ id, denied }: ActionProps): ReactElement {
  const rotate = useAction(rotateWebhookSecretDocument, (data) => data.rotateWebhookSecret);
  const [hours, setHours] = useState<string | number>(usualHours);
  const submit = async () => {
    const done = await rotate.run({ input: { id, keepOldHours: Number(hours) } });
    return (
      done && <NewSecret entry={done.auditEntry} done={t('webhooks.secret.done')} secret={done.secret} />
    );
  };
  return (
    <FormDialog
      label={t('webhooks.secret.open')}
      lead={t('webhooks.secret.lead')}
      submit={t('webhooks.secret.submit')}
      steps={[rotate]}
      onSubmit={submit}
      denied={denied}
      once
    >
      <NumberInput
        label={t('webhooks.secret.hours')}
        description={t('webhooks.secret.hoursHint')}
        required
        min={0}
        max={168}
        allowDecimal={false}
        value={hours}
        error={fieldError(rotate.problem, 'keepOldHours')}
        onChange={setHours}
      />
    </FormDialog>
  );
}

/** What can be done about one receiver. */
export function WebhookActions({ webhook: { id, disabledAt } }: { webhook: Webhook }): ReactElement {
  const { denied } = usePermission('webhook.configure');
  return (
    <>
      <Ping id={id} denied={denied} />
      <WebhookSwitch id={id} denied={denied} isPaused={Boolean(disabledAt)} />
      <NewSecretForm id={id} denied={denied} />
    </>
  );
}
