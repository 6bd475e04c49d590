import { type SectionOverrides } from '@countersign/domain/fairness';
import { type RateComparison } from '@countersign/statistics/fairness';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { EstimateType } from '../../wire/estimate';
import { GroupNameType } from './group-name.schema';

@ObjectType('GroupOverrides', {
  description:
    'What people made of the predictions for one group. Rates without another word are of rows with a decision.',
})
export class GroupOverridesType {
  @Field(() => [String], { description: 'One value per attribute, in their order.' })
  values!: string[];

  @Field(() => Int, { description: 'Rows with prediction and decision.' })
  decided!: number;

  @Field(() => Int, { description: 'Rows with prediction and without decision.' })
  undecided!: number;

  @Field(() => EstimateType, { description: 'With a decision, of all predicted.' })
  decidedShare!: EstimateType;

  @Field({ description: 'False when too few are decided for the group to be compared.' })
  eligible!: boolean;

  @Field(() => EstimateType, { description: 'Decided otherwise than predicted.' })
  overruled!: EstimateType;

  @Field(() => EstimateType, { description: 'Decided favourably, of those predicted unfavourably.' })
  toFavourable!: EstimateType;

  @Field(() => EstimateType, { description: 'Decided unfavourably, of those predicted favourably.' })
  toUnfavourable!: EstimateType;

  @Field(() => EstimateType, { description: 'With the favourable prediction.' })
  favourableBefore!: EstimateType;

  @Field(() => EstimateType, { description: 'With the favourable decision.' })
  favourableAfter!: EstimateType;
}

@ObjectType('RateComparison', {
  description: 'A rate between the two groups farthest apart, without limit and verdict.',
})
export class RateComparisonType {
  @Field(() => EstimateType, {
    description: 'Of the two groups; its interval allows for their being picked.',
  })
  difference!: EstimateType;

  @Field(() => EstimateType, { description: 'Of the two groups.' })
  ratio!: EstimateType;

  @Field(() => [GroupNameType], {
    description: 'The two groups, lowest first; empty where there are not two.',
  })
  between!: GroupNameType[];

  @Field(() => Float, {
    nullable: true,
    description: 'p of the test, adjusted over all tests about decisions; null where nothing is tested.',
  })
  pAdjusted!: number | null;

  static of({ difference, ratio, simultaneous, between, tested }: RateComparison): RateComparisonType {
    return Object.assign(new RateComparisonType(), {
      difference: EstimateType.of(difference, simultaneous?.difference),
      ratio: EstimateType.of(ratio, simultaneous?.ratio),
      between: (between ?? []).map((values) => Object.assign(new GroupNameType(), { values: [...values] })),
      pAdjusted: tested?.difference.pAdjusted ?? null,
    });
  }
}

@ObjectType('AttributeOverrides', { description: 'How often people overruled the model, by group.' })
export class AttributeOverridesType {
  @Field(() => Int, { description: 'Rows of known group with prediction and decision.' })
  decided!: number;

  @Field(() => Int, { description: 'Those without decision: they take no part.' })
  undecided!: number;

  @Field(() => [GroupOverridesType], { description: 'All groups by their values.' })
  groups!: GroupOverridesType[];

  @Field(() => RateComparisonType, { description: 'Of the rate of overruling to the favourable outcome.' })
  toFavourable!: RateComparisonType;

  @Field(() => RateComparisonType, { description: 'Of the rate of overruling to the unfavourable outcome.' })
  toUnfavourable!: RateComparisonType;

  @Field(() => RateComparisonType, {
    description: 'Of favourable predictions; the ratio is the impact ratio before people decided.',
  })
  before!: RateComparisonType;

  @Field(() => RateComparisonType, {
    description: 'Of favourable decisions; the ratio is the impact ratio after people decided.',
  })
  after!: RateComparisonType;

  static of({ decided, undecided, groups, ...rates }: SectionOverrides): AttributeOverridesType {
    return Object.assign(new AttributeOverridesType(), {
      ...{ decided, undecided },
      groups: groups.map((group) =>
        Object.assign(new GroupOverridesType(), {
          ...{ values: [...group.group], eligible: group.eligible },
          ...{ decided: group.decided, undecided: group.undecided },
          decidedShare: EstimateType.of(group.decidedShare),
          overruled: EstimateType.of(group.overruled),
          toFavourable: EstimateType.of(group.toFavourable),
          toUnfavourable: EstimateType.of(group.toUnfavourable),
          favourableBefore: EstimateType.of(group.favourableBefore),
          favourableAfter: EstimateType.of(group.favourableAfter),
        }),
      ),
      toFavourable: RateComparisonType.of(rates.toFavourable),
      toUnfavourable: RateComparisonType.of(rates.toUnfavourable),
      before: RateComparisonType.of(rates.before),
      after: RateComparisonType.of(rates.after),
    });
  }
}
