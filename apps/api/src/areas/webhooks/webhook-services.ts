import { type Database } from '../../database/database';
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
  { privateHosts = new Set(), plainLoopback = false, patience = 10_000, ...more }: WebhookSettings = {},
) {
  const rules = { privateHosts, plainLoopback, secrets: new SigningSecrets(serverSecret) };
  const alarm = more.alarm ?? (() => undefined);
  return {
    webhooks: new WebhooksService(database, rules),
    webhookDeliveries: new WebhookDeliveriesService(database),
    webhookDispatch: new WebhookDispatch(database, { ...more, ...rules, patience, alarm }),
  };
}
