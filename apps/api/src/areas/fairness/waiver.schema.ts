import { type DisparityName } from '@countersign/statistics/fairness';
import { ArrayMaxSize, ArrayMinSize } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import { IsStatement } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { wireEnum } from '../../wire/wire-enum';
import { ActorType } from '../access/access.schema';
import { FairnessCriterionNameEnum } from './fairness-enums';
import { type FairnessWaiver } from './fairness-waiver.entity';
import { type WaiverState, waiverState } from './waiver-state';

const longestText = 4000;
const mostAttributes = 20;

const WaiverStateEnum = wireEnum('FairnessWaiverState', 'Whether somebody still answers for it.', {
  in_force: 'Somebody does.',
  expired: 'Its term is over.',
  ended: 'It was ended before its term.',
});

@InputType({ description: 'A criterion that an audit did not find met, and who answers for it how long.' })
export class WaiveFairnessCriterionInput {
  @Field(() => ID, { description: 'Which audit.' })
  auditId!: string;

  @Field(() => FairnessCriterionNameEnum, { description: 'Which of its criteria.' })
  criterion!: DisparityName;

  @Field(() => [String], { description: 'For which attribute, or which crossed, in any order.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(mostAttributes)
  attributes!: string[];

  @Field({ description: 'Why it is acceptable for that time; 1 to 4000 characters.' })
  @IsStatement(longestText)
  justification!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it expires; within 365 days.' })
  until!: Date;
}

@InputType({ description: 'A waiver to end.' })
export class EndFairnessWaiverInput {
  @Field(() => ID, { description: 'The waiver.' })
  waiverId!: string;

  @Field({ description: 'Why; 1 to 4000 characters.' })
  @IsStatement(longestText)
  reason!: string;
}

@ObjectType('FairnessWaiver', {
  description:
    'Somebody answers, for a time, for a criterion that an audit did not find met. It changes no verdict and no gate: both say what was measured.',
})
export class FairnessWaiverType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => FairnessCriterionNameEnum, { description: 'What is waived.' })
  criterion!: DisparityName;

  @Field(() => [String], { description: 'For which attribute, or which crossed.' })
  attributes!: string[];

  @Field({ description: 'Why.' })
  justification!: string;

  @Field(() => ActorType, { description: 'Who answers for it.' })
  owner!: ActorType;

  @Field(() => GraphQLISODateTime, { description: 'Since when.' })
  signedAt!: Date;

  @Field(() => GraphQLISODateTime, { description: 'When it expires, or expired.' })
  until!: Date;

  @Field(() => WaiverStateEnum, { description: 'Whether it holds now.' })
  state!: WaiverState;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was ended before its term.' })
  endedAt!: Date | null;

  @Field(() => ActorType, { nullable: true, description: 'Who ended it.' })
  endedBy!: ActorType | null;

  @Field(() => String, { nullable: true, description: 'Why it was ended.' })
  endReason!: string | null;

  static of(row: FairnessWaiver, now: Date): FairnessWaiverType {
    const { id, criterion, attributes, justification, signedAt, until, endedAt, endReason } = row;
    return Object.assign(new FairnessWaiverType(), {
      ...{ id, criterion, attributes, justification, signedAt, until, endedAt, endReason },
      ...{ owner: ActorType.of(row.signedBy), state: waiverState(row, now) },
      endedBy: row.endedBy === null ? null : ActorType.of(row.endedBy),
    });
  }
}

@ObjectType({ description: 'Somebody answers for the criterion now.', implements: RecordedChange })
export class FairnessCriterionWaived extends RecordedChange {
  @Field(() => FairnessWaiverType, { description: 'The waiver.' })
  waiver!: FairnessWaiverType;
}

@ObjectType({ description: 'Nobody answers for the criterion by this waiver.', implements: RecordedChange })
export class FairnessWaiverEnded extends RecordedChange {
  @Field(() => FairnessWaiverType, { description: 'The waiver.' })
  waiver!: FairnessWaiverType;
}

export const WaiveFairnessCriterionResult = resultUnion(
  'WaiveFairnessCriterionResult',
  () => FairnessCriterionWaived,
);
export const EndFairnessWaiverResult = resultUnion('EndFairnessWaiverResult', () => FairnessWaiverEnded);
