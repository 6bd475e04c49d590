import { formatInstant } from '../../format/times';
import { listOf, word, type Word } from '../../format/words';
import type { WebhookDeliveryPartsFragment, WebhookEvent, WebhookPartsFragment } from '../../gql/graphql';
import { t } from '../../texts';
import { words } from '../../texts/en/words';

export type Webhook = WebhookPartsFragment;
export type Delivery = WebhookDeliveryPartsFragment;

/** All that a webhook can be told of, in the order of the catalogue. */
export const everyEvent = Object.keys(words.webhookEvent) as WebhookEvent[];

/** How a receiver does: `stopped` by the server, `paused` by somebody. */
export type WebhookState = 'well' | 'failing' | 'paused' | 'stopped';

export function webhookState({
  disabledReason,
  failingSince,
}: Pick<Webhook, 'disabledReason' | 'failingSince'>): WebhookState {
  if (disabledReason) return disabledReason === 'ASKED' ? 'paused' : 'stopped';
  return failingSince ? 'failing' : 'well';
}

/** The state in words, with when and why. */
export function stateText(webhook: Webhook): string {
  const { disabledAt, disabledBy, disabledReason, failingSince, retryAt } = webhook;
  if (disabledAt && disabledReason)
    return t(`webhooks.states.${disabledReason}`, {
      instant: formatInstant(disabledAt),
      name: disabledBy?.name ?? '',
    });
  if (!failingSince) return t('webhooks.states.well');
  const since = t('webhooks.states.failing', { instant: formatInstant(failingSince) });
  return retryAt ? `${since} ${t('webhooks.states.retry', { instant: formatInstant(retryAt) })}` : since;
}

/** More than this are told by how many more there are. */
const mostNamed = 2;

/** What a webhook is told of, short enough for a cell. */
export function eventsText(events: readonly WebhookEvent[]): string {
  if (events.length === everyEvent.length) return t('webhooks.everything');
  const ordered = everyEvent.filter((event) => events.includes(event));
  const named = ordered
    .slice(0, ordered.length > mostNamed + 1 ? mostNamed : undefined)
    .map((event) => word('webhookEvent', event));
  const rest = ordered.length - named.length;
  return listOf(rest > 0 ? [...named, t('webhooks.others', { count: rest })] : named);
}

/** What a message tells, by its type, such as `promotion.gates_refreshed`; an unknown one keeps its own name. */
export function messageText(type: string): string {
  if (type === 'webhook.ping') return t('webhooks.ping.name');
  const name = type.replace('.', '_').toUpperCase();
  return name in words.webhookEvent ? word('webhookEvent', name as Word<'webhookEvent'>) : type;
}

/** What became of a call of the receiver. */
export function attemptText({ status, fault, endedAt }: Delivery['attempts'][number]): string {
  if (fault && typeof status === 'number')
    return t('webhooks.attempts.answered', { what: word('attemptFault', fault), status });
  if (fault) return word('attemptFault', fault);
  return endedAt && typeof status === 'number'
    ? t('webhooks.attempts.accepted', { status })
    : t('webhooks.attempts.underWay');
}

/** The body of a message for reading; what is sent has no line breaks. */
export function readableBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // Shown as it is.
    return body;
  }
}
