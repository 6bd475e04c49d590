import { Field, Int, ObjectType } from 'type-graphql';
import { EstimateType } from '../../wire/estimate';
import { TaskEnum } from './models.schema';
import { type PerformanceReport } from './performance-report';
import { type Task } from './task';

@ObjectType('ConfusionMatrix', { description: 'Rows by what was predicted and what was so.' })
export class ConfusionMatrixType {
  @Field(() => Int, { description: 'Predicted 1, was 1.' })
  tp!: number;

  @Field(() => Int, { description: 'Predicted 1, was 0.' })
  fp!: number;

  @Field(() => Int, { description: 'Predicted 0, was 1.' })
  fn!: number;

  @Field(() => Int, { description: 'Predicted 0, was 0.' })
  tn!: number;
}

@ObjectType({ description: 'A metric by name.' })
export class NamedEstimate {
  @Field({ description: 'Such as roc_auc.' })
  name!: string;

  @Field(() => EstimateType, { description: 'The number, or why there is none.' })
  estimate!: EstimateType;
}

@ObjectType('PerformanceReport', { description: 'How good the answers were, where the truth is known.' })
export class PerformanceReportType {
  @Field(() => TaskEnum, { description: 'What the model answers with.' })
  task!: Task;

  @Field(() => Int, { description: 'Rows with a label.' })
  n!: number;

  @Field(() => Int, { description: 'Rows without a label: in no metric.' })
  unlabelled!: number;

  @Field(() => ConfusionMatrixType, {
    nullable: true,
    description: 'Of a binary model whose predictions were given.',
  })
  confusion!: ConfusionMatrixType | null;

  @Field(() => [NamedEstimate], { description: "The task's metrics." })
  metrics!: NamedEstimate[];

  static of(report: PerformanceReport): PerformanceReportType {
    const metrics = report.metrics.map(({ name, estimate }) => ({
      name,
      estimate: EstimateType.of(estimate),
    }));
    return Object.assign(new PerformanceReportType(), report, { metrics });
  }
}
