import { type Environment, type VoteDecision } from '@countersign/domain/approvals';
import { Length, MaxLength, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IsStatement } from '../../wire/plain-text';
import { resultUnion } from '../../wire/refusal';
import { AuditEntryType } from '../audit-log/audit-log.schema';
import { EnvironmentEnum } from './policy.schema';
import { PromotionType } from './promotions.schema';
import { type RecordedStep } from './recorded-answer';
import { VoteDecisionEnum, VoteType } from './review.schema';

@InputType({ description: 'A version to move to an environment and alias.' })
export class RequestPromotionInput {
  @Field(() => ID, { description: 'Which version.' })
  modelVersionId!: string;

  @Field(() => EnvironmentEnum, { defaultValue: 'production', description: 'Where to.' })
  environment!: Environment;

  @Field({ defaultValue: 'champion', description: 'Which alias; 1 to 100 characters.' })
  @Length(1, 100)
  alias!: string;

  @Field({ description: 'Why; 1 to 4000 characters.' })
  @IsStatement(4000)
  rationale!: string;
}

@InputType({
  description:
    'round and subjectDigest are what the voter was looking at; a vote on anything else is refused as STALE_ROUND.',
})
export class CastVoteInput {
  @Field(() => ID, { description: 'Which promotion.' })
  promotionId!: string;

  @Field(() => VoteDecisionEnum, { description: 'What you say.' })
  decision!: VoteDecision;

  @Field({ defaultValue: '', description: 'Why; up to 4000 characters.' })
  @MaxLength(4000)
  comment!: string;

  @Field(() => Int, { description: 'The round you looked at.' })
  @Min(1)
  round!: number;

  @Field({ description: 'The subjectDigest you looked at.' })
  @MaxLength(64)
  subjectDigest!: string;
}

@ArgsType()
export class WithdrawPromotionArgs {
  @Field(() => ID, { description: 'Which promotion.' })
  promotionId!: string;

  @Field({ description: 'Why; 1 to 4000 characters.' })
  @IsStatement(4000)
  reason!: string;
}

@ObjectType({ description: 'The promotion was opened.' })
export class PromotionRequested {
  @Field(() => PromotionType, { description: 'The promotion, in review or blocked.' })
  promotion!: PromotionType;

  @Field(() => AuditEntryType, { description: 'The record of this change.' })
  auditEntry!: AuditEntryType;
}

@ObjectType({ description: 'The vote was recorded.' })
export class VoteCast {
  @Field(() => PromotionType, { description: 'The promotion as it stands with the vote.' })
  promotion!: PromotionType;

  @Field(() => VoteType, { description: 'The vote.' })
  vote!: VoteType;

  @Field(() => AuditEntryType, { description: 'The record of this change.' })
  auditEntry!: AuditEntryType;

  static of(step: RecordedStep, voterId: string): VoteCast {
    const vote = step.promotion.votes.findLast(({ person }) => person.id === voterId);
    return Object.assign(new VoteCast(), step, { vote });
  }
}

@ObjectType({ description: 'The promotion took a step.' })
export class PromotionChanged {
  @Field(() => PromotionType, { description: 'The promotion as it stands now.' })
  promotion!: PromotionType;

  @Field(() => AuditEntryType, { description: 'The record of this change.' })
  auditEntry!: AuditEntryType;
}

export const RequestPromotionResult = resultUnion('RequestPromotionResult', () => PromotionRequested);
export const CastVoteResult = resultUnion('CastVoteResult', () => VoteCast);
export const ChangePromotionResult = resultUnion('ChangePromotionResult', () => PromotionChanged);
