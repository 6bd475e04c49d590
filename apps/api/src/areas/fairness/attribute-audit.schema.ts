import { type ShownSection } from '@countersign/domain/fairness';
import {
  type DenominatorPolicy,
  type DisparityName,
  type OutcomeCounts,
} from '@countersign/statistics/fairness';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { EstimateType } from '../../wire/estimate';
import { wireEnum } from '../../wire/wire-enum';
import { DenominatorPolicyEnum, FairnessCriterionNameEnum, FairnessVerdictEnum } from './fairness-enums';
import { type StoredFairnessVerdict } from './fairness-report';
import { GroupNameType } from './group-name.schema';
import { AttributeOverridesType } from './overrides.schema';

const WithheldEnum = wireEnum('Withheld', 'What is hidden of all groups of an attribute or crossing.', {
  none: 'Nothing: only single groups may be hidden.',
  outcomes: 'How many were predicted positive is shown; what became of them is not.',
  all: 'Every number of a group; verdicts remain.',
});

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

@ObjectType('GroupOutcome', {
  description:
    'One group: its counts and rates with Wilson intervals. What is null is hidden from this viewer, as few people are behind it or behind what it would give away.',
})
export class GroupOutcomeType {
  @Field(() => [String], { description: 'One value per attribute, in their order.' })
  values!: string[];

  @Field({ description: 'Whether nothing of it but its name is shown to this viewer.' })
  isHidden!: boolean;

  @Field(() => Int, { nullable: true, description: 'Rows with a prediction.' })
  n!: number | null;

  @Field(() => Float, { nullable: true, description: 'Part of all predicted rows of known group.' })
  share!: number | null;

  @Field(() => OutcomeCountsType, { nullable: true, description: 'Outcomes as integers.' })
  counts!: OutcomeCountsType | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'False when the group is below the minimum size: shown, but outside every verdict. A rate needs the minimum in its own denominator, too.',
  })
  eligible!: boolean | null;

  @Field(() => EstimateType, { nullable: true, description: 'Predicted positive, of all predicted.' })
  selectionRate!: EstimateType | null;

  @Field(() => EstimateType, {
    nullable: true,
    description: 'Given the favourable prediction, of all predicted.',
  })
  favourableRate!: EstimateType | null;

  @Field(() => EstimateType, { nullable: true, description: 'Positive, of all labelled.' })
  baseRate!: EstimateType | null;

  @Field(() => EstimateType, { nullable: true, description: 'Predicted positive, of the positives.' })
  truePositiveRate!: EstimateType | null;

  @Field(() => EstimateType, { nullable: true, description: 'Predicted positive, of the negatives.' })
  falsePositiveRate!: EstimateType | null;

  @Field(() => EstimateType, { nullable: true, description: 'Positive, of those predicted positive.' })
  positivePredictiveValue!: EstimateType | null;

  @Field(() => EstimateType, { nullable: true, description: 'Predicted as they are, of all labelled.' })
  accuracy!: EstimateType | null;
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
    nullable: true,
    description:
      'Of the two groups farthest apart; highest minus lowest unless a denominator was named. Null where a group behind it is hidden from this viewer.',
  })
  difference!: EstimateType | null;

  @Field(() => EstimateType, {
    nullable: true,
    description: 'Of the two groups farthest apart. Null where a group behind it is hidden.',
  })
  ratio!: EstimateType | null;

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
      'p of the test of these two groups, adjusted over all tests of the audit; null where nothing is tested, and where a group of the audit is hidden.',
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
    description:
      'The same by every choice of the denominator that applies; empty where a group of the audit is hidden.',
  })
  byDenominator!: PolicyOutcomeType[];
}

@ObjectType('AttributeAudit', { description: 'The audit of one attribute, or of several crossed.' })
export class AttributeAuditType {
  @Field(() => [String], { description: 'Column names; more than one where crossed.' })
  attributes!: string[];

  @Field(() => Int, { description: 'Rows that lack the value of an attribute.' })
  unknown!: number;

  @Field(() => WithheldEnum, { description: 'Whether more is hidden from this viewer than single groups.' })
  withheld!: ShownSection['withheld'];

  @Field(() => [GroupOutcomeType], {
    description: 'All groups, small ones included, by their values; none where all of them are withheld.',
  })
  groups!: GroupOutcomeType[];

  @Field(() => [DisparityType], { description: 'One for each criterion.' })
  disparities!: DisparityType[];

  @Field(() => AttributeOverridesType, {
    nullable: true,
    description: 'What people decided; null where no decisions were counted, and where isSuppressed.',
  })
  overrides!: AttributeOverridesType | null;
}
