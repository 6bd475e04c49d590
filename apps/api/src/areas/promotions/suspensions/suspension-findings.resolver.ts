import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../../server/context';
import { DatasetVersionType } from '../../datasets/datasets.schema';
import { MonitorRunType } from '../../monitoring/monitor-runs.schema';
import { SuspensionFindingType } from './suspension.schema';

/** Where a finding was found. */
@Resolver(() => SuspensionFindingType)
export class SuspensionFindingsResolver {
  @FieldResolver(() => MonitorRunType, {
    nullable: true,
    description: 'The run that it is from, where it is from one.',
  })
  async monitorRun(
    @Root() { source }: SuspensionFindingType,
    @Ctx() context: Context,
  ): Promise<MonitorRunType | null> {
    if (source?.kind !== 'monitor_run') return null;
    return MonitorRunType.of(await context.services.monitorReads.run(caller(context), source.id));
  }

  @FieldResolver(() => DatasetVersionType, {
    nullable: true,
    description: 'The data in which it was seen, where it was seen in a data set.',
  })
  async datasetVersion(
    @Root() { source }: SuspensionFindingType,
    @Ctx() context: Context,
  ): Promise<DatasetVersionType | null> {
    if (source?.kind !== 'dataset_version') return null;
    return DatasetVersionType.of(await context.services.datasets.version(caller(context), source.id));
  }
}
