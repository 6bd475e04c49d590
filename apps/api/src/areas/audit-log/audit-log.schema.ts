import { Max, Min } from 'class-validator';
import { GraphQLJSON } from 'graphql-scalars';
import { ArgsType, Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { largestPage, type PageBounds } from '../../server/page';
import { connectionType } from '../../wire/connection';
import { wireEnum } from '../../wire/wire-enum';
import { ActorType } from '../access/access.schema';
import { type AuditEntry } from './audit-entry.entity';

const AuditOutcomeEnum = wireEnum('AuditOutcome', 'What became of the attempt.', {
  done: 'The change was made.',
  refused: 'A rule refused it; nothing was changed.',
});

@ObjectType('AuditEntry', { description: 'One change, or refused attempt, with its place in the chain.' })
export class AuditEntryType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => Int, { description: '1, 2, 3 … without gaps within the workspace.' })
  sequence!: number;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  at!: Date;

  @Field(() => ActorType, { description: 'By whom.' })
  actor!: ActorType;

  @Field({ description: 'Name of the mutation, such as castVote.' })
  action!: string;

  @Field(() => AuditOutcomeEnum, { description: 'Done or refused.' })
  outcome!: AuditEntry['outcome'];

  @Field({ description: 'What kind of thing was changed.' })
  subjectType!: string;

  @Field({ description: 'Which one.' })
  subjectId!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'Details; null when they were erased.' })
  payload!: unknown;

  @Field({
    description: 'The exact bytes that were hashed: RFC 8785 canonical JSON, previousHash included.',
  })
  canonical!: string;

  @Field({ description: 'Hash of the entry before; 64 zeros for the first.' })
  previousHash!: string;

  @Field({ description: 'SHA-256(0x00 ‖ canonical), lower-case hex.' })
  hash!: string;

  static of(row: AuditEntry): AuditEntryType {
    const { id, at, action, outcome, subjectType, subjectId, payload, canonical, previousHash, hash } = row;
    return Object.assign(new AuditEntryType(), {
      ...{ id, at, action, outcome, subjectType, subjectId, payload, canonical, previousHash, hash },
      sequence: Number(row.sequence),
      actor: ActorType.of(row.actor),
    });
  }
}

export const AuditEntryConnection = connectionType('AuditEntry', () => AuditEntryType);

@ObjectType({
  description: 'Size and last hash of the log: note it down to notice later if the log was cut.',
})
export class AuditLogHead {
  @Field(() => Int, { description: 'Entries.' })
  size!: number;

  @Field({ description: 'Hash of the last entry; 64 zeros for an empty log.' })
  hash!: string;
}

@ObjectType({ description: 'What checking every entry found.' })
export class AuditLogVerification {
  @Field({ description: 'Whether every entry verifies and the log ends at its head.' })
  valid!: boolean;

  @Field(() => Int, { description: 'Entries that verified.' })
  entries!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Sequence number of the first entry that does not verify.',
  })
  firstBad!: number | null;

  @Field(() => String, { nullable: true, description: 'What is wrong with it.' })
  reason!: string | null;
}

@ArgsType()
export class AuditPageArgs implements PageBounds {
  @Field(() => Int, { defaultValue: 50, description: `How many nodes, 1 to ${largestPage}.` })
  @Min(1)
  @Max(largestPage)
  first!: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string;
}
