import { Field, Float, GraphQLISODateTime, Int, ObjectType } from 'type-graphql';
import { wireEnum } from '../../wire/wire-enum';
import { CategoryCount } from '../datasets/column.schema';
import { type ProductionPart, type ProductionProfile } from './production-profile';

const ProductionPartEnum = wireEnum<ProductionPart>(
  'ProductionPart',
  'What a column of production predictions is.',
  {
    label: 'What turned out to be true.',
    prediction: 'What was decided.',
    score: 'The score behind the decision.',
    group: 'A key of groups.',
    segment: 'A key of segments.',
  },
);

@ObjectType('ProductionColumn', { description: 'What the predictions of a window say in one place.' })
class ProductionColumnType {
  @Field(() => ProductionPartEnum, { description: 'What it is.' })
  part!: ProductionPart;

  @Field({ description: 'The key of a group or segment; otherwise the part in small letters.' })
  name!: string;

  @Field(() => Int, { description: 'Predictions with a value.' })
  n!: number;

  @Field(() => Int, { description: 'Predictions without one.' })
  missing!: number;

  @Field(() => Int, { nullable: true, description: 'Different values; null of scores.' })
  distinct!: number | null;

  @Field(() => [CategoryCount], {
    description:
      'The most frequent values, up to 30; none that fewer than ten predictions have, nor one whose count would tell theirs.',
  })
  top!: CategoryCount[];

  @Field(() => Int, { description: 'Predictions with a value that is not in top.' })
  otherCount!: number;
}

@ObjectType('ProductionProfile', {
  description: 'How many predictions a window holds, and what an audit could count them by.',
})
export class ProductionProfileType implements ProductionProfile {
  @Field(() => Int, { description: 'Predictions.' })
  predictions!: number;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When the latest prediction that has a label was made.',
  })
  lastLabelledAt!: Date | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Days in which nineteen in twenty of the labels that came had come; null where none says when it came.',
  })
  labelDays!: number | null;

  @Field(() => [ProductionColumnType], { description: 'Labels, predictions, scores, groups, segments.' })
  columns!: ProductionColumnType[];

  static of(profile: ProductionProfile): ProductionProfileType {
    const columns = profile.columns.map((column) => Object.assign(new ProductionColumnType(), column));
    return Object.assign(new ProductionProfileType(), profile, { columns });
  }
}
