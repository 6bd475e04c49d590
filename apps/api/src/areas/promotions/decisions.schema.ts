import { type Environment, type VoteDecision } from '@countersign/domain/approvals';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsOptional,
  Length,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IsStatement } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { EnvironmentEnum } from './policies/policy.schema';
import { type PromotionRecord } from './promotion-record';
import { PromotionType } from './promotions.schema';
import { VoteDecisionEnum, VoteType } from './votes/review.schema';
import { SignatureInput } from './signing/signing.schema';

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

  @Field(() => ID, {
    nullable: true,
    description: 'Whose vote you cast, where they gave it to you; your own if absent.',
  })
  onBehalfOf?: string | null;

  @Field(() => SignatureInput, { nullable: true, description: 'Of a passkey; see signatureRequest.' })
  @IsOptional()
  @ValidateNested()
  signature?: SignatureInput | null;
}

@InputType({ description: 'One of several promotions to approve, as the voter saw it.' })
export class ApprovalInput {
  @Field(() => ID, { description: 'Which promotion.' })
  promotionId!: string;

  @Field(() => Int, { description: 'The round you looked at.' })
  @Min(1)
  round!: number;

  @Field({ description: 'The subjectDigest you looked at.' })
  @MaxLength(64)
  subjectDigest!: string;
}

@InputType({ description: 'Promotions under one policy, with every gate passed, to approve together.' })
export class CastVotesInput {
  @Field(() => [ApprovalInput], { description: 'Which; 1 to 20.' })
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @ArrayUnique(({ promotionId }: ApprovalInput) => promotionId)
  @ValidateNested({ each: true })
  votes!: ApprovalInput[];

  @Field({ defaultValue: '', description: 'Why; up to 4000 characters; the same for all.' })
  @MaxLength(4000)
  comment!: string;
}

@ArgsType()
export class WithdrawPromotionArgs {
  @Field(() => ID, { description: 'Which promotion.' })
  promotionId!: string;

  @Field({ description: 'Why; 1 to 4000 characters.' })
  @IsStatement(4000)
  reason!: string;
}

@ObjectType({ description: 'The promotion was opened.', implements: RecordedChange })
export class PromotionRequested extends RecordedChange {
  @Field(() => PromotionType, { description: 'The promotion, in review or blocked.' })
  promotion!: PromotionType;
}

@ObjectType({ description: 'The vote was recorded.', implements: RecordedChange })
export class VoteCast extends RecordedChange {
  @Field(() => PromotionType, { description: 'The promotion as it stands with the vote.' })
  promotion!: PromotionType;

  @Field(() => VoteType, { description: 'The vote.' })
  vote!: VoteType;

  static of(promotion: PromotionType, voterId: string, onBehalfOf?: string): VoteCast {
    const vote = promotion.votes.findLast(
      (cast) => cast.person.id === voterId && cast.onBehalfOf?.id === onBehalfOf,
    );
    return Object.assign(new VoteCast(), { promotion, vote });
  }
}

@ObjectType({
  description: 'The votes were recorded, each with an entry of its own; that of the last is auditEntry.',
  implements: RecordedChange,
})
export class VotesCast extends RecordedChange {
  @Field(() => [VoteCast], { description: 'In the order in which they were asked for.' })
  votes!: VoteCast[];
}

@ObjectType({ description: 'The promotion took a step.', implements: RecordedChange })
export class PromotionChanged extends RecordedChange {
  @Field(() => PromotionType, { description: 'The promotion as it stands now.' })
  promotion!: PromotionType;

  static of(record: PromotionRecord): PromotionChanged {
    return Object.assign(new PromotionChanged(), { promotion: PromotionType.of(record) });
  }
}

export const RequestPromotionResult = resultUnion('RequestPromotionResult', () => PromotionRequested);
export const CastVoteResult = resultUnion('CastVoteResult', () => VoteCast);
export const CastVotesResult = resultUnion('CastVotesResult', () => VotesCast);
export const ChangePromotionResult = resultUnion('ChangePromotionResult', () => PromotionChanged);
