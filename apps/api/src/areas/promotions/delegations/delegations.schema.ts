import { type Role } from '@countersign/domain/access';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsOptional } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import { IsStatement } from '../../../wire/plain-text';
import { RecordedChange } from '../../../wire/recorded-change';
import { resultUnion } from '../../../wire/refusal';
import { wireEnum } from '../../../wire/wire-enum';
import { ActorType, RoleEnum } from '../../access/access.schema';
import { delegationState, type DelegationRecord, type DelegationState } from './delegations.service';

const DelegationStateEnum = wireEnum<DelegationState>('DelegationState', 'Where a delegation stands.', {
  planned: 'It has not begun.',
  in_force: 'The delegate may cast votes for the delegator.',
  resting: 'Either of the two was deactivated or lost the roles that it takes.',
  ended: 'Its time is over.',
  revoked: 'One of the two ended it.',
});

@InputType({ description: 'Votes to give to somebody else for a time.' })
export class DelegateInput {
  @Field(() => ID, { description: 'The member who may cast them; somebody who may vote themselves.' })
  delegateId!: string;

  @Field(() => [RoleEnum], { description: 'Of your voting roles, those it is for.' })
  @ArrayNotEmpty()
  @ArrayMaxSize(8)
  @ArrayUnique()
  roles!: Role[];

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'From when on, within a year; now if absent.',
  })
  startsAt?: Date | null;

  @Field(() => GraphQLISODateTime, { description: 'Until when: within 30 days after it begins.' })
  endsAt!: Date;

  @Field(() => [ID], { nullable: true, description: 'For promotions of these models; of all if absent.' })
  @IsOptional()
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @ArrayUnique()
  modelIds?: string[] | null;

  @Field({ description: 'Why; 1 to 1000 characters.' })
  @IsStatement(1000)
  reason!: string;
}

@ObjectType('Delegation', { description: 'Votes that somebody gave to somebody else for a time.' })
export class DelegationType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => ActorType, { description: 'Whose votes they are.' })
  delegator!: ActorType;

  @Field(() => ActorType, { description: 'Who may cast them.' })
  delegate!: ActorType;

  @Field(() => [RoleEnum], { description: "The delegator's roles that it is for." })
  roles!: Role[];

  modelIds!: string[] | null;

  @Field({ description: 'Why.' })
  reason!: string;

  @Field(() => DelegationStateEnum, { description: 'Where it stands now.' })
  state!: DelegationState;

  @Field(() => GraphQLISODateTime, { description: 'From when on.' })
  startsAt!: Date;

  @Field(() => GraphQLISODateTime, { description: 'Until when, unless it was revoked before.' })
  endsAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When one of the two ended it.' })
  revokedAt!: Date | null;

  @Field(() => ActorType, { nullable: true, description: 'Who did.' })
  revokedBy!: ActorType | null;

  static of(record: DelegationRecord): DelegationType {
    const { id, delegatorId, delegateId, roles, modelIds, reason, startsAt, endsAt, revokedAt } = record.row;
    return Object.assign(new DelegationType(), {
      ...{ id, roles, modelIds, reason, startsAt, endsAt, revokedAt, state: delegationState(record) },
      delegator: ActorType.of(`person:${delegatorId}`),
      delegate: ActorType.of(`person:${delegateId}`),
      revokedBy: record.row.revokedBy === null ? null : ActorType.of(record.row.revokedBy),
    });
  }
}

@ObjectType({ description: 'A delegation began or ended.', implements: RecordedChange })
export class DelegationChanged extends RecordedChange {
  @Field(() => DelegationType, { description: 'As it stands now.' })
  delegation!: DelegationType;

  static of(record: DelegationRecord): DelegationChanged {
    return Object.assign(new DelegationChanged(), { delegation: DelegationType.of(record) });
  }
}

export const ChangeDelegationResult = resultUnion('ChangeDelegationResult', () => DelegationChanged);
