import { type AttributeOrigin, defaultMinimumGroupSize } from '@countersign/domain/fairness';
import {
  type Correction,
  type DenominatorPolicy,
  type DisparityName,
  type FavourableOutcome,
} from '@countersign/statistics/fairness';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsOptional,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { IsStatement } from '../../wire/plain-text';
import { WindowInput } from '../../wire/window';
import {
  AttributeOriginEnum,
  CorrectionEnum,
  DenominatorPolicyEnum,
  FairnessCriterionNameEnum,
  FavourableOutcomeEnum,
  LawPackEnum,
  type lawPackIds,
} from './fairness-enums';

@InputType({ description: 'A criterion with its limits in [0, 1]; at least one is needed.' })
export class FairnessCriterionInput {
  @Field(() => FairnessCriterionNameEnum, { description: 'What to compare.' })
  name!: DisparityName;

  @Field(() => Float, { nullable: true, description: 'Largest difference that passes.' })
  maximumDifference?: number;

  @Field(() => Float, { nullable: true, description: 'Smallest ratio that passes.' })
  minimumRatio?: number;
}

@InputType({ description: 'What is known of a sensitive column.' })
class SensitiveAttributeInput {
  @Field({ description: 'The column.' })
  name!: string;

  @Field(() => AttributeOriginEnum, { nullable: true, description: 'UNKNOWN when left out.' })
  origin?: AttributeOrigin | null;

  @Field(() => String, { nullable: true, description: 'Why these data may be read; up to 2000 characters.' })
  @IsOptional()
  @MaxLength(2000)
  legalBasis?: string | null;

  @Field(() => String, { nullable: true, description: 'The group that the others are measured against.' })
  @IsOptional()
  @Length(1, 200)
  reference?: string | null;
}

@InputType({ description: 'Reasons in words, up to 4000 characters each; the report prints them.' })
class FairnessReasonsInput {
  @Field(() => String, { nullable: true, description: 'Why the others are measured against this group.' })
  @IsOptional()
  @MaxLength(4000)
  reference?: string | null;

  @Field(() => String, { nullable: true, description: 'Who is harmed by which error, and how.' })
  @IsOptional()
  @MaxLength(4000)
  harms?: string | null;

  @Field(() => String, { nullable: true, description: 'Why these limits are right.' })
  @IsOptional()
  @MaxLength(4000)
  limits?: string | null;
}

@InputType({ description: 'Rows below which a group takes no part in a comparison.' })
class FairnessMinimumsInput {
  @Field(() => Float, { nullable: true, description: 'Part of all predicted rows of known group, 0 to 1.' })
  share?: number | null;

  @Field(() => Int, { nullable: true, description: 'Rows whose label is positive.' })
  @IsOptional()
  @Min(0)
  positives?: number | null;

  @Field(() => Int, { nullable: true, description: 'Rows whose label is negative.' })
  @IsOptional()
  @Min(0)
  negatives?: number | null;

  @Field(() => Int, { nullable: true, description: 'Rows predicted positive.' })
  @IsOptional()
  @Min(0)
  predictedPositives?: number | null;
}

@InputType({
  description: 'The predictions of the version in a window, with the labels that arrived by now.',
})
class ProductionPopulationInput {
  @Field(() => WindowInput, { description: 'When they were made; whole UTC days.' })
  window!: WindowInput;

  @Field(() => Int, {
    description:
      'Days that labels take to arrive, 0 to 3650: the window ends at least so many days before now.',
  })
  @Min(0)
  @Max(3650)
  maturedDays!: number;

  @Field({ defaultValue: false, description: 'Whether to look at the logged scores as well.' })
  useScores!: boolean;

  @Field(() => Float, {
    nullable: true,
    description: 'Only where no decisions were logged: scores of at least this count as predicted positive.',
  })
  threshold?: number | null;
}

@InputType({ description: 'Sensitive attributes that a vault holds, joined to the population.' })
class VaultJoinInput {
  @Field(() => ID, { description: 'The collection. Of sensitive, those it holds are read from it.' })
  collectionId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Column of the keys, each there once; required with a file. Production is joined by the ids of its predictions.',
  })
  keyColumn?: string | null;
}

@InputType({ description: 'A population with its outcome and group columns, and the limits to judge by.' })
export class RunFairnessAuditInput {
  @Field(() => ID, { description: 'The version the predictions come from.' })
  modelVersionId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'A registered file with labels, predictions and groups; this or production.',
  })
  datasetVersionId?: string | null;

  @Field(() => ProductionPopulationInput, {
    nullable: true,
    description: 'What the version predicted in production; this or datasetVersionId.',
  })
  @IsOptional()
  @ValidateNested()
  production?: ProductionPopulationInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'Column of what happened; required with a file, refused with production.',
  })
  labelColumn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Column of what was predicted; two values. Required with a file, refused with production.',
  })
  predictionColumn?: string | null;

  @Field({
    defaultValue: '1',
    description: 'The label and prediction that mean positive; numbers are compared as numbers.',
  })
  @Length(1, 200)
  positiveValue!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Column of the score behind the prediction, a number; refused with production.',
  })
  scoreColumn?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Column of what people decided; two values, the positive one as in the prediction. Refused with production.',
  })
  decisionColumn?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Column, or key of segments, by which people are alike; conditional demographic disparity compares within.',
  })
  stratumColumn?: string | null;

  @Field(() => VaultJoinInput, {
    nullable: true,
    description:
      'Where attributes are that the population does not hold; their origin and legal basis are its.',
  })
  @IsOptional()
  @ValidateNested()
  vault?: VaultJoinInput | null;

  @Field(() => [String], {
    description: "Columns, or keys of the predictions' groups, that name groups; 1 to 8.",
  })
  @ArrayNotEmpty()
  @ArrayMaxSize(8)
  sensitive!: string[];

  @Field({ defaultValue: true, description: 'Whether to audit every pair and all of them crossed as well.' })
  intersections!: boolean;

  @Field(() => FavourableOutcomeEnum, {
    description:
      'Whether the predicted positive or the predicted negative is the good outcome for the person.',
  })
  favourable!: FavourableOutcome;

  @Field(() => String, {
    nullable: true,
    description: 'What the good outcome means for the person, such as "the loan is granted".',
  })
  @IsOptional()
  @IsStatement(500)
  favourableMeaning?: string | null;

  @Field({
    description: 'Why this outcome is the favourable one and these limits are right; 1 to 4000 characters.',
  })
  @IsStatement(4000)
  rationale!: string;

  @Field(() => FairnessReasonsInput, { nullable: true, description: 'Why the rest was decided so.' })
  @IsOptional()
  @ValidateNested()
  reasons?: FairnessReasonsInput | null;

  @Field(() => [SensitiveAttributeInput], {
    nullable: true,
    description: 'What is known of the sensitive columns; nothing of those left out.',
  })
  @IsOptional()
  @ValidateNested({ each: true })
  attributes?: SensitiveAttributeInput[] | null;

  @Field(() => [FairnessCriterionInput], {
    nullable: true,
    description: 'What to judge; the defaults of docs/spec/fairness.md when none are given.',
  })
  @IsOptional()
  criteria?: FairnessCriterionInput[];

  @Field(() => Int, {
    defaultValue: defaultMinimumGroupSize,
    description: 'Predicted rows below which a group is outside every verdict, 1 to 1,000,000.',
  })
  @Min(1)
  @Max(1_000_000)
  minimumGroupSize!: number;

  @Field(() => FairnessMinimumsInput, {
    nullable: true,
    description:
      'Rows that the rates of a group need in their denominators; minimumGroupSize where left out.',
  })
  @IsOptional()
  @ValidateNested()
  minimums?: FairnessMinimumsInput | null;

  @Field(() => DenominatorPolicyEnum, {
    nullable: true,
    description:
      'Which group the others are measured against; FIXED where every attribute names one, otherwise MAX_ELIGIBLE.',
  })
  denominator?: DenominatorPolicy | null;

  @Field(() => Float, {
    defaultValue: 0.05,
    description: 'p-values up to it are significant; between 0 and 1.',
  })
  alpha!: number;

  @Field(() => CorrectionEnum, { defaultValue: CorrectionEnum.HOLM, description: 'Of the p-values.' })
  correction!: Correction;

  @Field(() => [LawPackEnum], { nullable: true, description: 'Rules whose figures the report states.' })
  @IsOptional()
  lawPacks?: (keyof typeof lawPackIds)[] | null;

  @Field({
    defaultValue: false,
    description:
      'Whether law packs leave out groups below the share that they know; each is named where it is.',
  })
  leaveOutSmall!: boolean;
}
