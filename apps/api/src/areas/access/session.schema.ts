import { type Role } from '@countersign/domain/access';
import { IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { resultUnion } from '../../wire/refusal';
import { ActorType, RoleEnum, WorkspaceType } from './access.schema';

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
}

export const SignInResult = resultUnion('SignInResult', () => SignedIn);
