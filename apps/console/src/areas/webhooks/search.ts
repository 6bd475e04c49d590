import { oneOf } from '../../app/search';
import type { WebhookDeliveryState } from '../../gql/graphql';

/** The states of a delivery, those that want somebody first. */
export const deliveryStates = [
  'WAITING',
  'FAILED',
  'SKIPPED',
  'DELIVERED',
] as const satisfies readonly WebhookDeliveryState[];

export interface WebhookSearch {
  state?: WebhookDeliveryState;
}

export const parseWebhookSearch = ({ state }: Record<string, unknown>): WebhookSearch => ({
  state: oneOf(state, deliveryStates),
});
