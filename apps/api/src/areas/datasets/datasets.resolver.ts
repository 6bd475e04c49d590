import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { PageArgs } from '../../wire/page-args';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import {
  DatasetConnection,
  DatasetType,
  DatasetVersionConnection,
  DatasetVersionRegistered,
  DatasetVersionType,
  RegisterDatasetVersionInput,
  RegisterDatasetVersionResult,
} from './datasets.schema';

@Resolver(() => DatasetType)
export class DatasetsResolver {
  @Permit('dataset.read')
  @Query(() => DatasetConnection, { description: 'All datasets, by name.' })
  async datasets(@Args() bounds: PageArgs, @Ctx() context: Context) {
    return DatasetConnection.of(
      await context.services.datasets.list(caller(context), bounds),
      DatasetType.of,
    );
  }

  @Permit('dataset.read')
  @Query(() => DatasetType, { description: 'One dataset.' })
  async dataset(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<DatasetType> {
    return DatasetType.of(await context.services.datasets.dataset(caller(context), id));
  }

  @Permit('dataset.read')
  @Query(() => DatasetVersionType, { description: 'One version of a dataset.' })
  async datasetVersion(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<DatasetVersionType> {
    return DatasetVersionType.of(await context.services.datasets.version(caller(context), id));
  }

  @Permit('dataset.register')
  @Mutation(() => RegisterDatasetVersionResult, { description: 'Registers an uploaded CSV or Parquet file.' })
  registerDatasetVersion(
    @Arg('input', () => RegisterDatasetVersionInput) input: RegisterDatasetVersionInput,
    @Ctx() context: Context,
  ): Promise<DatasetVersionRegistered | RefusalType> {
    return orRecorded(context.services.datasets.register(caller(context), input), ({ version, created }) =>
      Object.assign(new DatasetVersionRegistered(), {
        datasetVersion: DatasetVersionType.of(version),
        created,
      }),
    );
  }

  @FieldResolver(() => DatasetVersionType, { nullable: true, description: 'The newest version.' })
  async latestVersion(
    @Root() dataset: DatasetType,
    @Ctx() context: Context,
  ): Promise<DatasetVersionType | null> {
    const [version] = await context.services.datasets.latestVersions(caller(context), [dataset.id]);
    return version ? DatasetVersionType.of(version) : null;
  }

  @FieldResolver(() => DatasetVersionConnection, { description: 'All versions, newest first.' })
  async versions(@Root() dataset: DatasetType, @Args() bounds: PageArgs, @Ctx() context: Context) {
    const page = await context.services.datasets.versions(caller(context), dataset.id, bounds);
    return DatasetVersionConnection.of(page, DatasetVersionType.of);
  }
}

@Resolver(() => DatasetVersionType)
export class DatasetVersionsResolver {
  @FieldResolver(() => DatasetType, { description: 'The dataset it is a version of.' })
  async dataset(@Root() version: DatasetVersionType, @Ctx() context: Context): Promise<DatasetType> {
    return DatasetType.of(await context.services.datasets.dataset(caller(context), version.datasetId));
  }
}
