import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { PageArgs } from '../../wire/page-args';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import {
  MonitorResultConnection,
  MonitorRunCompleted,
  MonitorRunType,
  ResultPageArgs,
  RunMonitorResult,
} from './monitor-runs.schema';
import { shownTo } from './shown-result';
import {
  CreateMonitorInput,
  CreateMonitorResult,
  MonitorConnection,
  MonitorCreated,
  MonitorType,
} from './monitors.schema';

@Resolver()
export class MonitoringResolver {
  @Permit('monitor.read')
  @Query(() => MonitorConnection, { description: 'Monitors, newest first.' })
  async monitors(
    @Args() bounds: PageArgs,
    @Arg('modelVersionId', () => ID, { nullable: true, description: 'Only of this version.' })
    modelVersionId: string | null | undefined,
    @Ctx() context: Context,
  ) {
    const page = await context.services.monitorReads.list(caller(context), bounds, modelVersionId);
    return MonitorConnection.of(page, MonitorType.of);
  }

  @Permit('monitor.read')
  @Query(() => MonitorType, { description: 'One monitor.' })
  async monitor(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<MonitorType> {
    return MonitorType.of(await context.services.monitorReads.monitor(caller(context), id));
  }

  @Permit('monitor.read')
  @Query(() => MonitorResultConnection, { description: 'Results of a run by window, column and check.' })
  async monitorResults(
    @Arg('runId', () => ID) runId: string,
    @Args() bounds: ResultPageArgs,
    @Ctx() context: Context,
  ) {
    const { id } = await context.services.monitorReads.run(caller(context), runId);
    const page = await context.services.monitorReads.results(caller(context), id, { bounds });
    return MonitorResultConnection.of(page, shownTo(caller(context)));
  }

  @Permit('monitor.create')
  @Mutation(() => CreateMonitorResult, { description: 'Creates a monitor of a model version.' })
  createMonitor(
    @Arg('input', () => CreateMonitorInput) input: CreateMonitorInput,
    @Ctx() context: Context,
  ): Promise<MonitorCreated | RefusalType> {
    return orRecorded(context.services.monitoring.create(caller(context), input), (result) =>
      Object.assign(new MonitorCreated(), { monitor: MonitorType.of(result) }),
    );
  }

  @Permit('monitor.run')
  @Mutation(() => RunMonitorResult, {
    description:
      'Measures and judges every month of traffic; of a fairness monitor, the days that no run took.',
  })
  runMonitor(
    @Arg('monitorId', () => ID) monitorId: string,
    @Ctx() context: Context,
  ): Promise<MonitorRunCompleted | RefusalType> {
    return orRecorded(context.services.monitoring.run(caller(context), monitorId), (result) =>
      Object.assign(new MonitorRunCompleted(), { run: MonitorRunType.of(result) }),
    );
  }
}
