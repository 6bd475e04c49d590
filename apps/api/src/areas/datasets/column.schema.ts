import { type ColumnKind } from '@countersign/engines/files';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { wireEnum } from '../../wire/wire-enum';

export const FileFormatEnum = wireEnum('FileFormat', 'How the bytes of a file are laid out.', {
  csv: 'RFC 4180: comma, UTF-8, a header row.',
  ndjson: 'One flat JSON object a line, UTF-8.',
  parquet: 'Apache Parquet.',
});

export const ColumnKindEnum = wireEnum('ColumnKind', 'What the values of a column are.', {
  numeric: 'Numbers.',
  categorical: 'Names out of a set.',
  timestamp: 'Instants.',
});

@ObjectType('ColumnSchema', { description: 'One column of a file.' })
export class ColumnSchemaType {
  @Field({ description: 'As the header spells it.' })
  name!: string;

  @Field(() => ColumnKindEnum, { description: 'What its values are.' })
  kind!: ColumnKind;

  @Field({ description: 'SQL type, stored in Parquet or inferred over every value in CSV and NDJSON.' })
  storageType!: string;
}

@ObjectType({ description: 'A quantile, by linear interpolation (R type 7).' })
export class Quantile {
  @Field(() => Float, { description: 'Share of values at or below.' })
  probability!: number;

  @Field(() => Float, { description: 'The value.' })
  value!: number;
}

@ObjectType({
  description: 'Count of values in [lower, upper); the outer bins are open: lower or upper is null.',
})
export class HistogramBin {
  @Field(() => Float, { nullable: true, description: 'First value inside.' })
  lower!: number | null;

  @Field(() => Float, { nullable: true, description: 'First value outside.' })
  upper!: number | null;

  @Field(() => Int, { description: 'Values.' })
  count!: number;
}

@ObjectType({ description: 'A category and its rows.' })
export class CategoryCount {
  @Field({ description: 'The category.' })
  value!: string;

  @Field(() => Int, { description: 'Its rows.' })
  count!: number;
}

@ObjectType('ColumnProfile', { description: 'What a column holds.' })
export class ColumnProfileType {
  @Field({ description: 'Column name.' })
  column!: string;

  @Field(() => ColumnKindEnum, { description: 'What its values are.' })
  kind!: ColumnKind;

  @Field(() => Int, { description: 'Rows with a value; finite ones where numeric.' })
  n!: number;

  @Field(() => Int, { description: 'Rows without a value.' })
  missing!: number;

  @Field(() => Int, { description: 'Rows that hold NaN.' })
  notANumber!: number;

  @Field(() => Int, { description: 'Rows that hold an infinity.' })
  infinite!: number;

  @Field(() => Int, { nullable: true, description: 'Different values.' })
  distinct!: number | null;

  @Field(() => Float, { nullable: true, description: 'Least finite value.' })
  min!: number | null;

  @Field(() => Float, { nullable: true, description: 'Greatest finite value.' })
  max!: number | null;

  @Field(() => Float, { nullable: true, description: 'Mean of the finite values.' })
  mean!: number | null;

  @Field(() => Float, { nullable: true, description: 'Sample standard deviation (n − 1).' })
  standardDeviation!: number | null;

  @Field(() => [Quantile], { description: 'Empty unless numeric.' })
  quantiles!: Quantile[];

  @Field(() => [HistogramBin], { description: 'Empty unless numeric.' })
  histogram!: HistogramBin[];

  @Field(() => [CategoryCount], { description: 'The most frequent categories; empty unless categorical.' })
  top!: CategoryCount[];

  @Field(() => Int, { description: 'Rows in categories that are not in top.' })
  otherCount!: number;
}
