import { Max, Min } from 'class-validator';
import { GraphQLJSON } from 'graphql-scalars';
import { ArgsType, Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { largestPage, type PageBounds } from '../../server/page';
import { connectionType } from '../../wire/connection';
import { wireEnum } from '../../wire/wire-enum';
import { ActorType } from '../access/access.schema';
import { AuditAnchorType } from './audit-anchor.schema';
import { type AuditCheckpoint } from './audit-checkpoint.entity';
import { type AuditEntry } from './audit-entry.entity';
import { type SignedHead } from './audit-log.service';
import { type InclusionProof } from './audit-proofs.service';
import { type Anchor } from './witnesses';

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

@ObjectType('AuditCheckpoint', {
  description: 'A signed statement of what the log held: C2SP tlog-checkpoint.',
})
export class AuditCheckpointType {
  @Field(() => Int, { description: 'How many entries it covers.' })
  size!: number;

  @Field({ description: 'Root of the Merkle tree over them (RFC 6962), lower-case hex.' })
  root!: string;

  @Field({ description: 'The whole signed note, to be kept as it is.' })
  note!: string;

  @Field({ description: 'The public key that signed it; at a change of keys the new one.' })
  vkey!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was signed, by the clock of the server.' })
  at!: Date;

  static of({ size, root, note, vkey, at }: AuditCheckpoint): AuditCheckpointType {
    return Object.assign(new AuditCheckpointType(), { root, note, vkey, at, size: Number(size) });
  }
}

export const AuditCheckpointConnection = connectionType('AuditCheckpoint', () => AuditCheckpointType);

@ObjectType({
  description: 'Where the log ends and how much of it is signed: note it down to notice later if it was cut.',
})
export class AuditLogHead {
  @Field(() => Int, { description: 'Entries.' })
  size!: number;

  @Field({ description: 'Hash of the last entry; 64 zeros for an empty log.' })
  hash!: string;

  @Field(() => AuditCheckpointType, { nullable: true, description: 'The last checkpoint.' })
  checkpoint!: AuditCheckpointType | null;

  @Field(() => Int, { nullable: true, description: 'Seconds since the last checkpoint.' })
  checkpointAge!: number | null;

  @Field(() => Int, { description: 'Entries that no checkpoint covers yet.' })
  unsignedEntries!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why nothing is signed at present; null when all is well.',
  })
  signingFault!: string | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When a witness outside last confirmed a checkpoint, by its own clock; null when none has.',
  })
  witnessedAt!: Date | null;

  @Field(() => [AuditAnchorType], {
    description:
      'Where checkpoints go outside this server. Without any, whoever holds the signing key and the database can write another history.',
  })
  anchors!: AuditAnchorType[];

  readKeys!: () => Promise<string[]>;

  @Field(() => [String], {
    description:
      'Public keys that signed the log, in order of use; the last one signs now. Pin it elsewhere.',
  })
  vkeys(): Promise<string[]> {
    return this.readKeys();
  }

  static of(head: SignedHead, anchors: Anchor[], readKeys: () => Promise<string[]>): AuditLogHead {
    const checkpoint = head.checkpoint && AuditCheckpointType.of(head.checkpoint);
    const witnessedAt = anchors.find(({ kind }) => kind === 'witness')?.at ?? null;
    const shown = { checkpoint, readKeys, witnessedAt, anchors: anchors.map(AuditAnchorType.of) };
    return Object.assign(new AuditLogHead(), head, shown);
  }
}

@ObjectType('AuditInclusionProof', { description: 'That an entry stands in the log (RFC 6962, 2.1.1).' })
export class InclusionProofType {
  @Field(() => Int, { description: 'Which entry; its leaf has the index sequence - 1.' })
  sequence!: number;

  @Field(() => Int, { description: 'Entries of the tree it is proved to be in.' })
  size!: number;

  @Field({ description: 'Hash of the entry.' })
  hash!: string;

  @Field({ description: 'Root of the tree, lower-case hex.' })
  root!: string;

  @Field(() => [String], { description: "Hashes from the leaf's sibling upwards, lower-case hex." })
  proof!: string[];

  @Field(() => AuditCheckpointType, {
    nullable: true,
    description: 'The signed statement of this size and root; null where none was made.',
  })
  checkpoint!: AuditCheckpointType | null;

  static of(proof: InclusionProof): InclusionProofType {
    const checkpoint = proof.checkpoint && AuditCheckpointType.of(proof.checkpoint);
    return Object.assign(new InclusionProofType(), proof, { checkpoint });
  }
}

@ObjectType('AuditConsistencyProof', {
  description: 'That the log was only added to between two sizes (RFC 6962, 2.1.2).',
})
export class ConsistencyProofType {
  @Field(() => Int, { description: 'Entries of the older tree.' })
  oldSize!: number;

  @Field(() => Int, { description: 'Entries of the newer tree.' })
  newSize!: number;

  @Field({ description: 'Root of the older tree, lower-case hex.' })
  oldRoot!: string;

  @Field({ description: 'Root of the newer tree, lower-case hex.' })
  newRoot!: string;

  @Field(() => [String], { description: 'The hashes of the proof, lower-case hex.' })
  proof!: string[];
}

@ObjectType({ description: 'What checking every entry found.' })
export class AuditLogVerification {
  @Field({
    description:
      'Whether every entry, the tree over them and every checkpoint verify, and the log ends at its head.',
  })
  valid!: boolean;

  @Field(() => Int, { description: 'Entries that verified.' })
  entries!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Sequence number of the first entry that does not verify, or that no good checkpoint covers any more.',
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
