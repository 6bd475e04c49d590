import { type RiskTier } from '@countersign/domain/approvals';
import { ArrayMaxSize, ArrayUnique, IsOptional } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { EachIsName, IsName, IsStatement } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { ModelType, RiskTierEnum } from './models.schema';

@InputType({ description: 'How a model is classified from now on: what is left out is taken away.' })
export class ClassifyModelInput {
  @Field(() => ID, { description: 'Which model.' })
  modelId!: string;

  @Field(() => RiskTierEnum, { description: 'How much harm a wrong answer can do.' })
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

  @Field({ description: 'Why; 1 to 4000 characters.' })
  @IsStatement(4000)
  reason!: string;
}

@ObjectType({ description: 'The model is classified so.', implements: RecordedChange })
export class ModelClassified extends RecordedChange {
  @Field(() => ModelType, { description: 'The model.' })
  model!: ModelType;
}

export const ClassifyModelResult = resultUnion('ClassifyModelResult', () => ModelClassified);
