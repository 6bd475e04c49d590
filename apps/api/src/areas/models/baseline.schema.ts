import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ColumnSchemaType } from '../datasets/column.schema';
import { type Baseline } from './baseline';
import { type ColumnMapping } from './column-mapping';

@ObjectType('ColumnMapping', {
  description:
    'Which column plays which part. Every column not named here or in ignored is a feature, times excepted.',
})
export class ColumnMappingType implements ColumnMapping {
  @Field(() => String, { nullable: true, description: 'Names the row; kept as text.' })
  id!: string | null;

  @Field(() => String, { nullable: true, description: 'When the row happened.' })
  at!: string | null;

  @Field(() => String, { nullable: true, description: "The model's answer." })
  prediction!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a binary model: the probability of 1.' })
  score!: string | null;

  @Field(() => String, { nullable: true, description: 'What turned out to be true.' })
  label!: string | null;

  @Field(() => String, { nullable: true, description: 'How long the answer took, in milliseconds.' })
  latencyMs!: string | null;

  @Field(() => [String], { description: 'Columns that slice traffic.' })
  segments!: string[];

  @Field(() => [String], { description: 'Columns that tell groups of people apart.' })
  groups!: string[];

  @Field(() => [String], { description: 'Columns that are left out.' })
  ignored!: string[];
}

@InputType({
  description: 'Which column plays which part. Every column not named here is a feature, times excepted.',
})
export class ColumnMappingInput {
  @Field(() => String, { nullable: true, description: 'Names the row; kept as text.' })
  id?: string;

  @Field(() => String, { nullable: true, description: 'When the row happened.' })
  at?: string;

  @Field(() => String, { nullable: true, description: "The model's answer." })
  prediction?: string;

  @Field(() => String, { nullable: true, description: 'Of a binary model: the probability of 1.' })
  score?: string;

  @Field(() => String, { nullable: true, description: 'What turned out to be true.' })
  label?: string;

  @Field(() => String, { nullable: true, description: 'How long the answer took, in milliseconds.' })
  latencyMs?: string;

  @Field(() => [String], { defaultValue: [], description: 'Columns that slice traffic.' })
  segments!: string[];

  @Field(() => [String], { defaultValue: [], description: 'Columns that tell groups of people apart.' })
  groups!: string[];

  @Field(() => [String], { defaultValue: [], description: 'Columns to leave out.' })
  ignored!: string[];

  @Field({
    defaultValue: false,
    description: 'Zone of times that carry none is UTC; without it such times are refused.',
  })
  assumeUtc!: boolean;
}

@ObjectType('Baseline', { description: 'What a model version is compared with.' })
export class BaselineType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => ColumnMappingType, { description: "Which of the dataset's columns plays which part." })
  mapping!: ColumnMappingType;

  @Field(() => [ColumnSchemaType], { description: 'The columns the model reads, in file order.' })
  features!: ColumnSchemaType[];

  /** Everything the field resolvers need; not on the wire. */
  source!: Baseline;

  static of(source: Baseline): BaselineType {
    const { id, mapping, features } = source;
    return Object.assign(new BaselineType(), { id, mapping, features, source });
  }
}
