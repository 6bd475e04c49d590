import { type Check, type Verdict } from '@countersign/domain/monitoring';
import { GraphQLJSON } from 'graphql-scalars';
import { Max, Min } from 'class-validator';
import { ArgsType, Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { largestPage, type PageBounds } from '../../server/page';
import { connectionType } from '../../wire/connection';
import { EstimateType } from '../../wire/estimate';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { VerdictEnum } from '../../wire/verdict';
import { WindowInput, WindowType } from '../../wire/window';
import { ActorType } from '../access/access.schema';
import { ThresholdDirectionEnum } from './check.schema';
import { type MonitorResult } from './monitor-result.entity';
import { type MonitorRun } from './monitor-run.entity';

@ObjectType('MonitorRun', {
  description:
    'One evaluation of a monitor over all windows of its traffic, or over the days that no run took.',
})
export class MonitorRunType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  monitorId!: string;

  @Field(() => VerdictEnum, { description: 'The worst deciding result of the latest complete window.' })
  verdict!: Verdict;

  @Field({ description: 'The results as evidence: see the query evidence.' })
  evidenceDigest!: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  ranAt!: Date;

  @Field(() => ActorType, { description: 'By whom.' })
  ranBy!: ActorType;

  static of({ id, monitorId, verdict, evidenceDigest, ranAt, ranBy }: MonitorRun): MonitorRunType {
    return Object.assign(new MonitorRunType(), {
      ...{ id, monitorId, verdict, evidenceDigest, ranAt },
      ranBy: ActorType.of(ranBy),
    });
  }
}

@ObjectType('MonitorResult', {
  description: 'One method on one column, or on the whole version, in one window.',
})
export class MonitorResultType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => WindowType, { description: 'A UTC calendar month; of a fairness monitor, a day.' })
  window!: WindowType;

  @Field(() => String, {
    nullable: true,
    description: 'Null where the whole version was measured; of a fairness monitor, the group.',
  })
  column!: string | null;

  @Field({ description: 'Such as psi, roc_auc or selection_rate.' })
  method!: string;

  @Field(() => EstimateType, {
    description:
      "What was measured; n counts the window's usable rows. Of a fairness monitor the largest e-value so far, n the group's rows since it began.",
  })
  estimate!: EstimateType;

  @Field(() => Int, {
    description: 'Usable rows of the baseline; of a fairness monitor, of the reference group.',
  })
  baselineN!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Null where the method tests nothing; of a fairness monitor valid whenever one looks.',
  })
  pValue!: number | null;

  @Field(() => Float, { nullable: true, description: 'The line before the alert line.' })
  warning!: number | null;

  @Field(() => Float, { description: 'The line beyond which somebody has to look.' })
  alert!: number;

  @Field(() => ThresholdDirectionEnum, { description: 'Where the bad values lie.' })
  direction!: Check['direction'];

  @Field({ description: "Whether it gives the column's verdict." })
  deciding!: boolean;

  @Field(() => VerdictEnum, { description: 'Against the two lines.' })
  verdict!: Verdict;

  @Field(() => GraphQLJSON, {
    description:
      'Binning, epsilon, logarithm base, mode: what one needs to compute it again. Of a fairness monitor the e-value, both groups and the gap, without what would tell of few people (fairness.small_cells).',
  })
  parameters!: Record<string, unknown>;

  static of(row: MonitorResult): MonitorResultType {
    const { id, method, pValue, warning, alert, direction, deciding, verdict, parameters } = row;
    return Object.assign(new MonitorResultType(), {
      ...{ id, method, pValue, warning, alert, direction, deciding, verdict, parameters },
      window: Object.assign(new WindowType(), { start: row.windowStart, end: row.windowEnd }),
      column: row.columnName,
      estimate: EstimateType.of(row.estimate),
      baselineN: Number(row.baselineN),
    });
  }
}

export const MonitorRunConnection = connectionType('MonitorRun', () => MonitorRunType);
export const MonitorResultConnection = connectionType('MonitorResult', () => MonitorResultType);

@ArgsType()
export class ResultPageArgs implements PageBounds {
  @Field(() => Int, { defaultValue: 100, description: `How many nodes, 1 to ${largestPage}.` })
  @Min(1)
  @Max(largestPage)
  first!: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string;
}

@ArgsType()
export class ResultArgs extends ResultPageArgs {
  @Field(() => String, { nullable: true, description: 'Only of this column.' })
  column?: string;

  @Field(() => String, { nullable: true, description: 'Only by this method.' })
  method?: string;

  @Field(() => WindowInput, { nullable: true, description: 'Only windows that lie within this one.' })
  window?: WindowInput;

  @Field({ defaultValue: false, description: 'Only results that give a verdict.' })
  decidingOnly!: boolean;
}

@ObjectType({ description: 'The monitor was run; its verdict is in the run.', implements: RecordedChange })
export class MonitorRunCompleted extends RecordedChange {
  @Field(() => MonitorRunType, { description: 'The run.' })
  run!: MonitorRunType;
}

export const RunMonitorResult = resultUnion('RunMonitorResult', () => MonitorRunCompleted);
