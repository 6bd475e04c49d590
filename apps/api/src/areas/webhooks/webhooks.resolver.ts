import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { PageArgs } from '../../wire/page-args';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import { type Webhook } from './webhook.entity';
import {
  CreateWebhookInput,
  CreateWebhookResult,
  DeleteWebhookResult,
  DisableWebhookResult,
  EnableWebhookInput,
  EnableWebhookResult,
  RotateWebhookSecretInput,
  RotateWebhookSecretResult,
  WebhookConnection,
  WebhookCreated,
  WebhookDeleted,
  WebhookDisabled,
  WebhookEnabled,
  WebhookSecretRotated,
  WebhookType,
} from './webhooks.schema';
import { type WithSecret } from './webhooks.service';

@Resolver()
export class WebhooksResolver {
  @Permit('webhook.read')
  @Query(() => WebhookConnection, { description: 'Receivers outside, newest first.' })
  async webhooks(@Args() bounds: PageArgs, @Ctx() context: Context) {
    const page = await context.services.webhooks.list(caller(context), bounds);
    return WebhookConnection.of(page, WebhookType.of);
  }

  @Permit('webhook.read')
  @Query(() => WebhookType, { description: 'One receiver.' })
  async webhook(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<WebhookType> {
    return WebhookType.of(await context.services.webhooks.webhook(caller(context), id));
  }

  @Permit('webhook.configure')
  @Mutation(() => CreateWebhookResult, {
    description: 'Has a receiver told what happens. What it is sent is signed by Standard Webhooks.',
  })
  createWebhook(
    @Arg('input', () => CreateWebhookInput) input: CreateWebhookInput,
    @Ctx() context: Context,
  ): Promise<WebhookCreated | RefusalType> {
    const answer = context.services.webhooks.create(caller(context), input);
    return orRecorded(answer, (result) => Object.assign(new WebhookCreated(), withSecret(result)));
  }

  @Permit('webhook.configure')
  @Mutation(() => RotateWebhookSecretResult, {
    description: 'Makes a new secret. Messages carry a signature by the old one too, for some hours.',
  })
  rotateWebhookSecret(
    @Arg('input', () => RotateWebhookSecretInput) input: RotateWebhookSecretInput,
    @Ctx() context: Context,
  ): Promise<WebhookSecretRotated | RefusalType> {
    const answer = context.services.webhooks.rotateSecret(caller(context), input);
    return orRecorded(answer, (result) => Object.assign(new WebhookSecretRotated(), withSecret(result)));
  }

  @Permit('webhook.configure')
  @Mutation(() => DisableWebhookResult, {
    description: 'Has a receiver told nothing until it is enabled. What happens meanwhile is not lost.',
  })
  disableWebhook(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<WebhookDisabled | RefusalType> {
    const answer = context.services.webhooks.disable(caller(context), id);
    return orRecorded(answer, (row) => Object.assign(new WebhookDisabled(), told(row)));
  }

  @Permit('webhook.configure')
  @Mutation(() => EnableWebhookResult, {
    description: 'Has a receiver told again: first what it missed, in order, unless that is to be left out.',
  })
  enableWebhook(
    @Arg('input', () => EnableWebhookInput) input: EnableWebhookInput,
    @Ctx() context: Context,
  ): Promise<WebhookEnabled | RefusalType> {
    const answer = context.services.webhooks.enable(caller(context), input);
    return orRecorded(answer, (row) => Object.assign(new WebhookEnabled(), told(row)));
  }

  @Permit('webhook.configure')
  @Mutation(() => DeleteWebhookResult, {
    description: 'Takes a receiver away with its deliveries, for ever.',
  })
  deleteWebhook(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<WebhookDeleted | RefusalType> {
    const answer = context.services.webhooks.delete(caller(context), id);
    return orRecorded(answer, (row) => Object.assign(new WebhookDeleted(), told(row)));
  }
}

const told = (row: Webhook) => ({ webhook: WebhookType.of(row) });

const withSecret = ({ webhook, secret }: WithSecret) => ({ ...told(webhook), secret });
