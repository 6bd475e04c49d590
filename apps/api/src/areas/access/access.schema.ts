import { type Actor, type Role, type TokenScope } from '@countersign/domain/access';
import { Max, Min } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { parseActorReference } from '../../database/actor-reference';
import { IsName } from '../../wire/plain-text';
import { resultUnion } from '../../wire/refusal';
import { wireEnum } from '../../wire/wire-enum';

const ActorKindEnum = wireEnum('ActorKind', 'What kind of caller acted.', {
  person: 'A member of the workspace, signed in.',
  service: 'A service account with a scoped token.',
  operator: 'Whoever owns the machine the server runs on.',
});

export const RoleEnum = wireEnum('Role', 'What a member may do is decided by their roles.', {
  subject_matter_expert: 'Judges shifts and gaps in plain words; signs off.',
  data_scientist: 'Registers models, runs audits, requests promotions.',
  data_engineer: 'Owns datasets and feeds.',
  ml_engineer: 'Connects models, activates promotions.',
  product_manager: 'Scopes, plans, follows.',
  risk_officer: 'Reviews risk; signs off.',
  auditor: 'Reads and exports everything, writes nothing.',
  admin: 'Manages members and tokens.',
});

const TokenScopeEnum = wireEnum('TokenScope', 'What a service token may do.', {
  ingest: 'Log predictions and labels; read nothing.',
  read: 'Read.',
  write: 'Read and change.',
  admin: 'Read, change and manage tokens.',
});

@ObjectType('Actor', {
  description: 'Who did it: a person, a service account or the operator of the machine.',
})
export class ActorType {
  @Field(() => ID, { description: 'Stable within its kind.' })
  id!: string;

  @Field(() => ActorKindEnum, { description: 'Person, service or operator.' })
  kind!: Actor['kind'];

  static of(reference: string): ActorType {
    return Object.assign(new ActorType(), parseActorReference(reference));
  }
}

@ObjectType('Workspace', { description: 'The isolation boundary that every row belongs to.' })
export class WorkspaceType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field({ description: 'Unique on this installation.' })
  name!: string;
}

@ObjectType('Persona', { description: 'A person of the demo workspace whom anyone may sign in as.' })
export class PersonaType {
  @Field(() => ID, { description: 'Give this to signInAsPersona.' })
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

@ObjectType({ description: 'A session was opened; its cookie is set on this response.' })
export class SignedIn {
  @Field(() => ViewerType, { description: 'Who you are now.' })
  viewer!: ViewerType;
}

@InputType({ description: 'A new service token.' })
export class CreateServiceTokenInput {
  @Field({ description: 'What it is for; 1 to 100 characters.' })
  @IsName(100)
  name!: string;

  @Field(() => TokenScopeEnum, { defaultValue: 'read', description: 'What it may do.' })
  scope!: TokenScope;

  @Field(() => String, { nullable: true, description: "Workspace name; the caller's own if absent." })
  workspace?: string | null;

  @Field(() => Int, { defaultValue: 90, description: 'Days until it stops working, 1 to 366.' })
  @Min(1)
  @Max(366)
  expiresInDays!: number;
}

@ObjectType({ description: 'The secret is shown once and stored only as a hash.' })
export class ServiceTokenCreated {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field({ description: 'What it is for.' })
  name!: string;

  @Field(() => TokenScopeEnum, { description: 'What it may do.' })
  scope!: TokenScope;

  @Field({ description: 'Send as `Authorization: Bearer …`.' })
  secret!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it stops working.' })
  expiresAt!: Date;
}

export const SignInResult = resultUnion('SignInResult', () => SignedIn);
export const CreateServiceTokenResult = resultUnion('CreateServiceTokenResult', () => ServiceTokenCreated);
