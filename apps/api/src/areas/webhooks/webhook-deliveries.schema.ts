import { ArgsType, Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../wire/connection';
import { PageArgs } from '../../wire/page-args';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { wireEnum } from '../../wire/wire-enum';
import { eventName } from './compose-messages';
import { type AttemptFault, type WebhookAttempt } from './webhook-attempt.entity';
import { type DeliveryRecord } from './webhook-deliveries.service';
import { type DeliveryState } from './webhook-delivery.entity';

const DeliveryStateEnum = wireEnum<DeliveryState>('WebhookDeliveryState', 'What became of a delivery.', {
  waiting: 'It has not been accepted yet, and is tried again in its turn.',
  delivered: 'The receiver accepted it.',
  failed: 'A ping that the receiver did not accept.',
  skipped: 'Somebody gave it up.',
});

const AttemptFaultEnum = wireEnum<AttemptFault>('WebhookAttemptFault', 'Why an attempt did not deliver.', {
  refused: 'The receiver answered with another status than 2xx.',
  redirected: 'The receiver named another address; none is followed.',
  timed_out: 'No answer came within 10 seconds.',
  unreachable: 'The name was not found, or no connection came about.',
  certificate: "The receiver's certificate is not to be believed.",
  not_public: 'The address is not public, and its host not on the list of the operator.',
  interrupted: 'The server stopped meanwhile; it is tried again.',
  secret_unreadable: 'Nothing was sent, since it could not have been signed.',
});

@ObjectType('WebhookAttempt', { description: 'One call of a receiver.' })
export class WebhookAttemptType {
  @Field(() => GraphQLISODateTime, { description: 'When it began.' })
  begunAt!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it ended; null while it is under way, or where the server stopped meanwhile.',
  })
  endedAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'The status of the answer; null without one.' })
  status!: number | null;

  @Field(() => AttemptFaultEnum, { nullable: true, description: 'Why it did not deliver; null when it did.' })
  fault!: AttemptFault | null;

  static of({ begunAt, endedAt, status, fault }: WebhookAttempt): WebhookAttemptType {
    return Object.assign(new WebhookAttemptType(), { begunAt, endedAt, status, fault });
  }
}

@ObjectType('WebhookDelivery', { description: 'One message to one receiver.' })
export class WebhookDeliveryType {
  @Field(() => ID, { description: 'Opaque; the `webhook-id` of the message.' })
  id!: string;

  @Field(() => ID, { description: 'The webhook.' })
  webhookId!: string;

  @Field({ description: 'The `type` of the message, such as promotion.approved.' })
  event!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The entry of the audit log that it tells of; none of a ping.',
  })
  sequence!: number | null;

  @Field({ description: 'What is sent, to the byte.' })
  body!: string;

  @Field(() => DeliveryStateEnum, { description: 'What became of it.' })
  state!: DeliveryState;

  @Field(() => GraphQLISODateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it was delivered, failed or skipped.',
  })
  endedAt!: Date | null;

  @Field(() => [WebhookAttemptType], { description: 'Calls of the receiver, oldest first.' })
  attempts!: WebhookAttemptType[];

  static of({ row, attempts }: DeliveryRecord): WebhookDeliveryType {
    const { id, webhookId, event, sequence, body, state, createdAt, endedAt } = row;
    return Object.assign(new WebhookDeliveryType(), {
      ...{ id, webhookId, event: eventName(event), body, state, createdAt, endedAt },
      sequence: sequence === null ? null : Number(sequence),
      attempts: attempts.map(WebhookAttemptType.of),
    });
  }
}

export const WebhookDeliveryConnection = connectionType('WebhookDelivery', () => WebhookDeliveryType);

@ArgsType()
export class WebhookDeliveryPageArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only of this webhook.' })
  webhookId?: string | null;

  @Field(() => DeliveryStateEnum, { nullable: true, description: 'Only these.' })
  state?: DeliveryState | null;
}

@ObjectType({
  description: 'The receiver is tried within seconds; the delivery tells how.',
  implements: RecordedChange,
})
export class WebhookPinged extends RecordedChange {
  @Field(() => WebhookDeliveryType, { description: 'The delivery.' })
  delivery!: WebhookDeliveryType;
}

@ObjectType({ description: 'The delivery is sent once more within seconds.', implements: RecordedChange })
export class WebhookRedelivered extends RecordedChange {
  @Field(() => WebhookDeliveryType, { description: 'The delivery.' })
  delivery!: WebhookDeliveryType;
}

@ObjectType({ description: 'The delivery is given up.', implements: RecordedChange })
export class WebhookDeliverySkipped extends RecordedChange {
  @Field(() => WebhookDeliveryType, { description: 'The delivery.' })
  delivery!: WebhookDeliveryType;
}

export const PingWebhookResult = resultUnion('PingWebhookResult', () => WebhookPinged);
export const RedeliverWebhookResult = resultUnion('RedeliverWebhookResult', () => WebhookRedelivered);
export const SkipWebhookDeliveryResult = resultUnion(
  'SkipWebhookDeliveryResult',
  () => WebhookDeliverySkipped,
);
