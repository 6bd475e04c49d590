import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../wire/connection';
import { IsStatement } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { ActorType } from '../access/access.schema';
import { MemberType } from '../access/members.schema';
import { type LegalHold } from './legal-hold.entity';

const longestReason = 2000;

@InputType({ description: 'A person to erase.' })
export class EraseMemberInput {
  @Field(() => ID, { description: 'The member, deactivated before.' })
  memberId!: string;

  @Field({ description: 'Why, such as the number of the request; without the name of the person. It stays.' })
  @IsStatement(longestReason)
  reason!: string;
}

@ObjectType({ description: 'Nothing leads to the person any more.', implements: RecordedChange })
export class MemberErased extends RecordedChange {
  @Field(() => MemberType, { description: 'What is left of the member.' })
  member!: MemberType;

  @Field(() => Int, { description: 'Entries of the audit log that lost their details; they still verify.' })
  erasedDetails!: number;
}

@ObjectType('LegalHold', { description: 'What is known of a person is kept until it is released.' })
export class LegalHoldType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => ID, { description: 'The member whose data is kept.' })
  memberId!: string;

  @Field(() => ActorType, { description: 'The member, with their name.' })
  member!: ActorType;

  @Field({ description: 'Why.' })
  reason!: string;

  @Field(() => GraphQLISODateTime, { description: 'Since when.' })
  placedAt!: Date;

  @Field(() => ActorType, { description: 'By whom.' })
  placedBy!: ActorType;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Until when; null while it holds.' })
  releasedAt!: Date | null;

  @Field(() => ActorType, { nullable: true, description: 'Who released it.' })
  releasedBy!: ActorType | null;

  @Field(() => String, { nullable: true, description: 'Why it was released.' })
  releaseReason!: string | null;

  static of({ placedBy, releasedBy, ...row }: LegalHold): LegalHoldType {
    const { id, memberId, reason, placedAt, releasedAt, releaseReason } = row;
    return Object.assign(new LegalHoldType(), {
      ...{ id, memberId, reason, placedAt, releasedAt, releaseReason },
      ...{
        member: ActorType.of(`person:${memberId}`),
        placedBy: ActorType.of(placedBy),
        releasedBy: releasedBy === null ? null : ActorType.of(releasedBy),
      },
    });
  }
}

export const LegalHoldConnection = connectionType('LegalHold', () => LegalHoldType);

@InputType({ description: 'A person whose data is to be kept.' })
export class PlaceLegalHoldInput {
  @Field(() => ID, { description: 'The member.' })
  memberId!: string;

  @Field({ description: 'Why, such as the number of the case; without the name of the person.' })
  @IsStatement(longestReason)
  reason!: string;
}

@ObjectType({ description: 'The data of the person is kept from now on.', implements: RecordedChange })
export class LegalHoldPlaced extends RecordedChange {
  @Field(() => LegalHoldType, { description: 'The hold.' })
  hold!: LegalHoldType;
}

@InputType({ description: 'A hold to release.' })
export class ReleaseLegalHoldInput {
  @Field(() => ID, { description: 'The hold.' })
  id!: string;

  @Field({ description: 'Why; without the name of the person.' })
  @IsStatement(longestReason)
  reason!: string;
}

@ObjectType({ description: 'The hold keeps nothing any more; another one may.', implements: RecordedChange })
export class LegalHoldReleased extends RecordedChange {
  @Field(() => LegalHoldType, { description: 'The hold.' })
  hold!: LegalHoldType;
}

@ObjectType({ description: 'How long the details of the audit log are kept.' })
export class AuditDetailRetention {
  @Field(() => Int, { nullable: true, description: 'Months; null for as long as the entries themselves.' })
  months!: number | null;
}

@ObjectType({ description: 'From now on details are kept so long.', implements: RecordedChange })
export class AuditDetailRetentionSet extends RecordedChange {
  @Field(() => AuditDetailRetention, { description: 'How long.' })
  retention!: AuditDetailRetention;
}

export const EraseMemberResult = resultUnion('EraseMemberResult', () => MemberErased);
export const PlaceLegalHoldResult = resultUnion('PlaceLegalHoldResult', () => LegalHoldPlaced);
export const ReleaseLegalHoldResult = resultUnion('ReleaseLegalHoldResult', () => LegalHoldReleased);
export const SetAuditDetailRetentionResult = resultUnion(
  'SetAuditDetailRetentionResult',
  () => AuditDetailRetentionSet,
);
