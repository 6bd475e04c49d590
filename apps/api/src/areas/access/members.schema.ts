import { type Role } from '@countersign/domain/access';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import { connectionType } from '../../wire/connection';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { RoleEnum } from './access.schema';
import { type Member } from './member.entity';

@ObjectType('Member', { description: 'One person in this workspace.' })
export class MemberType {
  @Field(() => ID, { description: 'The id under which the person acts.' })
  id!: string;

  @Field({ description: 'Display name.' })
  name!: string;

  @Field(() => [RoleEnum], { description: 'What they may do.' })
  roles!: Role[];

  @Field(() => GraphQLISODateTime, { description: 'When they joined.' })
  joinedAt!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Since when they may do nothing here; null for those who may.',
  })
  deactivatedAt!: Date | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When what led to the person was erased, for ever; null for those who are known.',
  })
  erasedAt!: Date | null;

  /** Shown to holders of access.read by the resolver. */
  address!: string | null;

  static of({ id, name, roles, createdAt, deactivatedAt, pseudonymisedAt, email }: Member): MemberType {
    const shown = {
      id,
      name,
      roles,
      joinedAt: createdAt,
      deactivatedAt,
      erasedAt: pseudonymisedAt,
      address: email,
    };
    return Object.assign(new MemberType(), shown);
  }
}

export const MemberConnection = connectionType('Member', () => MemberType);

@InputType({ description: 'Other roles for a member.' })
export class SetMemberRolesInput {
  @Field(() => ID, { description: 'The member.' })
  memberId!: string;

  @Field(() => [RoleEnum], { description: 'All the roles they will have, one at least.' })
  @ArrayNotEmpty()
  @ArrayUnique()
  @ArrayMaxSize(20)
  roles!: Role[];
}

@ObjectType({ description: 'The member, as they are now.', implements: RecordedChange })
export class MemberChanged extends RecordedChange {
  @Field(() => MemberType, { description: 'The member.' })
  member!: MemberType;
}

export const ChangeMemberResult = resultUnion('ChangeMemberResult', () => MemberChanged);
