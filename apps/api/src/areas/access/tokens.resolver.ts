import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { PageArgs } from '../../wire/page-args';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import { optionalWorkspace } from './access.schema';
import {
  CreateServiceTokenInput,
  CreateServiceTokenResult,
  RevokeServiceTokenResult,
  ServiceTokenConnection,
  ServiceTokenCreated,
  ServiceTokenRevoked,
  ServiceTokenType,
} from './tokens.schema';

@Resolver()
export class TokensResolver {
  @Permit('access.read')
  @Query(() => ServiceTokenConnection, {
    description: 'Tokens of services without their secrets, newest first.',
  })
  async serviceTokens(@Args() bounds: PageArgs, @Ctx() context: Context) {
    const page = await context.services.tokens.list(caller(context), bounds);
    return ServiceTokenConnection.of(page, ServiceTokenType.of);
  }

  @Permit('token.create')
  @Mutation(() => CreateServiceTokenResult, { description: 'Makes a bearer token for a service.' })
  createServiceToken(
    @Arg('input', () => CreateServiceTokenInput) input: CreateServiceTokenInput,
    @Ctx() context: Context,
  ): Promise<ServiceTokenCreated | RefusalType> {
    const answer = context.services.tokens.create(caller(context), input);
    return orRecorded(answer, ({ token, secret }) =>
      Object.assign(new ServiceTokenCreated(), token, { secret }),
    );
  }

  @Permit('token.revoke')
  @Mutation(() => RevokeServiceTokenResult, { description: 'Stops a token, at its next request everywhere.' })
  revokeServiceToken(
    @Arg('id', () => ID) id: string,
    @Arg('workspace', () => String, optionalWorkspace) workspace: string | null,
    @Ctx() context: Context,
  ): Promise<ServiceTokenRevoked | RefusalType> {
    const answer = context.services.tokens.revoke(caller(context), { id, workspace });
    return orRecorded(answer, (result) =>
      Object.assign(new ServiceTokenRevoked(), { serviceToken: ServiceTokenType.of(result) }),
    );
  }
}
