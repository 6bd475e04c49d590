import { type Job } from '../../jobs/job';

/** Receivers hear of a change within seconds; what waits for its time is looked for again at each turn. */
export const deliverWebhooks: Job = {
  name: 'webhook.deliver',
  permission: 'webhook.deliver',
  everySeconds: 2,
  run: ({ webhookDispatch }, { workspaceId }) => webhookDispatch.turn(workspaceId),
};

export const forgetDeliveries: Job = {
  name: 'webhook.forget',
  permission: 'webhook.deliver',
  everySeconds: 60 * 60,
  run: ({ webhookDeliveries }, actor) => webhookDeliveries.forget(actor),
};
