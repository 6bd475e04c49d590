import { type Role } from '@countersign/domain/access';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsEmail } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import { connectionType } from '../../wire/connection';
import { IsName } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { ActorType, optionalWorkspace, RoleEnum, WorkspaceType } from './access.schema';
import { type Invitation } from './invitation.entity';

@ObjectType('Invitation', { description: 'A way in for one person, once; without its secret.' })
export class InvitationType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Whom it is for; null where it sets up a workspace.',
  })
  email!: string | null;

  @Field(() => [RoleEnum], { description: 'The roles they will have.' })
  roles!: Role[];

  @Field(() => ActorType, {
    nullable: true,
    description: 'The member whose password it resets; null where it makes a new one.',
  })
  resetsPasswordOf!: ActorType | null;

  @Field(() => GraphQLISODateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => ActorType, { description: 'Who invited them.' })
  createdBy!: ActorType;

  @Field(() => GraphQLISODateTime, { description: 'When it stops working.' })
  expiresAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When somebody came in by it.' })
  acceptedAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was taken back.' })
  revokedAt!: Date | null;

  static of({ createdBy, ...row }: Invitation): InvitationType {
    const { id, email, roles, createdAt, expiresAt, acceptedAt, revokedAt } = row;
    return Object.assign(new InvitationType(), {
      ...{ id, email, roles, createdAt, expiresAt, acceptedAt, revokedAt },
      createdBy: ActorType.of(createdBy),
      resetsPasswordOf: row.forMemberId && ActorType.of(`person:${row.forMemberId}`),
    });
  }
}

export const InvitationConnection = connectionType('Invitation', () => InvitationType);

@InputType({ description: 'Somebody to invite.' })
export class InviteMemberInput {
  @Field({ description: 'Their e-mail address; you tell them the token.' })
  @IsEmail()
  email!: string;

  @Field(() => [RoleEnum], { description: 'The roles they will have, one at least.' })
  @ArrayNotEmpty()
  @ArrayUnique()
  @ArrayMaxSize(20)
  roles!: Role[];

  @Field(() => String, optionalWorkspace)
  workspace?: string | null;
}

@ObjectType({
  description: 'The secret is shown once and stored only as a hash.',
  implements: RecordedChange,
})
export class MemberInvited extends RecordedChange {
  @Field(() => InvitationType, { description: 'The invitation.' })
  invitation!: InvitationType;

  @Field({ description: 'The secret to sign in with, for one person, once.' })
  token!: string;
}

@ObjectType({
  description: 'The member can set another password, once, within 24 hours. The secret is shown once.',
  implements: RecordedChange,
})
export class PasswordResetIssued extends RecordedChange {
  @Field(() => InvitationType, { description: 'The invitation to set it.' })
  invitation!: InvitationType;

  @Field({ description: 'The secret to sign in with; you tell the member.' })
  token!: string;
}

@ObjectType({ description: 'Nobody can come in by it any more.', implements: RecordedChange })
export class InvitationRevoked extends RecordedChange {
  @Field(() => InvitationType, { description: 'The invitation.' })
  invitation!: InvitationType;
}

@InputType({ description: 'A workspace to open.' })
export class CreateWorkspaceInput {
  @Field({ description: 'Unique on this installation; 1 to 100 characters.' })
  @IsName(100)
  name!: string;
}

@ObjectType({
  description: 'A workspace, and the invitation of its first admin.',
  implements: RecordedChange,
})
export class WorkspaceCreated extends RecordedChange {
  @Field(() => WorkspaceType, { description: 'The workspace.' })
  workspace!: WorkspaceType;

  @Field(() => InvitationType, { description: 'For the first admin; it holds for 30 minutes.' })
  invitation!: InvitationType;

  @Field({ description: 'The secret to sign in with. It is shown once and stored only as a hash.' })
  token!: string;
}

export const InviteMemberResult = resultUnion('InviteMemberResult', () => MemberInvited);
export const ResetPasswordResult = resultUnion('ResetPasswordResult', () => PasswordResetIssued);
export const RevokeInvitationResult = resultUnion('RevokeInvitationResult', () => InvitationRevoked);
export const CreateWorkspaceResult = resultUnion('CreateWorkspaceResult', () => WorkspaceCreated);
