import { type Role } from '@countersign/domain/access';
import { IsEmail, IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IsName } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { ActorType, RoleEnum, WorkspaceType } from './access.schema';
import { type Invitation } from './invitation.entity';

@ObjectType('Persona', { description: 'A person of the demo workspace whom anyone may sign in as.' })
export class PersonaType {
  @Field(() => ID, { description: 'Give this to signIn.' })
  key!: string;

  @Field({ description: 'Their name.' })
  name!: string;

  @Field(() => [RoleEnum], { description: 'Their roles.' })
  roles!: Role[];

  @Field({ description: 'Their job, in words.' })
  job!: string;
}

@ObjectType('PasswordReset', {
  description: 'That somebody let you, or whoever had its secret, set another password.',
})
export class PasswordResetType {
  @Field(() => ActorType, { description: 'Who issued it.' })
  issuedBy!: ActorType;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  issuedAt!: Date;

  @Field(() => GraphQLISODateTime, { description: 'Until when it can be used.' })
  expiresAt!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When the password was set by it; null if it was not.',
  })
  usedAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was taken back.' })
  revokedAt!: Date | null;

  static of({ createdBy, createdAt, expiresAt, acceptedAt, revokedAt }: Invitation): PasswordResetType {
    return Object.assign(new PasswordResetType(), {
      ...{ issuedBy: ActorType.of(createdBy), issuedAt: createdAt, expiresAt, revokedAt },
      usedAt: acceptedAt,
    });
  }
}

@ObjectType('Viewer', { description: 'The caller.' })
export class ViewerType {
  @Field(() => ActorType, { description: 'Who calls.' })
  actor!: ActorType;

  @Field(() => [RoleEnum], { description: 'Roles in this workspace; empty for services.' })
  roles!: Role[];

  @Field(() => [String], { description: 'Everything the caller may do, by permission name.' })
  permissions!: string[];

  @Field(() => WorkspaceType, { description: 'Where the caller works.' })
  workspace!: WorkspaceType;
}

@ObjectType('SignInMethods', { description: 'The ways to sign in to this server.' })
export class SignInMethodsType {
  @Field({ description: 'Whether local accounts sign in by address and password.' })
  password!: boolean;

  @Field({ description: 'Whether people sign in by the OpenID provider, at /v1/sign-in/oidc.' })
  oidc!: boolean;

  @Field(() => [PersonaType], { description: 'Whom one may sign in as; empty unless the demo is on.' })
  personas!: PersonaType[];
}

@ObjectType('Session', { description: 'Who calls, and how to sign in.' })
export class SessionType {
  @Field(() => ViewerType, { nullable: true, description: 'The caller; null when not signed in.' })
  viewer!: ViewerType | null;

  @Field(() => SignInMethodsType, { description: 'The ways to sign in to this server.' })
  signInMethods!: SignInMethodsType;
}

@ObjectType({ description: 'A session was opened; its cookie is set on this response.' })
export class SignedIn {
  @Field(() => ViewerType, { description: 'Who you are now.' })
  viewer!: ViewerType;
}

@InputType({ description: 'A local account.' })
export class PasswordSignInInput {
  @Field({ description: 'The e-mail address of the account.' })
  @MaxLength(400)
  email!: string;

  @Field({ description: 'Its password.' })
  @MaxLength(4000)
  password!: string;

  @Field(() => String, { nullable: true, description: "Workspace name; the server's main one if absent." })
  @IsOptional()
  @MaxLength(400)
  workspace?: string | null;
}

@InputType({
  description:
    'An invitation to accept: the account is made or gets a new password, and its owner is signed in.',
})
export class InvitationSignInInput {
  @Field({ description: 'The secret of the invitation.' })
  @MaxLength(400)
  token!: string;

  @Field(() => String, {
    nullable: true,
    description: 'How others will see you; 1 to 200 characters. A reset of your password keeps your name.',
  })
  @IsOptional()
  @IsName(200)
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Your address, where the invitation names none.' })
  @IsOptional()
  @IsEmail()
  email?: string | null;

  @Field({ description: 'Your password to be: at least 12 characters.' })
  @MaxLength(4000)
  password!: string;
}

@InputType({ description: 'Exactly one way to sign in.' })
export class SignInInput {
  @Field(() => ID, { nullable: true, description: 'Key of a person of the demo.' })
  @IsOptional()
  @MaxLength(400)
  persona?: string | null;

  @Field(() => PasswordSignInInput, { nullable: true, description: 'A local account.' })
  @IsOptional()
  @ValidateNested()
  password?: PasswordSignInInput | null;

  @Field(() => InvitationSignInInput, { nullable: true, description: 'An invitation to accept.' })
  @IsOptional()
  @ValidateNested()
  invitation?: InvitationSignInInput | null;
}

@InputType({ description: 'Another password for yourself.' })
export class ChangePasswordInput {
  @Field({ description: 'The one you have.' })
  @MaxLength(4000)
  currentPassword!: string;

  @Field({ description: 'The one you want: at least 12 characters.' })
  @MaxLength(4000)
  newPassword!: string;
}

@ObjectType({ description: 'The password was changed.', implements: RecordedChange })
export class PasswordChanged extends RecordedChange {
  @Field(() => Int, { description: 'Other sessions of yours that were ended.' })
  sessionsEnded!: number;
}

export const ChangePasswordResult = resultUnion('ChangePasswordResult', () => PasswordChanged);
export const SignInResult = resultUnion('SignInResult', () => SignedIn);
