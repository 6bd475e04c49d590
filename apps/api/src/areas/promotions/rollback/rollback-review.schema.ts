import { ArgsType, Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { IsStatement } from '../../../wire/plain-text';
import { ActorType } from '../../access/access.schema';
import { type PromotionRecord } from '../promotion-record';

@ArgsType()
export class AcknowledgeRollbackArgs {
  @Field(() => ID, { description: 'The promotion that was rolled back.' })
  promotionId!: string;

  @Field({ description: 'What came out of looking at it; 1 to 4000 characters.' })
  @IsStatement(4000)
  finding!: string;
}

@ObjectType('Rollback', {
  description: 'How a promotion gave way to an earlier one, and the review that this opened.',
})
export class RollbackType {
  record!: PromotionRecord;

  @Field(() => ID, { description: 'The promotion that served again.' })
  restoredPromotionId!: string;

  @Field(() => ActorType, { description: 'Who went back.' })
  by!: ActorType;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  at!: Date;

  @Field({ description: 'Why.' })
  reason!: string;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When somebody looked at it who could have voted; null while nobody has.',
  })
  acknowledgedAt!: Date | null;

  @Field(() => ActorType, { nullable: true, description: 'Who looked at it.' })
  acknowledgedBy!: ActorType | null;

  @Field(() => String, { nullable: true, description: 'What came out of it.' })
  finding!: string | null;

  static of(record: PromotionRecord): RollbackType | null {
    const { review } = record;
    if (review === null) return null;
    const { restoredPromotionId, reason, rolledBackAt: at, acknowledgedAt, acknowledgedBy, finding } = review;
    return Object.assign(new RollbackType(), {
      ...{ record, restoredPromotionId, reason, at, acknowledgedAt, finding },
      by: ActorType.of(review.rolledBackBy),
      acknowledgedBy: acknowledgedBy === null ? null : ActorType.of(acknowledgedBy),
    });
  }
}
