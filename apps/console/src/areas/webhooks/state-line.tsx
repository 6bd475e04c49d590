import type { ReactElement } from 'react';
import { Icon, type IconName } from '../../ui/icons';
import { stateText, webhookState, type Webhook, type WebhookState } from './webhook';

const icons: Record<WebhookState, IconName> = {
  well: 'ok',
  failing: 'warning',
  paused: 'unknown',
  stopped: 'alert',
};

/** How a receiver does, by a sign and in words. */
export function StateLine({ webhook }: { webhook: Webhook }): ReactElement {
  const icon = icons[webhookState(webhook)];
  return (
    <span className={`cs-sign cs-tone-${icon}`}>
      <Icon name={icon} />
      <span>{stateText(webhook)}</span>
    </span>
  );
}
