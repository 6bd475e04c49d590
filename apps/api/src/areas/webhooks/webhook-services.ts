import { type Database } from '../../database/database';
import { resolveApart } from './resolve-apart';
import { type SendSettings } from './send-message';
import { SigningSecrets } from './signing-secrets';
import { WebhookDeliveriesService } from './webhook-deliveries.service';
import { WebhookDispatch, type DispatchSettings } from './webhook-dispatch';
import { WebhooksService } from './webhooks.service';

/** What a set-up says; whoever says nothing calls public addresses alone. */
export type WebhookSettings = Partial<
  Omit<SendSettings, 'stopping'> & Pick<DispatchSettings, 'alarm' | 'random'>
>;

/** The use cases of this area, one service each. */
export function makeWebhookServices(
  database: Database,
  serverSecret: string,
  { privateHosts = new Set(), plainLoopback = false, ...more }: WebhookSettings = {},
) {
  const rules = { privateHosts, plainLoopback, secrets: new SigningSecrets(serverSecret) };
  const calls = { patience: 10_000, resolve: resolveApart(), alarm: () => undefined, ...more };
  return {
    webhooks: new WebhooksService(database, rules),
    webhookDeliveries: new WebhookDeliveriesService(database),
    webhookDispatch: new WebhookDispatch(database, { ...calls, ...rules }),
  };
}
