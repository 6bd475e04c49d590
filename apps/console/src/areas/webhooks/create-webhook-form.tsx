import { TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import type { WebhookEvent } from '../../gql/graphql';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { EventPicker } from './event-picker';
import { NewSecret } from './new-secret';
import { createWebhookDocument } from './operations';

/** Adds a receiver; its secret is shown once. */
export function CreateWebhookForm({ denied }: { denied: string | undefined }): ReactElement {
  const create = useAction(createWebhookDocument, (data) => data.createWebhook);
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [events, setEvents] = useState<WebhookEvent[]>([]);
  const [isMissing, setMissing] = useState(false);
  const submit = async () => {
    setMissing(events.length === 0);
    if (events.length === 0) return null;
    const done = await create.run({ input: { url, description, events } });
    if (!done) return null;
    setUrl('');
    setDescription('');
    setEvents([]);
    const said = t('webhooks.create.done', { description: done.webhook.description });
    return <NewSecret entry={done.auditEntry} done={said} secret={done.secret} />;
  };
  return (
    <FormDialog
      label={t('webhooks.create.open')}
      submit={t('webhooks.create.submit')}
      lead={t('webhooks.create.lead')}
      steps={[create]}
      onSubmit={submit}
      denied={denied}
      primary
      once
    >
      <TextInput
        label={t('webhooks.description')}
        description={t('webhooks.create.descriptionHint')}
        required
        maxLength={200}
        value={description}
        error={fieldError(create.problem, 'description')}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <TextInput
        label={t('webhooks.create.url')}
        description={t('webhooks.create.urlHint')}
        type="url"
        autoComplete="off"
        required
        maxLength={2000}
        value={url}
        error={fieldError(create.problem, 'url')}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <EventPicker chosen={events} isMissing={isMissing && events.length === 0} onChange={setEvents} />
    </FormDialog>
  );
}
