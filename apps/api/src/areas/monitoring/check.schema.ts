import { type Check } from '@countersign/domain/monitoring';
import { type ColumnKind } from '@countersign/engines/files';
import { Length } from 'class-validator';
import { Field, Float, InputType, ObjectType } from 'type-graphql';
import { wireEnum } from '../../wire/wire-enum';
import { ColumnKindEnum } from '../datasets/column.schema';

export const ThresholdDirectionEnum = wireEnum(
  'ThresholdDirection',
  'On which side of a line bad values lie.',
  {
    above: 'At or above it.',
    below: 'At or below it.',
  },
);

@ObjectType('MonitorCheck', {
  description:
    "One method with its thresholds. The deciding check of a column kind gives the column's verdict.",
})
export class MonitorCheckType {
  @Field({ description: 'Such as psi or roc_auc.' })
  method!: string;

  @Field(() => ColumnKindEnum, { nullable: true, description: 'Null where the whole version is measured.' })
  appliesTo!: Check['appliesTo'];

  @Field(() => Float, { nullable: true, description: 'The line before the alert line.' })
  warning!: number | null;

  @Field(() => Float, { description: 'The line beyond which somebody has to look.' })
  alert!: number;

  @Field(() => ThresholdDirectionEnum, { description: 'Where the bad values lie.' })
  direction!: Check['direction'];

  @Field({ description: 'Whether it gives the verdict; the others are shown beside it.' })
  deciding!: boolean;

  static of(check: Check): MonitorCheckType {
    return Object.assign(new MonitorCheckType(), check);
  }
}

@InputType({ description: 'One method with its thresholds.' })
export class MonitorCheckInput {
  @Field({ description: 'One that fits the kind of monitor and column.' })
  @Length(1, 100)
  method!: string;

  @Field(() => ColumnKindEnum, {
    nullable: true,
    description: 'The columns to check, of a drift monitor; nothing for a performance monitor.',
  })
  appliesTo?: ColumnKind;

  @Field(() => Float, { nullable: true, description: 'The line before the alert line.' })
  warning?: number;

  @Field(() => Float, { description: 'The line beyond which somebody has to look.' })
  alert!: number;

  @Field(() => ThresholdDirectionEnum, { description: 'Where the bad values lie.' })
  direction!: Check['direction'];

  @Field({ defaultValue: true, description: 'Whether it gives the verdict.' })
  deciding!: boolean;
}
