import { ArrayMaxSize, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../wire/connection';
import { IsName } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { wireEnum } from '../../wire/wire-enum';
import { ActorType } from '../access/access.schema';
import { MonitorCheckInput, MonitorCheckType } from './check.schema';
import { FairnessWatchInput, FairnessWatchType } from './fairness-watch.schema';
import { type Monitor, type MonitorKind } from './monitor.entity';

const MonitorKindEnum = wireEnum('MonitorKind', 'What a monitor watches.', {
  drift: "Each column's distribution against the baseline's.",
  performance: 'Realised performance where labels have arrived.',
  fairness: 'A rate of each group against that of one of them, day by day.',
});

@ObjectType('Monitor', { description: 'What is checked of a model version, by which thresholds.' })
export class MonitorType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field({ description: 'Unique within the model version.' })
  name!: string;

  @Field(() => MonitorKindEnum, { description: 'Drift, performance or fairness.' })
  kind!: MonitorKind;

  modelVersionId!: string;

  @Field(() => [MonitorCheckType], { description: 'Its methods with their thresholds.' })
  checks!: MonitorCheckType[];

  @Field(() => FairnessWatchType, { nullable: true, description: 'Of fairness monitors alone.' })
  fairness!: FairnessWatchType | null;

  @Field(() => Int, {
    description:
      'Rows of a window below which a verdict is UNKNOWN; of a fairness monitor, rows of a group since it began.',
  })
  minimumN!: number;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  createdAt!: Date;

  @Field(() => ActorType, { description: 'By whom.' })
  createdBy!: ActorType;

  static of({ id, name, kind, modelVersionId, minimumN, createdAt, ...row }: Monitor): MonitorType {
    return Object.assign(new MonitorType(), {
      ...{ id, name, kind, modelVersionId, minimumN, createdAt },
      checks: row.checks.map(MonitorCheckType.of),
      fairness: row.fairness && FairnessWatchType.of(row.fairness),
      createdBy: ActorType.of(row.createdBy),
    });
  }
}

export const MonitorConnection = connectionType('Monitor', () => MonitorType);

@InputType({ description: 'A monitor to create.' })
export class CreateMonitorInput {
  @Field(() => ID, { description: 'The version to watch; it needs a baseline.' })
  modelVersionId!: string;

  @Field({ description: 'Unique within the version; 1 to 200 characters.' })
  @IsName(200)
  name!: string;

  @Field(() => MonitorKindEnum, { description: 'Drift, performance or fairness.' })
  kind!: MonitorKind;

  @Field(() => [MonitorCheckInput], {
    nullable: true,
    description:
      'What to check; the defaults of docs/spec/monitoring.md when none are given. Of fairness monitors none are.',
  })
  @IsOptional()
  @ArrayMaxSize(100)
  checks?: MonitorCheckInput[];

  @Field(() => FairnessWatchInput, { nullable: true, description: 'What a fairness monitor watches.' })
  @IsOptional()
  @ValidateNested()
  fairness?: FairnessWatchInput | null;

  @Field(() => Int, {
    defaultValue: 100,
    description: 'Rows below which a verdict is UNKNOWN, 1 to 1,000,000,000.',
  })
  @Min(1)
  @Max(1_000_000_000)
  minimumN!: number;
}

@ObjectType({
  description: 'The monitor of this name, new or created before with the same content.',
  implements: RecordedChange,
})
export class MonitorCreated extends RecordedChange {
  @Field(() => MonitorType, { description: 'The monitor.' })
  monitor!: MonitorType;
}

export const CreateMonitorResult = resultUnion('CreateMonitorResult', () => MonitorCreated);
