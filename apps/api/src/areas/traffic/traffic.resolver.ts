import { Arg, Args, Ctx, FieldResolver, GraphQLISODateTime, Mutation, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { orRefusal, type RefusalType } from '../../wire/refusal';
import { WindowInput } from '../../wire/window';
import { ModelType, ModelVersionType } from '../models/models.schema';
import { PerformanceReportType } from '../models/performance.schema';
import {
  ColumnDistributionType,
  DistributionArgs,
  LogLabelsInput,
  LogPredictionsInput,
  LogRowsResult,
  RowsLogged,
  TrafficType,
} from './traffic.schema';

@Resolver()
export class TrafficResolver {
  @Permit('prediction.log')
  @Mutation(() => LogRowsResult, { description: 'Logs a file of predictions.' })
  logPredictions(
    @Arg('input', () => LogPredictionsInput) input: LogPredictionsInput,
    @Ctx() context: Context,
  ): Promise<RowsLogged | RefusalType> {
    return orRefusal(context.services.predictionLog.log(caller(context), input), ({ result }) =>
      Object.assign(new RowsLogged(), result),
    );
  }

  @Permit('label.log')
  @Mutation(() => LogRowsResult, { description: 'Logs a file of labels, late or not.' })
  logLabels(
    @Arg('input', () => LogLabelsInput) input: LogLabelsInput,
    @Ctx() context: Context,
  ): Promise<RowsLogged | RefusalType> {
    return orRefusal(context.services.labelLog.log(caller(context), input), ({ result }) =>
      Object.assign(new RowsLogged(), result),
    );
  }
}

@Resolver(() => ModelType)
export class ModelTrafficResolver {
  @FieldResolver(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Time of the latest prediction of any version.',
  })
  lastPredictionAt(@Root() model: ModelType, @Ctx() context: Context): Promise<Date | null> {
    return context.services.traffic.lastPredictionAt(caller(context), model.id);
  }
}

@Resolver(() => ModelVersionType)
export class VersionTrafficResolver {
  @FieldResolver(() => TrafficType, {
    description: 'Rows logged so far: predictions, labels, first and last prediction time.',
  })
  traffic(@Root() version: ModelVersionType, @Ctx() context: Context): Promise<TrafficType> {
    return context.services.traffic.extent(caller(context), version.id);
  }

  @FieldResolver(() => PerformanceReportType, {
    description:
      'Realised performance over a window of labelled predictions; all traffic when no window is given.',
  })
  async performance(
    @Root() version: ModelVersionType,
    @Arg('window', () => WindowInput, { nullable: true }) window: WindowInput | null,
    @Ctx() context: Context,
  ): Promise<PerformanceReportType> {
    const { traffic } = context.services;
    return PerformanceReportType.of(await traffic.performance(caller(context), version.id, window ?? null));
  }

  @FieldResolver(() => ColumnDistributionType, {
    description:
      "One column's distribution in a window of traffic against the baseline, on the baseline's bins.",
  })
  async columnDistribution(
    @Root() version: ModelVersionType,
    @Args() { column, window }: DistributionArgs,
    @Ctx() context: Context,
  ): Promise<ColumnDistributionType> {
    const { traffic } = context.services;
    const compared = await traffic.distribution(caller(context), version.id, { column, ...window });
    return Object.assign(new ColumnDistributionType(), compared, { column, window });
  }
}
