import { type ColumnKind } from '@countersign/engines/files';
import { Length } from 'class-validator';
import { ArgsType, Field, Float, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { resultUnion } from '../../wire/refusal';
import { WindowInput, WindowType } from '../../wire/window';
import { ColumnKindEnum } from '../datasets/column.schema';
import { ColumnMappingInput } from '../models/baseline.schema';

const idempotencyKey =
  "Names this delivery, 1 to 200 characters: the same key and content again return the first delivery's answer.";

@ObjectType('Traffic', { description: 'Rows logged so far.' })
export class TrafficType {
  @Field(() => Int, { description: 'Predictions.' })
  predictions!: number;

  @Field(() => Int, { description: 'Predictions with a label.' })
  labels!: number;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Time of the earliest prediction.' })
  first!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Time of the latest prediction.' })
  last!: Date | null;
}

@ObjectType({ description: 'What is amiss with one row of a file.' })
export class RowError {
  @Field(() => Int, { description: 'Line of a CSV, where 1 is the header; record of a Parquet file.' })
  line!: number;

  @Field(() => String, { nullable: true, description: 'The column it is about.' })
  field!: string | null;

  @Field({ description: 'Why, for programs.' })
  code!: string;

  @Field({ description: 'Why, for people.' })
  message!: string;
}

@ObjectType({
  description:
    'accepted + duplicate + conflicting + rejected = rows of the file. A conflicting row has a known id and other content; the first is kept.',
})
export class RowsLogged {
  @Field(() => Int, { description: 'Rows written.' })
  accepted!: number;

  @Field(() => Int, { description: 'Rows known before, with the same content.' })
  duplicate!: number;

  @Field(() => Int, { description: 'Rows known before, with other content; the first is kept.' })
  conflicting!: number;

  @Field(() => Int, { description: 'Rows that belong to nothing known.' })
  rejected!: number;

  @Field(() => [RowError], { description: 'The first 20 rows that were not taken, by line.' })
  errors!: RowError[];
}

export const LogRowsResult = resultUnion('LogRowsResult', () => RowsLogged);

@InputType({ description: 'A file of predictions.' })
export class LogPredictionsInput {
  @Field(() => ID, { description: 'The version that answered.' })
  modelVersionId!: string;

  @Field(() => ID, { description: 'What POST /v1/uploads answered.' })
  uploadId!: string;

  @Field(() => ColumnMappingInput, {
    description: 'id, and prediction or score, are required; label is refused.',
  })
  mapping!: ColumnMappingInput;

  @Field({ description: idempotencyKey })
  @Length(1, 200)
  idempotencyKey!: string;
}

@InputType({ description: 'A file of labels.' })
export class LogLabelsInput {
  @Field(() => ID, { description: 'The model; a label belongs to every version that predicted its id.' })
  modelId!: string;

  @Field(() => ID, { description: 'What POST /v1/uploads answered.' })
  uploadId!: string;

  @Field(() => ColumnMappingInput, { description: 'id and label are required.' })
  mapping!: ColumnMappingInput;

  @Field({ description: idempotencyKey })
  @Length(1, 200)
  idempotencyKey!: string;
}

@ObjectType({
  description: 'lower and upper are null at an open end and for categories; category is null for numbers.',
})
export class DistributionBin {
  @Field(() => Float, { nullable: true, description: 'First value inside.' })
  lower!: number | null;

  @Field(() => Float, { nullable: true, description: 'First value outside.' })
  upper!: number | null;

  @Field(() => String, { nullable: true, description: 'The category; "(other)" gathers the rare ones.' })
  category!: string | null;

  @Field(() => Int, { description: 'Rows of the baseline.' })
  baseline!: number;

  @Field(() => Int, { description: 'Rows of the window.' })
  current!: number;
}

@ObjectType('ColumnDistribution', {
  description: "One column in a window of traffic against the baseline, on the baseline's bins.",
})
export class ColumnDistributionType {
  @Field({ description: 'A feature, or score or prediction.' })
  column!: string;

  @Field(() => ColumnKindEnum, { description: 'What its values are.' })
  kind!: ColumnKind;

  @Field(() => WindowType, { description: 'Whole UTC days.' })
  window!: WindowType;

  @Field(() => Int, { description: 'Rows of the baseline with a value.' })
  baselineN!: number;

  @Field(() => Int, { description: 'Rows of the window with a value.' })
  currentN!: number;

  @Field(() => Int, { description: 'Rows of the baseline without a value.' })
  baselineMissing!: number;

  @Field(() => Int, { description: 'Rows of the window without a value.' })
  currentMissing!: number;

  @Field(() => Int, {
    description: 'Rows of the baseline with NaN or an infinity: n + missing + notFinite = rows.',
  })
  baselineNotFinite!: number;

  @Field(() => Int, {
    description: 'Rows of the window with NaN or an infinity: n + missing + notFinite = rows.',
  })
  currentNotFinite!: number;

  @Field(() => [DistributionBin], { description: 'In order of value; categories by baseline count.' })
  bins!: DistributionBin[];
}

@ArgsType()
export class DistributionArgs {
  @Field({ description: 'A feature, or score or prediction.' })
  column!: string;

  @Field(() => WindowInput, { description: 'Whole UTC days.' })
  window!: WindowInput;
}
