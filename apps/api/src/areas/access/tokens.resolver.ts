import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { orRefusal, type RefusalType } from '../../wire/refusal';
import { CreateServiceTokenInput, CreateServiceTokenResult, ServiceTokenCreated } from './tokens.schema';

@Resolver()
export class TokensResolver {
  @Permit('token.create')
  @Mutation(() => CreateServiceTokenResult, { description: 'Makes a bearer token for a service.' })
  createServiceToken(
    @Arg('input', () => CreateServiceTokenInput) input: CreateServiceTokenInput,
    @Ctx() context: Context,
  ): Promise<ServiceTokenCreated | RefusalType> {
    const answer = context.services.tokens.create(caller(context), input);
    return orRefusal(answer, ({ result: { token, secret } }) =>
      Object.assign(new ServiceTokenCreated(), token, { secret }),
    );
  }
}
