import {
  type DenominatorPolicy,
  type DisparityName,
  type OutcomeCounts,
} from '@countersign/statistics/fairness';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { EstimateType } from '../../wire/estimate';
import { DenominatorPolicyEnum, FairnessCriterionNameEnum, FairnessVerdictEnum } from './fairness-enums';
import { type StoredFairnessVerdict } from './fairness-report';

@ObjectType('OutcomeCounts', {
  description: 'Outcomes of one group: the artefact all of its rates follow from.',
})
export class OutcomeCountsType {
  @Field(() => Int, { description: 'Predicted positive and positive.' })
  tp!: number;

  @Field(() => Int, { description: 'Predicted positive and negative.' })
  fp!: number;

  @Field(() => Int, { description: 'Predicted negative and positive.' })
  fn!: number;

  @Field(() => Int, { description: 'Predicted negative and negative.' })
  tn!: number;

  @Field(() => Int, { description: 'Predicted, without label.' })
  unlabelled!: number;

  static of({ tp, fp, fn, tn, unlabelledPositive, unlabelledNegative }: OutcomeCounts): OutcomeCountsType {
    const unlabelled = unlabelledPositive + unlabelledNegative;
    return Object.assign(new OutcomeCountsType(), { tp, fp, fn, tn, unlabelled });
  }
}

@ObjectType('GroupName', { description: 'A group by its values.' })
export class GroupNameType {
  @Field(() => [String], { description: 'One value per attribute, in their order.' })
  values!: string[];
}

@ObjectType('GroupOutcome', { description: 'One group: its counts and rates with Wilson intervals.' })
export class GroupOutcomeType {
  @Field(() => [String], { description: 'One value per attribute, in their order.' })
  values!: string[];

  @Field(() => Int, { description: 'Rows with a prediction.' })
  n!: number;

  @Field(() => Float, { description: 'Part of all predicted rows of known group.' })
  share!: number;

  @Field(() => OutcomeCountsType, { description: 'Outcomes as integers.' })
  counts!: OutcomeCountsType;

  @Field({
    description:
      'False when the group is below the minimum size: shown, but outside every verdict. A rate needs the minimum in its own denominator, too.',
  })
  eligible!: boolean;

  @Field(() => EstimateType, { description: 'Predicted positive, of all predicted.' })
  selectionRate!: EstimateType;

  @Field(() => EstimateType, { description: 'Given the favourable prediction, of all predicted.' })
  favourableRate!: EstimateType;

  @Field(() => EstimateType, { description: 'Positive, of all labelled.' })
  baseRate!: EstimateType;

  @Field(() => EstimateType, { description: 'Predicted positive, of the positives.' })
  truePositiveRate!: EstimateType;

  @Field(() => EstimateType, { description: 'Predicted positive, of the negatives.' })
  falsePositiveRate!: EstimateType;

  @Field(() => EstimateType, { description: 'Positive, of those predicted positive.' })
  positivePredictiveValue!: EstimateType;

  @Field(() => EstimateType, { description: 'Predicted as they are, of all labelled.' })
  accuracy!: EstimateType;
}

@ObjectType('PolicyOutcome', { description: 'What a disparity comes to by one choice of the denominator.' })
export class PolicyOutcomeType {
  @Field(() => DenominatorPolicyEnum, { description: 'Which group the others are measured against.' })
  denominator!: DenominatorPolicy;

  @Field(() => Float, { nullable: true, description: 'Null where it cannot be computed.' })
  difference!: number | null;

  @Field(() => Float, { nullable: true, description: 'Null where it cannot be computed.' })
  ratio!: number | null;

  @Field(() => FairnessVerdictEnum, { description: 'Against the limits of the criterion.' })
  verdict!: StoredFairnessVerdict;
}

@ObjectType('Disparity', { description: 'One criterion judged over the eligible groups.' })
export class DisparityType {
  @Field(() => FairnessCriterionNameEnum, { description: 'What was compared.' })
  criterion!: DisparityName;

  @Field(() => EstimateType, {
    description: 'Of the two groups farthest apart; highest minus lowest unless a denominator was named.',
  })
  difference!: EstimateType;

  @Field(() => EstimateType, { description: 'Of the two groups farthest apart.' })
  ratio!: EstimateType;

  @Field(() => [GroupNameType], {
    description: 'The two extreme groups, lowest first; empty when there are not two to compare.',
  })
  between!: GroupNameType[];

  @Field(() => FairnessVerdictEnum, { description: 'Against the limits of the criterion.' })
  verdict!: StoredFairnessVerdict;

  @Field(() => String, { nullable: true, description: 'Why the evidence is insufficient.' })
  reason!: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'p of the test of these two groups, adjusted over all tests of the audit; null where nothing is tested.',
  })
  pAdjusted!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the intervals bear the verdict out; null where that cannot be said.',
  })
  significant!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether every choice of the denominator gives this verdict; null where there is none.',
  })
  robust!: boolean | null;

  @Field(() => [PolicyOutcomeType], {
    description: 'The same by every choice of the denominator that applies.',
  })
  byDenominator!: PolicyOutcomeType[];
}

@ObjectType('AttributeAudit', { description: 'The audit of one attribute, or of several crossed.' })
export class AttributeAuditType {
  @Field(() => [String], { description: 'Column names; more than one where crossed.' })
  attributes!: string[];

  @Field(() => Int, { description: 'Rows that lack the value of an attribute.' })
  unknown!: number;

  @Field(() => [GroupOutcomeType], { description: 'All groups, small ones included, by their values.' })
  groups!: GroupOutcomeType[];

  @Field(() => [DisparityType], { description: 'One for each criterion.' })
  disparities!: DisparityType[];
}
