import { permissionsOf, type Actor } from '@countersign/domain/access';
import { isRefusal } from '@countersign/domain/refusals';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { actorReference } from '../../database/actor-reference';
import { caller, type Context } from '../../server/context';
import { Anyone, Permit } from '../../server/permit';
import { clearSessionCookie, sessionCookie, setSessionCookie } from '../../server/session-cookie';
import { orRefusal, RefusalType } from '../../wire/refusal';
import {
  ActorType,
  CreateServiceTokenInput,
  CreateServiceTokenResult,
  PersonaType,
  ServiceTokenCreated,
  SignedIn,
  SignInResult,
  ViewerType,
} from './access.schema';

@Resolver()
export class AccessResolver {
  @Anyone()
  @Query(() => ViewerType, { nullable: true, description: 'The caller; null when not signed in.' })
  viewer(@Ctx() { actor, services }: Context): Promise<ViewerType> | null {
    return actor && viewerOf(actor, services);
  }

  @Anyone()
  @Query(() => [PersonaType], { description: 'Whom one may sign in as; empty unless the demo is on.' })
  personas(@Ctx() { services }: Context): PersonaType[] {
    return services.access.personas();
  }

  @Anyone()
  @Mutation(() => SignInResult, { description: 'Opens a session as a person of the demo.' })
  async signInAsPersona(
    @Arg('persona', () => ID) persona: string,
    @Ctx() context: Context,
  ): Promise<SignedIn | RefusalType> {
    const session = await context.services.access.signInAsPersona(persona);
    if (isRefusal(session)) return RefusalType.of(session);
    setSessionCookie(context, session);
    context.become(session.actor);
    return Object.assign(new SignedIn(), { viewer: await viewerOf(session.actor, context.services) });
  }

  @Anyone()
  @Mutation(() => Boolean, { description: "Ends the caller's session." })
  async signOut(@Ctx() { services, request, response }: Context): Promise<boolean> {
    const credential = sessionCookie(request);
    if (credential) await services.access.signOut(credential);
    clearSessionCookie(response);
    return true;
  }

  @Permit('token.create')
  @Mutation(() => CreateServiceTokenResult, { description: 'Makes a bearer token for a service.' })
  createServiceToken(
    @Arg('input', () => CreateServiceTokenInput) input: CreateServiceTokenInput,
    @Ctx() context: Context,
  ): Promise<ServiceTokenCreated | RefusalType> {
    const answer = context.services.access.createServiceToken(caller(context), input);
    return orRefusal(answer, ({ result: { token, secret } }) =>
      Object.assign(new ServiceTokenCreated(), token, { secret }),
    );
  }
}

@Resolver(() => ActorType)
export class ActorResolver {
  @FieldResolver(() => String, { description: 'Display name.' })
  name(@Root() actor: ActorType, @Ctx() { actorNames }: Context): Promise<string> {
    return actorNames.load(actorReference(actor));
  }
}

async function viewerOf(actor: Actor, { access }: Context['services']): Promise<ViewerType> {
  return {
    actor: ActorType.of(actorReference(actor)),
    roles: [...actor.roles],
    permissions: [...permissionsOf(actor)].sort(),
    workspace: await access.workspaceOf(actor),
  };
}
