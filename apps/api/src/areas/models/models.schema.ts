import { type Environment, type RiskTier } from '@countersign/domain/approvals';
import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../wire/connection';
import { wireEnum } from '../../wire/wire-enum';
import { ActorType } from '../access/access.schema';
import { type ModelAlias } from './model-alias.entity';
import { type ModelVersion } from './model-version.entity';
import { type Model } from './model.entity';
import { type Task } from './task';
import { SoftwareEnvironmentType, VersionCodeType } from './version-making.schema';

export const TaskEnum = wireEnum('Task', 'What a model answers with.', {
  binary: 'Yes or no, as 1 or 0; score is the probability of 1.',
  multiclass: 'One class out of several.',
  regression: 'A number.',
  ranking: 'A number to sort by.',
});

export const RiskTierEnum = wireEnum('RiskTier', 'How much harm a wrong answer can do.', {
  low: 'Little.',
  medium: 'Some.',
  high: 'Much.',
});

@ObjectType('Model', { description: 'A named series of versions with one purpose.' })
export class ModelType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field({ description: 'Unique in the workspace.' })
  name!: string;

  @Field({ description: 'What it is for, in words.' })
  purpose!: string;

  @Field(() => TaskEnum, { description: 'What it answers with.' })
  task!: Task;

  @Field(() => RiskTierEnum, { description: 'How much harm a wrong answer can do.' })
  riskTier!: RiskTier;

  @Field(() => String, { nullable: true, description: 'What it is used for, in a word.' })
  useCase!: string | null;

  @Field(() => [String], { description: 'Further words that policies can be bound to.' })
  tags!: string[];

  @Field(() => GraphQLISODateTime, { description: 'When it was registered.' })
  createdAt!: Date;

  @Field(() => ActorType, { description: 'Who registered it.' })
  createdBy!: ActorType;

  static of(row: Model): ModelType {
    const { id, name, purpose, task, riskTier, useCase, tags, createdAt } = row;
    return Object.assign(new ModelType(), {
      ...{ id, name, purpose, task, riskTier, useCase, tags, createdAt },
      createdBy: ActorType.of(row.createdBy),
    });
  }
}

@ObjectType('LoggedMetric', {
  description: 'What the trainer reported at registration: a claim, not computed here.',
})
export class LoggedMetricType {
  @Field({ description: 'As the trainer calls it.' })
  name!: string;

  @Field(() => Float, { description: 'As reported.' })
  value!: number;

  @Field(() => Int, { nullable: true, description: 'Rows it rests on, where reported.' })
  n!: number | null;
}

@ObjectType('ModelVersion', { description: 'Immutable, named by the digest of its artefact.' })
export class ModelVersionType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => Int, { description: '1, 2, 3 … within the model.' })
  number!: number;

  modelId!: string;

  trainingDatasetVersionId!: string | null;

  @Field({ description: "SHA-256 of the model's artefact, lower-case hex." })
  artifactDigest!: string;

  @Field({ description: 'What is new or particular, in words.' })
  description!: string;

  @Field(() => [LoggedMetricType], { description: 'What the trainer reported.' })
  metrics!: LoggedMetricType[];

  @Field(() => VersionCodeType, {
    nullable: true,
    description: 'What it was trained by; null where nobody said.',
  })
  code!: VersionCodeType | null;

  @Field(() => SoftwareEnvironmentType, {
    nullable: true,
    description: 'What it was trained in; null where nobody said.',
  })
  environment!: SoftwareEnvironmentType | null;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  registeredAt!: Date;

  @Field(() => ActorType, { description: 'By whom.' })
  registeredBy!: ActorType;

  static of(row: ModelVersion): ModelVersionType {
    return Object.assign(new ModelVersionType(), row, {
      registeredBy: ActorType.of(row.registeredBy),
      code: row.code && VersionCodeType.of(row.code),
      environment: row.environment && SoftwareEnvironmentType.of(row.environment),
    });
  }
}

@ObjectType('ModelAlias', {
  description: 'A movable name such as champion. A protected alias moves only by an activated promotion.',
})
export class ModelAliasType {
  @Field({ description: 'Unique within the model and the environment.' })
  name!: string;

  environment!: Environment;

  @Field({ description: 'Whether it moves only by an activated promotion.' })
  protected!: boolean;

  modelVersionId!: string;

  promotionId!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it last moved.' })
  movedAt!: Date;

  static of({ name, environment, modelVersionId, promotionId, movedAt }: ModelAlias): ModelAliasType {
    // Nothing but an activated promotion moves an alias: the row cannot exist without one.
    return Object.assign(new ModelAliasType(), {
      ...{ name, environment, modelVersionId, promotionId, movedAt },
      protected: true,
    });
  }
}

export const ModelConnection = connectionType('Model', () => ModelType);
export const ModelVersionConnection = connectionType('ModelVersion', () => ModelVersionType);
