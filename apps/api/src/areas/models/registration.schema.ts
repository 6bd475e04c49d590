import { type RiskTier } from '@countersign/domain/approvals';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsOptional,
  Matches,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { EachIsName, IsName, IsStatement } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { ColumnMappingInput } from './baseline.schema';
import { ModelType, ModelVersionType, RiskTierEnum, TaskEnum } from './models.schema';
import { type Task } from './task';
import { SoftwareEnvironmentInput, VersionCodeInput } from './version-making.schema';

@InputType({ description: 'A model to register.' })
export class RegisterModelInput {
  @Field({ description: 'Unique in the workspace; 1 to 200 characters.' })
  @IsName(200)
  name!: string;

  @Field({ description: 'What it is for, in words.' })
  @IsStatement(2000)
  purpose!: string;

  @Field(() => TaskEnum, { defaultValue: 'binary', description: 'What it answers with.' })
  task!: Task;

  @Field(() => RiskTierEnum, { defaultValue: 'medium', description: 'How much harm a wrong answer can do.' })
  riskTier!: RiskTier;

  @Field(() => String, {
    nullable: true,
    description: 'What it is used for, in a word; 1 to 100 characters.',
  })
  @IsOptional()
  @IsName(100)
  useCase?: string | null;

  @Field(() => [String], { defaultValue: [], description: 'At most 50, each of 1 to 100 characters.' })
  @ArrayMaxSize(50)
  @ArrayUnique()
  @EachIsName(100)
  tags!: string[];
}

@ObjectType({
  description: 'The model of this name, new or registered before with the same content.',
  implements: RecordedChange,
})
export class ModelRegistered extends RecordedChange {
  @Field(() => ModelType, { description: 'The model.' })
  model!: ModelType;
}

export const RegisterModelResult = resultUnion('RegisterModelResult', () => ModelRegistered);

@InputType({ description: 'A figure the trainer reports.' })
export class LoggedMetricInput {
  @Field({ description: 'As the trainer calls it; 1 to 200 characters.' })
  @IsName(200)
  name!: string;

  @Field(() => Float, { description: 'As reported.' })
  value!: number;

  @Field(() => Int, { nullable: true, description: 'Rows it rests on.' })
  @ValidateIf(({ n }: LoggedMetricInput) => n != null)
  @Min(0)
  n?: number;
}

@InputType({ description: 'What the version will be compared with.' })
export class BaselineInput {
  @Field(() => ID, { description: 'A registered dataset version.' })
  datasetVersionId!: string;

  @Field(() => ColumnMappingInput, { description: 'Which of its columns plays which part.' })
  mapping!: ColumnMappingInput;
}

@InputType({ description: 'A version of a model to register.' })
export class RegisterModelVersionInput {
  @Field(() => ID, { description: 'The model it is a version of.' })
  modelId!: string;

  @Field({ description: "SHA-256 of the model's artefact, 64 hex digits." })
  @Matches(/^[0-9a-f]{64}$/i, { message: 'artifactDigest must be a SHA-256: 64 hex digits.' })
  artifactDigest!: string;

  @Field({ defaultValue: '', description: 'What is new or particular, in words.' })
  @MaxLength(2000)
  description!: string;

  @Field(() => ID, { nullable: true, description: 'What it was trained on.' })
  trainingDatasetVersionId?: string;

  @Field(() => [LoggedMetricInput], { defaultValue: [], description: 'What the trainer reports.' })
  @ArrayMaxSize(500)
  @ValidateNested()
  metrics!: LoggedMetricInput[];

  @Field(() => BaselineInput, { nullable: true, description: 'What it will be compared with.' })
  baseline?: BaselineInput;

  @Field(() => VersionCodeInput, { nullable: true, description: 'What it was trained by.' })
  @IsOptional()
  @ValidateNested()
  code?: VersionCodeInput | null;

  @Field(() => SoftwareEnvironmentInput, { nullable: true, description: 'What it was trained in.' })
  @IsOptional()
  @ValidateNested()
  environment?: SoftwareEnvironmentInput | null;
}

@ObjectType({
  description:
    'created is false when the same artefact was registered before: the earlier version is returned.',
  implements: RecordedChange,
})
export class ModelVersionRegistered extends RecordedChange {
  @Field(() => ModelVersionType, { description: 'The version this artefact is.' })
  modelVersion!: ModelVersionType;

  @Field({ description: 'Whether it is new.' })
  created!: boolean;
}

export const RegisterModelVersionResult = resultUnion(
  'RegisterModelVersionResult',
  () => ModelVersionRegistered,
);
