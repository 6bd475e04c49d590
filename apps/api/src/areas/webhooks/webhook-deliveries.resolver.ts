import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import {
  PingWebhookResult,
  RedeliverWebhookResult,
  SkipWebhookDeliveryResult,
  WebhookDeliveryConnection,
  WebhookDeliveryPageArgs,
  WebhookDeliverySkipped,
  WebhookDeliveryType,
  WebhookPinged,
  WebhookRedelivered,
} from './webhook-deliveries.schema';
import { type DeliveryRecord } from './webhook-deliveries.service';

@Resolver()
export class WebhookDeliveriesResolver {
  @Permit('webhook.read')
  @Query(() => WebhookDeliveryConnection, {
    description: 'What receivers were sent, newest first; those that ended stay 30 days.',
  })
  async webhookDeliveries(
    @Args() { webhookId, state, ...bounds }: WebhookDeliveryPageArgs,
    @Ctx() context: Context,
  ) {
    const { webhookDeliveries } = context.services;
    const page = await webhookDeliveries.list(caller(context), bounds, { webhookId, state });
    return WebhookDeliveryConnection.of(page, WebhookDeliveryType.of);
  }

  @Permit('webhook.read')
  @Query(() => WebhookDeliveryType, { description: 'One message, with what became of it.' })
  async webhookDelivery(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<WebhookDeliveryType> {
    return WebhookDeliveryType.of(await context.services.webhookDeliveries.delivery(caller(context), id));
  }

  @Permit('webhook.configure')
  @Mutation(() => PingWebhookResult, {
    description: 'Tries a receiver, once, with a message of no consequence; also while it is disabled.',
  })
  pingWebhook(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<WebhookPinged | RefusalType> {
    const answer = context.services.webhookDeliveries.ping(caller(context), id);
    return orRecorded(answer, (record) => Object.assign(new WebhookPinged(), told(record)));
  }

  @Permit('webhook.configure')
  @Mutation(() => RedeliverWebhookResult, {
    description: 'Sends a message once more, whatever became of it, and ahead of those that wait.',
  })
  redeliverWebhook(
    @Arg('deliveryId', () => ID) deliveryId: string,
    @Ctx() context: Context,
  ): Promise<WebhookRedelivered | RefusalType> {
    const answer = context.services.webhookDeliveries.redeliver(caller(context), deliveryId);
    return orRecorded(answer, (record) => Object.assign(new WebhookRedelivered(), told(record)));
  }

  @Permit('webhook.configure')
  @Mutation(() => SkipWebhookDeliveryResult, {
    description:
      'Gives a message up that waits, where the receiver will never take it and others wait behind it.',
  })
  skipWebhookDelivery(
    @Arg('deliveryId', () => ID) deliveryId: string,
    @Ctx() context: Context,
  ): Promise<WebhookDeliverySkipped | RefusalType> {
    const answer = context.services.webhookDeliveries.skip(caller(context), deliveryId);
    return orRecorded(answer, (record) => Object.assign(new WebhookDeliverySkipped(), told(record)));
  }
}

const told = (record: DeliveryRecord) => ({ delivery: WebhookDeliveryType.of(record) });
