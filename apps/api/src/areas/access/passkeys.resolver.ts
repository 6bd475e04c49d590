import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { orRecorded } from '../../wire/recorded-change';
import {
  ChangePasskeyResult,
  IdentityProven,
  PasskeyChanged,
  PasskeyRequestType,
  PasskeyType,
  ProveIdentityInput,
  ProveIdentityResult,
  RegisterPasskeyInput,
  RenamePasskeyInput,
  WaysToProveType,
} from './passkeys.schema';
import { passkeyCaller } from './passkey-site';

@Resolver()
export class PasskeysResolver {
  @Permit('account.change')
  @Query(() => [PasskeyType], { description: 'Your passkeys, oldest first.' })
  async passkeys(@Ctx() context: Context): Promise<PasskeyType[]> {
    return (await context.services.passkeys.list(caller(context))).map(PasskeyType.of);
  }

  @Permit('account.change')
  @Query(() => PasskeyRequestType, {
    nullable: true,
    description: 'What to ask a browser for that is to make a passkey; null at an address of numbers.',
  })
  async passkeyRegistration(@Ctx() context: Context): Promise<PasskeyRequestType | null> {
    const request = await context.services.passkeys.registration(passkeyCaller(context));
    return request && Object.assign(new PasskeyRequestType(), request);
  }

  @Permit('account.change')
  @Query(() => WaysToProveType, { description: 'How you can prove anew who you are.' })
  async waysToProve(@Ctx() context: Context): Promise<WaysToProveType> {
    return Object.assign(new WaysToProveType(), await context.services.proofs.ways(passkeyCaller(context)));
  }

  @Permit('account.change')
  @Mutation(() => ChangePasskeyResult, {
    description:
      'Registers a passkey of yours, at most ten, with a proof of who you are from the last ten minutes.',
  })
  registerPasskey(
    @Arg('input', () => RegisterPasskeyInput) input: RegisterPasskeyInput,
    @Ctx() context: Context,
  ) {
    const answer = context.services.passkeys.register(passkeyCaller(context), input);
    return orRecorded(answer, PasskeyChanged.of);
  }

  @Permit('account.change')
  @Mutation(() => ChangePasskeyResult, { description: 'Calls a passkey of yours something else.' })
  renamePasskey(
    @Arg('input', () => RenamePasskeyInput) { passkeyId: id, name }: RenamePasskeyInput,
    @Ctx() context: Context,
  ) {
    return orRecorded(context.services.passkeys.rename(caller(context), { id, name }), PasskeyChanged.of);
  }

  @Permit('account.change')
  @Mutation(() => ChangePasskeyResult, {
    description: 'Takes a passkey of yours out of use; what it signed goes on to verify.',
  })
  removePasskey(@Arg('passkeyId', () => ID) id: string, @Ctx() context: Context) {
    return orRecorded(context.services.passkeys.remove(caller(context), id), PasskeyChanged.of);
  }

  @Permit('account.change')
  @Mutation(() => ProveIdentityResult, {
    description: 'Proves anew, in your session, who you are; counted like an attempt to sign in.',
  })
  proveIdentity(@Arg('input', () => ProveIdentityInput) input: ProveIdentityInput, @Ctx() context: Context) {
    const answer = context.services.proofs.prove(passkeyCaller(context), input);
    return orRecorded(answer, (authenticatedAt) => Object.assign(new IdentityProven(), { authenticatedAt }));
  }
}
