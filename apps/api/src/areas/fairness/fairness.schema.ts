import { defaultMinimumGroupSize } from '@countersign/domain/fairness';
import { type FairnessCriterion, type FavourableOutcome } from '@countersign/statistics/fairness';
import { ArrayMaxSize, ArrayNotEmpty, IsOptional, Length, Max, Min } from 'class-validator';
import { Field, Float, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../wire/connection';
import { IsStatement } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { ActorType } from '../access/access.schema';
import { AttributeAuditType } from './attribute-audit.schema';
import { attributeAuditOf } from './attribute-audit-wire';
import { type FairnessAudit } from './fairness-audit.entity';
import { FairnessCriterionNameEnum, FairnessVerdictEnum, FavourableOutcomeEnum } from './fairness-enums';
import { deriveAudits, type StoredFairnessVerdict } from './fairness-report';

@ObjectType('FairnessCriterion', {
  description: 'maximumDifference judges the difference; minimumRatio judges the ratio (both inclusive).',
})
export class FairnessCriterionType {
  @Field(() => FairnessCriterionNameEnum, { description: 'What is compared.' })
  name!: FairnessCriterion['name'];

  @Field(() => Float, { nullable: true, description: 'Largest difference that passes.' })
  maximumDifference?: number | null;

  @Field(() => Float, { nullable: true, description: 'Smallest ratio that passes.' })
  minimumRatio?: number | null;
}

@ObjectType('FairnessAudit', { description: 'Group outcomes of one population, judged by stated criteria.' })
export class FairnessAuditType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  modelVersionId!: string;

  datasetVersionId!: string;

  @Field({ description: 'Why this outcome is the favourable one and these limits are right.' })
  rationale!: string;

  @Field(() => FavourableOutcomeEnum, { description: 'The good prediction for the person.' })
  favourable!: FavourableOutcome;

  @Field(() => Int, { description: 'Rows with a prediction.' })
  n!: number;

  @Field(() => Int, { description: 'Rows with a prediction and without label.' })
  unlabelled!: number;

  @Field(() => Int, { description: 'Rows without prediction; they take no part.' })
  unpredicted!: number;

  @Field(() => [FairnessCriterionType], { description: 'What was judged, with the limits.' })
  criteria!: FairnessCriterionType[];

  @Field(() => Int, { description: 'Predicted rows below which a group is outside every verdict.' })
  minimumGroupSize!: number;

  @Field(() => [AttributeAuditType], { description: 'Each attribute, then all of them crossed if asked.' })
  attributes!: AttributeAuditType[];

  @Field(() => FairnessVerdictEnum, {
    description: 'FAIL if anything fails, PASS only if everything passes.',
  })
  verdict!: StoredFairnessVerdict;

  @Field({ description: 'The report as evidence: see the query evidence.' })
  evidenceDigest!: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  ranAt!: Date;

  @Field(() => ActorType, { description: 'By whom.' })
  ranBy!: ActorType;

  static of(row: FairnessAudit): FairnessAuditType {
    const { id, modelVersionId, datasetVersionId, rationale, report, verdict, evidenceDigest, ranAt } = row;
    const { plan, rows, unlabelled, unpredicted } = report;
    return Object.assign(new FairnessAuditType(), {
      ...{ id, modelVersionId, datasetVersionId, rationale, verdict, evidenceDigest, ranAt },
      ...{ n: rows - unpredicted, unlabelled, unpredicted },
      favourable: plan.favourable,
      criteria: plan.criteria.map((criterion) => Object.assign(new FairnessCriterionType(), criterion)),
      minimumGroupSize: plan.minimumGroupSize,
      attributes: deriveAudits(report).map(attributeAuditOf),
      ranBy: ActorType.of(row.ranBy),
    });
  }
}

export const FairnessAuditConnection = connectionType('FairnessAudit', () => FairnessAuditType);

@InputType({ description: 'A criterion with its limits in [0, 1]; at least one is needed.' })
export class FairnessCriterionInput {
  @Field(() => FairnessCriterionNameEnum, { description: 'What to compare.' })
  name!: FairnessCriterion['name'];

  @Field(() => Float, { nullable: true, description: 'Largest difference that passes.' })
  maximumDifference?: number;

  @Field(() => Float, { nullable: true, description: 'Smallest ratio that passes.' })
  minimumRatio?: number;
}

@InputType({ description: 'A population with its outcome and group columns, and the limits to judge by.' })
export class RunFairnessAuditInput {
  @Field(() => ID, { description: 'The version the predictions come from.' })
  modelVersionId!: string;

  @Field(() => ID, { description: 'The population: a registered file with labels, predictions and groups.' })
  datasetVersionId!: string;

  @Field({ description: 'Column of what happened.' })
  labelColumn!: string;

  @Field({ description: 'Column of what was predicted; two values.' })
  predictionColumn!: string;

  @Field({
    defaultValue: '1',
    description: 'The value that means positive in both columns; numbers are compared as numbers.',
  })
  @Length(1, 200)
  positiveValue!: string;

  @Field(() => [String], { description: 'Columns that name groups, 1 to 8.' })
  @ArrayNotEmpty()
  @ArrayMaxSize(8)
  sensitive!: string[];

  @Field({ defaultValue: true, description: 'Whether to audit all of them crossed as well.' })
  intersections!: boolean;

  @Field(() => FavourableOutcomeEnum, {
    description:
      'Whether the predicted positive or the predicted negative is the good outcome for the person.',
  })
  favourable!: FavourableOutcome;

  @Field({
    description: 'Why this outcome is the favourable one and these limits are right; 1 to 4000 characters.',
  })
  @IsStatement(4000)
  rationale!: string;

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
}

@ObjectType({ description: 'The audit was run; its verdict is in it.', implements: RecordedChange })
export class FairnessAuditCompleted extends RecordedChange {
  @Field(() => FairnessAuditType, { description: 'The audit.' })
  audit!: FairnessAuditType;
}

export const RunFairnessAuditResult = resultUnion('RunFairnessAuditResult', () => FairnessAuditCompleted);
