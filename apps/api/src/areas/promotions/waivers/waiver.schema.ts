import { type Waiver, waiversInForce } from '@countersign/domain/approvals';
import { MaxLength } from 'class-validator';
import { ArgsType, Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { IsStatement } from '../../../wire/plain-text';
import { ActorType } from '../../access/access.schema';
import { type GateWaiverRow } from './gate-waiver.entity';
import { type PromotionRecord } from '../promotion-record';
import { GateVerdictEnum } from '../votes/review.schema';

@ArgsType()
export class WaiveGateArgs {
  @Field(() => ID, { description: 'Which promotion.' })
  promotionId!: string;

  @Field(() => String, { description: 'Which gate of its policy.' })
  @MaxLength(200)
  gateId!: string;

  @Field({ description: 'Why it may go on regardless; 1 to 4000 characters.' })
  @IsStatement(4000)
  reason!: string;

  @Field({ description: 'The subjectDigest you looked at; another is refused as STALE_ROUND.' })
  @MaxLength(64)
  subjectDigest!: string;
}

@ObjectType('GateWaiver', {
  description:
    'A word of somebody who could vote that a promotion may go on although a soft gate did not pass.',
})
export class GateWaiverType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => String, { description: 'Of which gate.' })
  gateId!: string;

  @Field(() => Int, { description: 'In which round.' })
  round!: number;

  @Field(() => GateVerdictEnum, { description: 'What the gate had found.' })
  verdict!: Waiver['verdict'];

  @Field({ description: 'The same, in its sentence.' })
  found!: string;

  @Field(() => ActorType, { description: 'Who.' })
  person!: ActorType;

  @Field({ description: 'Why, in their words.' })
  reason!: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  waivedAt!: Date;

  @Field({
    description:
      'Whether it holds now: of this round, on what the gate still finds, by somebody who may vote.',
  })
  counts!: boolean;

  static allOf({ waivers, promotion }: PromotionRecord): GateWaiverType[] {
    const holding = waiversInForce(promotion);
    return waivers.map((row, at) => {
      const waiver = promotion.waivers?.[at];
      return GateWaiverType.of(row, waiver !== undefined && holding.includes(waiver));
    });
  }

  private static of(row: GateWaiverRow, counts: boolean): GateWaiverType {
    const { id, gateId, round, verdict, found, waivedBy, reason, waivedAt } = row;
    const fields = { id, gateId, round, verdict, found, reason, waivedAt, counts };
    return Object.assign(new GateWaiverType(), { ...fields, person: ActorType.of(waivedBy) });
  }
}
