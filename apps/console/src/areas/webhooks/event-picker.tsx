import { Checkbox, Group } from '@mantine/core';
import type { ReactElement } from 'react';
import { word } from '../../format/words';
import type { WebhookEvent } from '../../gql/graphql';
import { t } from '../../texts';
import { everyEvent } from './webhook';

/** What a webhook is told of, to choose from. */
export function EventPicker(props: {
  chosen: readonly WebhookEvent[];
  isMissing: boolean;
  onChange: (events: WebhookEvent[]) => void;
}): ReactElement {
  const { chosen, isMissing, onChange } = props;
  return (
    <Checkbox.Group
      label={t('webhooks.events')}
      required
      value={[...chosen]}
      error={isMissing ? t('webhooks.create.choose') : undefined}
      onChange={(names) => onChange(everyEvent.filter((event) => names.includes(event)))}
    >
      <Group gap="md">
        <button type="button" className="cs-link-button" onClick={() => onChange([...everyEvent])}>
          {t('webhooks.create.all')}
        </button>
        <button type="button" className="cs-link-button" onClick={() => onChange([])}>
          {t('webhooks.create.none')}
        </button>
      </Group>
      <div className="cs-choices cs-choices-columns">
        {everyEvent.map((event) => (
          <Checkbox key={event} value={event} label={word('webhookEvent', event)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
