import { type FileFormat } from '@countersign/engines/files';
import { MaxLength } from 'class-validator';
import { Field, Float, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../wire/connection';
import { IsName } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { ActorType } from '../access/access.schema';
import { ColumnProfileType, ColumnSchemaType, FileFormatEnum } from './column.schema';
import { type DatasetVersion } from './dataset-version.entity';
import { type Dataset } from './dataset.entity';

@ObjectType('Dataset', { description: 'A named series of immutable versions.' })
export class DatasetType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field({ description: 'Unique in the workspace.' })
  name!: string;

  @Field({ description: 'What it holds, in words.' })
  description!: string;

  @Field(() => GraphQLISODateTime, { description: 'When its first version was registered.' })
  createdAt!: Date;

  @Field(() => ActorType, { description: 'Who registered its first version.' })
  createdBy!: ActorType;

  static of(row: Dataset): DatasetType {
    const { id, name, description, createdAt } = row;
    return Object.assign(new DatasetType(), {
      id,
      name,
      description,
      createdAt,
      createdBy: ActorType.of(row.createdBy),
    });
  }
}

@ObjectType('DatasetVersion', { description: 'Immutable, named by the digest of its bytes.' })
export class DatasetVersionType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => Int, { description: '1, 2, 3 … within the dataset.' })
  number!: number;

  datasetId!: string;

  @Field({ description: "SHA-256 of the file's bytes, lower-case hex." })
  digest!: string;

  @Field(() => FileFormatEnum, { description: 'How the bytes are laid out.' })
  format!: FileFormat;

  @Field({ description: 'The name it was uploaded under.' })
  fileName!: string;

  @Field(() => Float, { description: 'Bytes.' })
  byteSize!: number;

  @Field(() => Int, { description: 'Rows.' })
  rowCount!: number;

  @Field(() => [ColumnSchemaType], { description: 'Columns in file order.' })
  columns!: ColumnSchemaType[];

  @Field(() => [ColumnProfileType], { description: 'What each column holds, in file order.' })
  profile!: ColumnProfileType[];

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  registeredAt!: Date;

  @Field(() => ActorType, { description: 'By whom.' })
  registeredBy!: ActorType;

  static of(row: DatasetVersion): DatasetVersionType {
    return Object.assign(new DatasetVersionType(), row, {
      byteSize: Number(row.byteSize),
      rowCount: Number(row.rowCount),
      registeredBy: ActorType.of(row.registeredBy),
    });
  }
}

export const DatasetConnection = connectionType('Dataset', () => DatasetType);
export const DatasetVersionConnection = connectionType('DatasetVersion', () => DatasetVersionType);

@InputType({ description: 'A file to register as a version of a dataset.' })
export class RegisterDatasetVersionInput {
  @Field({ description: 'Name of the dataset, created if need be; 1 to 200 characters.' })
  @IsName(200)
  dataset!: string;

  @Field(() => String, { nullable: true, description: 'What the dataset holds; used when it is created.' })
  @MaxLength(2000)
  description?: string;

  @Field(() => ID, { description: 'What POST /v1/uploads answered.' })
  uploadId!: string;
}

@ObjectType({
  description:
    'created is false when the same bytes were registered before: the earlier version is returned.',
  implements: RecordedChange,
})
export class DatasetVersionRegistered extends RecordedChange {
  @Field(() => DatasetVersionType, { description: 'The version these bytes are.' })
  datasetVersion!: DatasetVersionType;

  @Field({ description: 'Whether it is new.' })
  created!: boolean;
}

export const RegisterDatasetVersionResult = resultUnion(
  'RegisterDatasetVersionResult',
  () => DatasetVersionRegistered,
);
