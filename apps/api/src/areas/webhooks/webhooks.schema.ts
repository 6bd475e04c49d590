import { ArrayMaxSize, ArrayMinSize, Length, Max, Min } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../wire/connection';
import { IsName } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { wireEnum } from '../../wire/wire-enum';
import { ActorType } from '../access/access.schema';
import { webhookEvents, type WebhookEvent } from './webhook-events';
import { type DisabledReason, type Webhook } from './webhook.entity';

const WebhookEventEnum = wireEnum<WebhookEvent>('WebhookEvent', 'What a webhook is told of.', webhookEvents);

const DisabledReasonEnum = wireEnum<DisabledReason>('WebhookDisabledReason', 'Why it is told nothing.', {
  asked: 'Somebody disabled it.',
  unreachable: 'It accepted nothing for three days.',
  gone: 'It answered 410: nobody is there any more, and nobody will be.',
  secret_unreadable: "The server's own secret is another than before: rotate the webhook's, then enable it.",
});

@InputType({ description: 'A receiver outside.' })
export class CreateWebhookInput {
  @Field({ description: 'An address with https and a public host, unless the operator lists the host.' })
  @Length(1, 2000)
  url!: string;

  @Field(() => [WebhookEventEnum], { description: 'What it is told of.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  events!: WebhookEvent[];

  @Field({ description: 'What it is for; 1 to 200 characters.' })
  @IsName(200)
  description!: string;
}

@InputType({ description: 'A webhook whose secret is to change.' })
export class RotateWebhookSecretInput {
  @Field(() => ID, { description: 'The webhook.' })
  id!: string;

  @Field(() => Int, {
    defaultValue: 24,
    description:
      'Hours in which messages are signed with the old secret too, 0 to 168; 0 where it is known to others.',
  })
  @Min(0)
  @Max(168)
  keepOldHours!: number;
}

@InputType({ description: 'A webhook that is to be told again.' })
export class EnableWebhookInput {
  @Field(() => ID, { description: 'The webhook.' })
  id!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether to leave out what happened meanwhile; otherwise it is told all of it, in order.',
  })
  skipMissed!: boolean;
}

@ObjectType('Webhook', { description: 'A receiver outside that is told what happens, without its secret.' })
export class WebhookType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field({ description: 'Where messages go.' })
  url!: string;

  @Field({ description: 'What it is for.' })
  description!: string;

  @Field(() => [WebhookEventEnum], { description: 'What it is told of.' })
  events!: WebhookEvent[];

  @Field(() => GraphQLISODateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => ActorType, { description: 'Who made it.' })
  createdBy!: ActorType;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Until when messages are signed with the old secret too; null where there is none.',
  })
  previousUntil!: Date | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Since when it accepts nothing; null when all is well.',
  })
  failingSince!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it is tried again; null: at once.' })
  retryAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Since when it is told nothing.' })
  disabledAt!: Date | null;

  @Field(() => ActorType, { nullable: true, description: 'Who disabled it; the server does too.' })
  disabledBy!: ActorType | null;

  @Field(() => DisabledReasonEnum, { nullable: true, description: 'Why.' })
  disabledReason!: DisabledReason | null;

  static of({ createdBy, disabledBy, ...row }: Webhook): WebhookType {
    const { id, url, description, events, createdAt, previousUntil } = row;
    const { failingSince, retryAt, disabledAt, disabledReason } = row;
    return Object.assign(new WebhookType(), {
      ...{ id, url, description, events, createdAt, createdBy: ActorType.of(createdBy), previousUntil },
      ...{ failingSince, retryAt, disabledAt, disabledReason },
      disabledBy: disabledBy === null ? null : ActorType.of(disabledBy),
    });
  }
}

export const WebhookConnection = connectionType('Webhook', () => WebhookType);

const secretShownOnce =
  'What messages are signed with, by Standard Webhooks: shown this once. The receiver keeps it.';

@ObjectType({ description: 'The receiver is told what happens from now on.', implements: RecordedChange })
export class WebhookCreated extends RecordedChange {
  @Field(() => WebhookType, { description: 'The webhook.' })
  webhook!: WebhookType;

  @Field({ description: secretShownOnce })
  secret!: string;
}

@ObjectType({ description: 'Messages are signed with a new secret.', implements: RecordedChange })
export class WebhookSecretRotated extends RecordedChange {
  @Field(() => WebhookType, { description: 'The webhook.' })
  webhook!: WebhookType;

  @Field({ description: secretShownOnce })
  secret!: string;
}

@ObjectType({ description: 'The receiver is told nothing.', implements: RecordedChange })
export class WebhookDisabled extends RecordedChange {
  @Field(() => WebhookType, { description: 'The webhook.' })
  webhook!: WebhookType;
}

@ObjectType({ description: 'The receiver is told again.', implements: RecordedChange })
export class WebhookEnabled extends RecordedChange {
  @Field(() => WebhookType, { description: 'The webhook.' })
  webhook!: WebhookType;
}

@ObjectType({ description: 'The webhook and its deliveries are gone.', implements: RecordedChange })
export class WebhookDeleted extends RecordedChange {
  @Field(() => WebhookType, { description: 'What it was.' })
  webhook!: WebhookType;
}

export const CreateWebhookResult = resultUnion('CreateWebhookResult', () => WebhookCreated);
export const RotateWebhookSecretResult = resultUnion('RotateWebhookSecretResult', () => WebhookSecretRotated);
export const DisableWebhookResult = resultUnion('DisableWebhookResult', () => WebhookDisabled);
export const EnableWebhookResult = resultUnion('EnableWebhookResult', () => WebhookEnabled);
export const DeleteWebhookResult = resultUnion('DeleteWebhookResult', () => WebhookDeleted);
