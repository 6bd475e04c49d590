import { type TokenScope } from '@countersign/domain/access';
import { IsOptional, Max, MaxLength, Min } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IsName } from '../../wire/plain-text';
import { connectionType } from '../../wire/connection';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { wireEnum } from '../../wire/wire-enum';
import { ActorType } from './access.schema';
import { type ServiceToken } from './service-token.entity';

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

  @Field(() => ID, {
    nullable: true,
    description:
      'The member who answers for it; yourself if absent. Only the operator may name somebody else.',
  })
  sponsorId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The e-mail address of that member, in place of the id.',
  })
  @IsOptional()
  @MaxLength(254)
  sponsorEmail?: string | null;

  @Field(() => Int, { defaultValue: 90, description: 'Days until it stops working, 1 to 366.' })
  @Min(1)
  @Max(366)
  expiresInDays!: number;
}

@ObjectType({
  description: 'The secret is shown once and stored only as a hash.',
  implements: RecordedChange,
})
export class ServiceTokenCreated extends RecordedChange {
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

@ObjectType('ServiceToken', { description: 'A bearer token of a service, without its secret.' })
export class ServiceTokenType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field({ description: 'What it is for.' })
  name!: string;

  @Field(() => TokenScopeEnum, { description: 'What it may do.' })
  scope!: TokenScope;

  @Field(() => ActorType, {
    nullable: true,
    description: 'The member who answers for it; null where the operator of the machine does.',
  })
  sponsor!: ActorType | null;

  @Field(() => GraphQLISODateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => ActorType, { description: 'Who made it.' })
  createdBy!: ActorType;

  @Field(() => GraphQLISODateTime, { description: 'When it stops working.' })
  expiresAt!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it was revoked; null if it was not.',
  })
  revokedAt!: Date | null;

  @Field(() => ActorType, { nullable: true, description: 'Who revoked it.' })
  revokedBy!: ActorType | null;

  static of({ sponsorId, createdBy, revokedBy, ...row }: ServiceToken): ServiceTokenType {
    const { id, name, scope, createdAt, expiresAt, revokedAt } = row;
    return Object.assign(new ServiceTokenType(), {
      ...{ id, name, scope, createdAt, expiresAt, revokedAt, createdBy: ActorType.of(createdBy) },
      sponsor: sponsorId && ActorType.of(`person:${sponsorId}`),
      revokedBy: revokedBy && ActorType.of(revokedBy),
    });
  }
}

export const ServiceTokenConnection = connectionType('ServiceToken', () => ServiceTokenType);

@ObjectType({ description: 'The token works no more, on any replica.', implements: RecordedChange })
export class ServiceTokenRevoked extends RecordedChange {
  @Field(() => ServiceTokenType, { description: 'The token.' })
  serviceToken!: ServiceTokenType;
}

export const RevokeServiceTokenResult = resultUnion('RevokeServiceTokenResult', () => ServiceTokenRevoked);
export const CreateServiceTokenResult = resultUnion('CreateServiceTokenResult', () => ServiceTokenCreated);
