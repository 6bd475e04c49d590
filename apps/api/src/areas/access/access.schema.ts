import { type Actor } from '@countersign/domain/access';
import { Field, ID, ObjectType } from 'type-graphql';
import { parseActorReference } from '../../database/actor-reference';
import { wireEnum } from '../../wire/wire-enum';

const ActorKindEnum = wireEnum('ActorKind', 'What kind of caller acted.', {
  person: 'A member of the workspace, signed in.',
  service: 'A service account with a scoped token.',
  operator: 'Whoever owns the machine the server runs on.',
  system: 'The server itself.',
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

@ObjectType('Actor', {
  description: 'Who did it: a person, a service account, the operator of the machine or the server itself.',
})
export class ActorType {
  @Field(() => ID, { description: 'Stable within its kind.' })
  id!: string;

  @Field(() => ActorKindEnum, { description: 'Person, service, operator or the server.' })
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

/** Where an operator names the workspace that a change is made in. */
export const optionalWorkspace = {
  nullable: true,
  description: "Workspace name; the caller's own if absent.",
} as const;
