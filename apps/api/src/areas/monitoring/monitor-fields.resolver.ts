import { type Verdict } from '@countersign/domain/monitoring';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { PageArgs } from '../../wire/page-args';
import { VerdictEnum } from '../../wire/verdict';
import { WindowType } from '../../wire/window';
import { BaselineType } from '../models/baseline.schema';
import { ModelType, ModelVersionType } from '../models/models.schema';
import {
  MonitorResultConnection,
  MonitorRunConnection,
  MonitorRunType,
  ResultArgs,
  ResultPageArgs,
} from './monitor-runs.schema';
import { shownTo } from './shown-result';
import { MonitorConnection, MonitorType } from './monitors.schema';

@Resolver(() => MonitorType)
export class MonitorFieldsResolver {
  @FieldResolver(() => ModelVersionType, { description: 'The version it watches.' })
  async modelVersion(@Root() monitor: MonitorType, @Ctx() context: Context): Promise<ModelVersionType> {
    return ModelVersionType.of(await context.modelVersions.load(monitor.modelVersionId));
  }

  @FieldResolver(() => BaselineType, { description: 'What it compares with.' })
  async baseline(@Root() monitor: MonitorType, @Ctx() context: Context): Promise<BaselineType> {
    return BaselineType.of(await context.services.monitoring.baseline(caller(context), monitor));
  }

  @FieldResolver(() => MonitorRunType, { nullable: true, description: 'The newest run.' })
  async latestRun(@Root() monitor: MonitorType, @Ctx() context: Context): Promise<MonitorRunType | null> {
    const run = await context.services.monitorReads.latestRun(caller(context), monitor.id);
    return run && MonitorRunType.of(run);
  }

  @FieldResolver(() => MonitorRunConnection, { description: 'All runs, newest first.' })
  async runs(@Root() monitor: MonitorType, @Args() bounds: PageArgs, @Ctx() context: Context) {
    const page = await context.services.monitorReads.runs(caller(context), monitor.id, bounds);
    return MonitorRunConnection.of(page, MonitorRunType.of);
  }

  @FieldResolver(() => MonitorResultConnection, {
    description:
      'What all runs found, newest first. Each run of a fairness monitor finds what the days it took say; these are all of them.',
  })
  async history(@Root() monitor: MonitorType, @Args() bounds: ResultPageArgs, @Ctx() context: Context) {
    const page = await context.services.monitorReads.history(caller(context), monitor.id, bounds);
    return MonitorResultConnection.of(page, shownTo(caller(context)));
  }
}

@Resolver(() => MonitorRunType)
export class MonitorRunFieldsResolver {
  @FieldResolver(() => MonitorType, { description: 'The monitor that was run.' })
  async monitor(@Root() run: MonitorRunType, @Ctx() context: Context): Promise<MonitorType> {
    return MonitorType.of(await context.services.monitorReads.monitor(caller(context), run.monitorId));
  }

  @FieldResolver(() => [WindowType], { description: 'What it measured, oldest first.' })
  async windows(@Root() run: MonitorRunType, @Ctx() context: Context): Promise<WindowType[]> {
    const windows = await context.services.monitorReads.windows(caller(context), run.id);
    return windows.map(({ start, end }) =>
      Object.assign(new WindowType(), { start: new Date(start), end: new Date(end) }),
    );
  }

  @FieldResolver(() => MonitorResultConnection, { description: 'Its results by window, column and check.' })
  async results(
    @Root() run: MonitorRunType,
    @Args() { first, after, ...filter }: ResultArgs,
    @Ctx() context: Context,
  ) {
    const request = { bounds: { first, after: after ?? null }, filter };
    const page = await context.services.monitorReads.results(caller(context), run.id, request);
    return MonitorResultConnection.of(page, shownTo(caller(context)));
  }
}

@Resolver(() => ModelVersionType)
export class ModelVersionMonitorsResolver {
  @Permit('monitor.read')
  @FieldResolver(() => MonitorConnection, { description: 'Its monitors, newest first.' })
  async monitors(@Root() version: ModelVersionType, @Args() bounds: PageArgs, @Ctx() context: Context) {
    const page = await context.services.monitorReads.list(caller(context), bounds, version.id);
    return MonitorConnection.of(page, MonitorType.of);
  }
}

@Resolver(() => ModelType)
export class ModelHealthResolver {
  @Permit('monitor.read')
  @FieldResolver(() => VerdictEnum, {
    description:
      'The worst verdict among the latest run of each monitor on any version of the model; UNKNOWN without one.',
  })
  health(@Root() model: ModelType, @Ctx() context: Context): Promise<Verdict> {
    return context.services.monitorReads.health(caller(context), model.id);
  }
}
