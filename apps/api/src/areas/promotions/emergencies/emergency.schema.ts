import { budgetDays, isPending, latestSeen, type GateVerdict } from '@countersign/domain/approvals';
import { MaxLength } from 'class-validator';
import { ArgsType, Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { IsStatement } from '../../../wire/plain-text';
import { ActorType } from '../../access/access.schema';
import { type WaivedGate } from './emergency.entity';
import { type PromotionRecord } from '../promotion-record';
import { GateVerdictEnum } from '../votes/review.schema';

@ArgsType()
export class ProposeEmergencyArgs {
  @Field(() => ID, { description: 'Which promotion.' })
  promotionId!: string;

  @Field({ description: 'The name under which the incident is known elsewhere; 1 to 200 characters.' })
  @IsStatement(200)
  incident!: string;

  @Field({ description: 'Why it cannot wait for its approval; 1 to 4000 characters.' })
  @IsStatement(4000)
  justification!: string;
}

@ArgsType()
export class ConfirmEmergencyArgs {
  @Field(() => ID, { description: 'Which promotion.' })
  promotionId!: string;

  @Field(() => ID, { description: 'The emergency you looked at.' })
  emergencyId!: string;

  @Field({ description: 'The subjectDigest you looked at.' })
  @MaxLength(64)
  subjectDigest!: string;
}

@ObjectType('WaivedGate', { description: 'A gate that an emergency waived.' })
class WaivedGateType {
  @Field(() => ID, { description: 'Unique within the policy.' })
  gateId!: string;

  @Field({ description: 'In words.' })
  title!: string;

  @Field(() => GateVerdictEnum, { description: 'What it said then.' })
  verdict!: GateVerdict;

  @Field({ description: 'What it had found, in one sentence.' })
  reason!: string;

  static of(gate: WaivedGate): WaivedGateType {
    return Object.assign(new WaivedGateType(), gate);
  }
}

@ObjectType('Emergency', {
  description: 'Why a version was to serve before its promotion is approved, and who said so.',
})
export class EmergencyType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field({ description: 'The name under which the incident is known elsewhere.' })
  incident!: string;

  @Field({ description: 'Why it could not wait, in the words of the first person.' })
  justification!: string;

  @Field(() => ActorType, { description: 'Who proposed it.' })
  proposedBy!: ActorType;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  proposedAt!: Date;

  @Field({ description: 'Whether it waits for its second person.' })
  isPending!: boolean;

  @Field(() => ActorType, { nullable: true, description: 'Who confirmed it; null until somebody has.' })
  confirmedBy!: ActorType | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Since when the version serves.' })
  confirmedAt!: Date | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When the version has to be approved, or goes back.',
  })
  until!: Date | null;

  @Field(() => [WaivedGateType], { description: 'The gates that had not passed when it was confirmed.' })
  waived!: WaivedGateType[];

  static of({ emergency, promotion, row, now }: PromotionRecord): EmergencyType | null {
    if (emergency === null) return null;
    const { id, incident, justification, proposedAt, confirmedAt, until } = emergency;
    const { breakGlass } = promotion.policy;
    const asked = promotion.emergency;
    const isOpen = row.state === 'in_review' || row.state === 'blocked';
    const isOfNow = emergency.subjectDigest === row.subjectDigest;
    return Object.assign(new EmergencyType(), {
      ...{ id, incident, justification, proposedAt, confirmedAt, until },
      isPending: Boolean(
        isOpen &&
        isOfNow &&
        breakGlass &&
        asked &&
        isPending(asked, breakGlass, latestSeen(promotion, now.getTime())),
      ),
      proposedBy: ActorType.of(emergency.proposedBy),
      confirmedBy: emergency.confirmedBy === null ? null : ActorType.of(emergency.confirmedBy),
      waived: (emergency.waived ?? []).map(WaivedGateType.of),
    });
  }
}

@ObjectType('EmergencyTerms', {
  description: 'How long and how often a version may serve before its promotion is approved.',
})
export class EmergencyTermsType {
  @Field(() => Int, { description: 'Hours until it has to be approved, or goes back.' })
  ttlHours!: number;

  @Field(() => Int, { description: `Emergencies of one place within ${budgetDays} days.` })
  perMonth!: number;

  @Field(() => Int, { description: 'How many of them the place has had.' })
  used!: number;

  static of({ promotion }: PromotionRecord): EmergencyTermsType | null {
    const { policy, emergenciesUsed: used = 0 } = promotion;
    return policy.breakGlass ? Object.assign(new EmergencyTermsType(), { ...policy.breakGlass, used }) : null;
  }
}
