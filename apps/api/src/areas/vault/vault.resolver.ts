import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { PageArgs } from '../../wire/page-args';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import {
  DeleteSensitiveAttributesResult,
  EraseVaultKeyInput,
  EraseVaultKeyResult,
  SensitiveAttributesDeleted,
  SensitiveAttributesStored,
  StoreSensitiveAttributesInput,
  StoreSensitiveAttributesResult,
  VaultAccessConnection,
  VaultAccessType,
  VaultCollectionConnection,
  VaultCollectionType,
  VaultKeyErased,
} from './vault.schema';

@Resolver(() => VaultCollectionType)
export class VaultResolver {
  @Permit('vault.read')
  @Query(() => VaultCollectionConnection, {
    description: 'Collections of sensitive attributes, newest first; deleted ones too.',
  })
  async vaultCollections(@Args() bounds: PageArgs, @Ctx() context: Context) {
    const page = await context.services.vault.list(caller(context), bounds);
    return VaultCollectionConnection.of(page, VaultCollectionType.of);
  }

  @Permit('vault.read')
  @Query(() => VaultCollectionType, { description: 'One collection of sensitive attributes.' })
  async vaultCollection(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<VaultCollectionType> {
    return VaultCollectionType.of(await context.services.vault.collection(caller(context), id));
  }

  @Permit('vault.write')
  @Mutation(() => StoreSensitiveAttributesResult, {
    description:
      'Stores the sensitive attributes of an uploaded file where only fairness audits read them, and erases the file.',
  })
  storeSensitiveAttributes(
    @Arg('input', () => StoreSensitiveAttributesInput) input: StoreSensitiveAttributesInput,
    @Ctx() context: Context,
  ): Promise<SensitiveAttributesStored | RefusalType> {
    return orRecorded(context.services.vault.store(caller(context), input), (row) =>
      Object.assign(new SensitiveAttributesStored(), { collection: VaultCollectionType.of(row) }),
    );
  }

  @Permit('vault.write')
  @Mutation(() => DeleteSensitiveAttributesResult, { description: 'Erases the values of a collection.' })
  deleteSensitiveAttributes(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<SensitiveAttributesDeleted | RefusalType> {
    return orRecorded(context.services.vault.erase(caller(context), id), (row) =>
      Object.assign(new SensitiveAttributesDeleted(), { collection: VaultCollectionType.of(row) }),
    );
  }

  @Permit('vault.write')
  @Mutation(() => EraseVaultKeyResult, { description: 'Erases what a collection holds of one person.' })
  eraseVaultKey(
    @Arg('input', () => EraseVaultKeyInput) input: EraseVaultKeyInput,
    @Ctx() context: Context,
  ): Promise<VaultKeyErased | RefusalType> {
    return orRecorded(context.services.vault.eraseKey(caller(context), input), ({ collection, erased }) =>
      Object.assign(new VaultKeyErased(), { collection: VaultCollectionType.of(collection), erased }),
    );
  }

  @FieldResolver(() => VaultAccessConnection, { description: 'Who had it read, newest first.' })
  async accesses(@Root() { id }: VaultCollectionType, @Args() bounds: PageArgs, @Ctx() context: Context) {
    const page = await context.services.vault.accesses(caller(context), id, bounds);
    return VaultAccessConnection.of(page, (row) => VaultAccessType.of(row, caller(context)));
  }
}
