import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { PageArgs } from '../../wire/page-args';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import {
  ModelAliasType,
  ModelConnection,
  ModelType,
  ModelVersionConnection,
  ModelVersionType,
} from './models.schema';
import { ModelRegistered, RegisterModelInput, RegisterModelResult } from './registration.schema';

@Resolver(() => ModelType)
export class ModelsResolver {
  @Permit('model.read')
  @Query(() => ModelConnection, { description: 'All models, by name.' })
  async models(@Args() bounds: PageArgs, @Ctx() context: Context) {
    return ModelConnection.of(await context.services.models.list(caller(context), bounds), ModelType.of);
  }

  @Permit('model.read')
  @Query(() => ModelType, { description: 'One model.' })
  async model(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<ModelType> {
    return ModelType.of(await context.services.models.model(caller(context), id));
  }

  @Permit('model.register')
  @Mutation(() => RegisterModelResult, { description: 'Puts a model on record.' })
  registerModel(
    @Arg('input', () => RegisterModelInput) input: RegisterModelInput,
    @Ctx() context: Context,
  ): Promise<ModelRegistered | RefusalType> {
    return orRecorded(context.services.registration.registerModel(caller(context), input), (result) =>
      Object.assign(new ModelRegistered(), { model: ModelType.of(result) }),
    );
  }

  @FieldResolver(() => ModelVersionType, { nullable: true, description: 'The newest version.' })
  async latestVersion(@Root() model: ModelType, @Ctx() context: Context): Promise<ModelVersionType | null> {
    const [version] = await context.services.models.latestVersions(caller(context), [model.id]);
    return version ? ModelVersionType.of(version) : null;
  }

  @FieldResolver(() => ModelVersionConnection, { description: 'All versions, newest first.' })
  async versions(@Root() model: ModelType, @Args() bounds: PageArgs, @Ctx() context: Context) {
    const page = await context.services.models.versions(caller(context), model.id, bounds);
    return ModelVersionConnection.of(page, ModelVersionType.of);
  }

  @FieldResolver(() => [ModelAliasType], { description: 'Its movable names, by name.' })
  async aliases(@Root() model: ModelType, @Ctx() context: Context): Promise<ModelAliasType[]> {
    const aliases = await context.services.models.aliases(caller(context), model.id);
    return aliases.map(ModelAliasType.of);
  }
}

@Resolver(() => ModelAliasType)
export class ModelAliasesResolver {
  @FieldResolver(() => ModelVersionType, { description: 'What it points to.' })
  async version(@Root() alias: ModelAliasType, @Ctx() context: Context): Promise<ModelVersionType> {
    return ModelVersionType.of(await context.modelVersions.load(alias.modelVersionId));
  }
}
