import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import { DatasetVersionType } from '../datasets/datasets.schema';
import { BaselineType } from './baseline.schema';
import { ModelType, ModelVersionType } from './models.schema';
import { PerformanceReportType } from './performance.schema';
import {
  ModelVersionRegistered,
  RegisterModelVersionInput,
  RegisterModelVersionResult,
} from './registration.schema';

@Resolver(() => ModelVersionType)
export class ModelVersionsResolver {
  @Permit('model.read')
  @Query(() => ModelVersionType, { description: 'One version of a model.' })
  async modelVersion(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<ModelVersionType> {
    return ModelVersionType.of(await context.services.models.version(caller(context), id));
  }

  @Permit('model.register')
  @Mutation(() => RegisterModelVersionResult, { description: 'Puts a version of a model on record.' })
  registerModelVersion(
    @Arg('input', () => RegisterModelVersionInput) input: RegisterModelVersionInput,
    @Ctx() context: Context,
  ): Promise<ModelVersionRegistered | RefusalType> {
    const answer = context.services.registration.registerVersion(caller(context), input);
    return orRecorded(answer, ({ version, created }) =>
      Object.assign(new ModelVersionRegistered(), { modelVersion: ModelVersionType.of(version), created }),
    );
  }

  @FieldResolver(() => ModelType, { description: 'The model it is a version of.' })
  async model(@Root() version: ModelVersionType, @Ctx() context: Context): Promise<ModelType> {
    return ModelType.of(await context.models.load(version.modelId));
  }

  @FieldResolver(() => DatasetVersionType, { nullable: true, description: 'What it was trained on.' })
  async trainingDatasetVersion(
    @Root() { trainingDatasetVersionId: id }: ModelVersionType,
    @Ctx() context: Context,
  ): Promise<DatasetVersionType | null> {
    return id === null
      ? null
      : DatasetVersionType.of(await context.services.datasets.version(caller(context), id));
  }

  @FieldResolver(() => BaselineType, { nullable: true, description: 'What it is compared with.' })
  async baseline(@Root() version: ModelVersionType, @Ctx() context: Context): Promise<BaselineType | null> {
    const baseline = await context.services.models.baselineOf(caller(context), version.id);
    return baseline && BaselineType.of(baseline);
  }
}

@Resolver(() => BaselineType)
export class BaselinesResolver {
  @FieldResolver(() => DatasetVersionType, { description: 'The file it was computed from.' })
  async datasetVersion(
    @Root() { source }: BaselineType,
    @Ctx() context: Context,
  ): Promise<DatasetVersionType> {
    const { datasets } = context.services;
    return DatasetVersionType.of(await datasets.version(caller(context), source.datasetVersionId));
  }

  @FieldResolver(() => PerformanceReportType, { description: 'Performance over its labelled rows.' })
  async performance(
    @Root() { source }: BaselineType,
    @Ctx() context: Context,
  ): Promise<PerformanceReportType> {
    const { models } = context.services;
    return PerformanceReportType.of(await models.baselinePerformance(caller(context), source));
  }
}
