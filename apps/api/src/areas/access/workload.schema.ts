import { type TokenScope } from '@countersign/domain/access';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsOptional,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../wire/connection';
import { IsName } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { wireEnum } from '../../wire/wire-enum';
import { ActorType } from './access.schema';
import { audienceOf } from './workload-claims';
import { type TrustedWorkload, type WorkloadScope } from './workload-trusts.service';

const WorkloadScopeEnum = wireEnum<WorkloadScope>(
  'WorkloadScope',
  'What a workload may do: never more than a service token, and never administer.',
  {
    ingest: 'Log predictions and labels; read nothing.',
    read: 'Read.',
    write: 'Read and change.',
  },
);

const valuesInAll = 20;
const printable = /^[!-~]([ -~]*[!-~])?$/;
const plainValues = { each: true, message: '$property must be texts of printable characters' };

@InputType({ description: 'A claim that a token has to carry.' })
export class WorkloadClaimInput {
  @Field({ description: 'Its name, such as `ref` or `environment`; not one that is always looked at.' })
  @MaxLength(100)
  @Matches(/^[A-Za-z][!-~]*$/)
  name!: string;

  @Field(() => [String], { description: 'The token carries one of these texts, letter by letter.' })
  @ArrayNotEmpty()
  @ArrayMaxSize(valuesInAll)
  @ArrayUnique()
  @MaxLength(255, { each: true })
  @Matches(printable, plainValues)
  values!: string[];
}

@InputType({ description: 'Tokens that stand for a service, in place of a stored secret.' })
export class TrustWorkloadInput {
  @Field({ description: 'What the service is for; 1 to 100 characters.' })
  @IsName(100)
  name!: string;

  @Field({ description: 'Whose tokens: the issuer, letter by letter as they name it in `iss`.' })
  @MaxLength(300)
  issuer!: string;

  @Field(() => [String], { description: 'The subject, `sub`, is one of these texts, letter by letter.' })
  @ArrayNotEmpty()
  @ArrayMaxSize(valuesInAll)
  @ArrayUnique()
  @MaxLength(255, { each: true })
  @Matches(printable, plainValues)
  subjects!: string[];

  @Field(() => [WorkloadClaimInput], {
    defaultValue: [],
    description: 'What else the token says: all of it.',
  })
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  claims!: WorkloadClaimInput[];

  @Field(() => WorkloadScopeEnum, { defaultValue: 'read', description: 'What the service may do.' })
  scope!: WorkloadScope;

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

  @Field(() => Int, { defaultValue: 90, description: 'Days until the trust ends by itself, 1 to 366.' })
  @Min(1)
  @Max(366)
  expiresInDays!: number;
}

@ObjectType('WorkloadClaim', { description: 'A claim that a token has to carry.' })
class WorkloadClaimType {
  @Field({ description: 'Its name.' })
  name!: string;

  @Field(() => [String], { description: 'One of these texts, letter by letter.' })
  values!: string[];
}

@ObjectType('WorkloadTrust', { description: 'A service, and by which signed tokens it is known.' })
export class WorkloadTrustType {
  @Field(() => ID, { description: 'Opaque; the id under which the service acts.' })
  id!: string;

  @Field({ description: 'What the service is for.' })
  name!: string;

  @Field(() => WorkloadScopeEnum, { description: 'What it may do.' })
  scope!: TokenScope;

  @Field({ description: 'Whose tokens.' })
  issuer!: string;

  @Field({ description: 'For whom tokens have to be made out, in `aud`: the same for all of a workspace.' })
  audience!: string;

  @Field(() => [String], { description: 'Of whom: one of these.' })
  subjects!: string[];

  @Field(() => [WorkloadClaimType], { description: 'What else a token has to say.' })
  claims!: WorkloadClaimType[];

  @Field(() => ActorType, {
    nullable: true,
    description: 'The member who answers for it; null where the operator of the machine does.',
  })
  sponsor!: ActorType | null;

  @Field(() => GraphQLISODateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => ActorType, { description: 'Who made it.' })
  createdBy!: ActorType;

  @Field(() => GraphQLISODateTime, { description: 'When it ends by itself.' })
  expiresAt!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it was ended; null if it was not.',
  })
  endedAt!: Date | null;

  @Field(() => ActorType, { nullable: true, description: 'Who ended it.' })
  endedBy!: ActorType | null;

  static of({ service, trust }: TrustedWorkload): WorkloadTrustType {
    const { id, name, scope, createdAt, expiresAt, sponsorId, revokedBy } = service;
    return Object.assign(new WorkloadTrustType(), {
      ...{ id, name, scope, createdAt, expiresAt, endedAt: service.revokedAt },
      ...{ issuer: trust.issuer, subjects: trust.subjects, audience: audienceOf(trust.workspaceId) },
      claims: Object.entries(trust.claims).map(([claim, values]) => ({ name: claim, values })),
      createdBy: ActorType.of(service.createdBy),
      sponsor: sponsorId && ActorType.of(`person:${sponsorId}`),
      endedBy: revokedBy && ActorType.of(revokedBy),
    });
  }
}

export const WorkloadTrustConnection = connectionType('WorkloadTrust', () => WorkloadTrustType);

@ObjectType({ description: 'From now on such tokens stand for the service.', implements: RecordedChange })
export class WorkloadTrusted extends RecordedChange {
  @Field(() => WorkloadTrustType, { description: 'The trust.' })
  workloadTrust!: WorkloadTrustType;
}

@ObjectType({ description: 'Such tokens are nobody’s, on any replica.', implements: RecordedChange })
export class WorkloadTrustEnded extends RecordedChange {
  @Field(() => WorkloadTrustType, { description: 'The trust.' })
  workloadTrust!: WorkloadTrustType;
}

export const TrustWorkloadResult = resultUnion('TrustWorkloadResult', () => WorkloadTrusted);
export const EndWorkloadTrustResult = resultUnion('EndWorkloadTrustResult', () => WorkloadTrustEnded);
