import { commentLimits } from '@countersign/domain/approvals';
import { type RefusalCode } from '@countersign/domain/refusals';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique } from 'class-validator';
import { ArgsType, Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../../wire/connection';
import { RecordedChange } from '../../../wire/recorded-change';
import { RefusalCodeEnum, resultUnion } from '../../../wire/refusal';
import { ActorType } from '../../access/access.schema';
import { type CommentRecord } from './promotion-comments';
import { type RefusedAttempt } from '../refused-attempts';

@ObjectType('PromotionComment', { description: 'What somebody said about a promotion; it decides nothing.' })
export class PromotionCommentType {
  @Field(() => ID, { description: 'Opaque; rises with time.' })
  id!: string;

  @Field(() => Int, { description: 'The round it was said in.' })
  round!: number;

  @Field(() => ActorType, { description: 'Who.' })
  author!: ActorType;

  @Field({ description: 'Plain text. Where it names a member, @{id} stands for them.' })
  text!: string;

  @Field(() => [ActorType], { description: 'Who is to see it.' })
  mentions!: ActorType[];

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  addedAt!: Date;

  @Field({ description: 'Whether it mentions the viewer, who has not said that they saw it.' })
  isUnseen!: boolean;

  /** As `viewerId` sees it. */
  static of({ row, mentions }: CommentRecord, viewerId: string): PromotionCommentType {
    const { id, round, text, addedAt, author } = row;
    return Object.assign(new PromotionCommentType(), {
      ...{ id, round, text, addedAt, author: ActorType.of(author) },
      mentions: mentions.map(({ memberId }) => ActorType.of(`person:${memberId}`)),
      isUnseen: mentions.some(({ memberId, seenAt }) => memberId === viewerId && seenAt === null),
    });
  }
}

export const PromotionCommentConnection = connectionType('PromotionComment', () => PromotionCommentType);

@ObjectType('RefusedAttempt', { description: 'A step of a promotion that somebody tried and was refused.' })
export class RefusedAttemptType {
  @Field(() => ID, { description: 'Of its entry in the audit log.' })
  id!: string;

  @Field(() => Int, { description: 'The place of its entry in the audit log.' })
  sequence!: number;

  @Field(() => ActorType, { description: 'Who tried.' })
  actor!: ActorType;

  @Field({ description: "The mutation's name." })
  action!: string;

  @Field(() => RefusalCodeEnum, { nullable: true, description: 'Why not.' })
  code!: RefusalCode | null;

  @Field(() => Int, { nullable: true, description: 'The round it was tried in.' })
  round!: number | null;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  at!: Date;

  static of({ actor, ...attempt }: RefusedAttempt): RefusedAttemptType {
    return Object.assign(new RefusedAttemptType(), { ...attempt, actor: ActorType.of(actor) });
  }
}

@InputType({ description: 'Something to say about a promotion, in any state of it.' })
export class AddPromotionCommentInput {
  @Field(() => ID, { description: 'Which promotion.' })
  promotionId!: string;

  @Field({
    description: `Plain text of 1 to ${commentLimits.longest} characters; @{id} names one of the mentioned members.`,
  })
  text!: string;

  @Field(() => [ID], {
    defaultValue: [],
    description: `Active members who are to see it: at most ${commentLimits.mentions}, each once, and not the author.`,
  })
  mentions!: string[];
}

@ArgsType()
export class MarkMentionsSeenArgs {
  @Field(() => [ID], { description: 'Comments that mention you; 1 to 100, each once.' })
  @ArrayNotEmpty()
  @ArrayUnique()
  @ArrayMaxSize(100)
  commentIds!: string[];
}

@ObjectType({ description: 'The comment was added.', implements: RecordedChange })
export class PromotionCommentAdded extends RecordedChange {
  @Field(() => PromotionCommentType, { description: 'The comment.' })
  comment!: PromotionCommentType;
}

@ObjectType({ description: 'The mentions count as seen.', implements: RecordedChange })
export class MentionsSeen extends RecordedChange {
  @Field(() => [PromotionCommentType], { description: 'The comments, the oldest first.' })
  comments!: PromotionCommentType[];
}

export const AddPromotionCommentResult = resultUnion(
  'AddPromotionCommentResult',
  () => PromotionCommentAdded,
);
export const MarkMentionsSeenResult = resultUnion('MarkMentionsSeenResult', () => MentionsSeen);
