import { permissionsOf, type Actor } from '@countersign/domain/access';
import { isRefusal } from '@countersign/domain/refusals';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver } from 'type-graphql';
import { actorReference } from '../../database/actor-reference';
import { caller, type Context } from '../../server/context';
import { Anyone, Permit } from '../../server/permit';
import { orRecorded } from '../../wire/recorded-change';
import { RefusalType } from '../../wire/refusal';
import { ActorType } from './access.schema';
import {
  ChangePasswordInput,
  ChangePasswordResult,
  PasswordChanged,
  PasswordResetType,
  SessionType,
  SignedIn,
  SignInInput,
  SignInResult,
  ViewerType,
} from './session.schema';

@Resolver(() => ViewerType)
export class ViewerResolver {
  @FieldResolver(() => PasswordResetType, {
    nullable: true,
    description: 'The last reset of your password, used or not; null where there was none.',
  })
  async passwordReset(@Ctx() { actor, services }: Context): Promise<PasswordResetType | null> {
    const last = actor?.kind === 'person' ? await services.passwords.lastReset(actor) : null;
    return last && PasswordResetType.of(last);
  }
}

@Resolver()
export class SessionResolver {
  @Anyone()
  @Query(() => SessionType, { description: 'Who calls, and how to sign in.' })
  async session(@Ctx() { actor, services }: Context): Promise<SessionType> {
    const viewer = actor && (await viewerOf(actor, services));
    return { viewer, signInMethods: services.access.signInMethods() };
  }

  @Anyone()
  @Mutation(() => SignInResult, { description: 'Opens a session.' })
  async signIn(
    @Arg('input', () => SignInInput) input: SignInInput,
    @Ctx() context: Context,
  ): Promise<SignedIn | RefusalType> {
    const session = await context.services.signIn.signIn(input, context.request);
    if (isRefusal(session)) return RefusalType.of(session);
    context.open(session);
    return Object.assign(new SignedIn(), { viewer: await viewerOf(session.actor, context.services) });
  }

  @Permit('account.change')
  @Mutation(() => Boolean, { description: "Ends the caller's session." })
  async signOut(@Ctx() context: Context): Promise<boolean> {
    await context.services.access.signOut(caller(context), context.sessionCredential);
    context.close();
    return true;
  }

  @Permit('account.change')
  @Mutation(() => ChangePasswordResult, { description: 'Changes your password; your other sessions end.' })
  changePassword(
    @Arg('input', () => ChangePasswordInput) input: ChangePasswordInput,
    @Ctx() context: Context,
  ): Promise<PasswordChanged | RefusalType> {
    const request = { ...input, sessionCredential: context.sessionCredential };
    const answer = context.services.passwords.change(caller(context), request);
    return orRecorded(answer, (result) => Object.assign(new PasswordChanged(), result));
  }
}

async function viewerOf(actor: Actor, { access }: Context['services']): Promise<ViewerType> {
  return Object.assign(new ViewerType(), {
    actor: ActorType.of(actorReference(actor)),
    roles: [...actor.roles],
    permissions: [...permissionsOf(actor)].sort(),
    workspace: await access.workspaceOf(actor),
  });
}
