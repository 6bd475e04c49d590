import { type TokenScope } from '@countersign/domain/access';
import { Max, Min } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IsName } from '../../wire/plain-text';
import { resultUnion } from '../../wire/refusal';
import { wireEnum } from '../../wire/wire-enum';

const TokenScopeEnum = wireEnum('TokenScope', 'What a service token may do.', {
  ingest: 'Log predictions and labels; read nothing.',
  read: 'Read.',
  write: 'Read and change.',
  admin: 'Read, change and manage tokens.',
});

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

export const CreateServiceTokenResult = resultUnion('CreateServiceTokenResult', () => ServiceTokenCreated);
