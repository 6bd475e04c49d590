import { MaxLength } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import { IsStatement } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { ActorType } from '../access/access.schema';
import { publishedPath } from './published-path';
import { type PublishedSummary } from './published-summary.entity';

const longestText = 4000;

@InputType({
  description:
    'evidenceDigest is what the person looked at; to publish anything else is refused as OTHER_EVIDENCE.',
})
export class PublishFairnessSummaryInput {
  @Field(() => ID, { description: 'Which audit.' })
  auditId!: string;

  @Field({ description: 'The evidenceDigest you looked at.' })
  @MaxLength(64)
  evidenceDigest!: string;
}

@InputType({ description: 'A published summary to take back.' })
export class WithdrawPublishedSummaryInput {
  @Field(() => ID, { description: 'The publication.' })
  id!: string;

  @Field({ description: 'Why; 1 to 4000 characters. It is shown here, and not to the public.' })
  @IsStatement(longestText)
  reason!: string;
}

@ObjectType('FairnessPublication', {
  description: 'The summary of an audit as somebody made it public. Its page never changes.',
})
export class FairnessPublicationType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field({ description: 'Where anybody may read it, below the address of this server.' })
  path!: string;

  @Field({ description: 'SHA-256 of the page; its ETag, and in the audit log.' })
  digest!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was published.' })
  publishedAt!: Date;

  @Field(() => ActorType, { description: 'Who published it.' })
  publishedBy!: ActorType;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it was withdrawn; null while it is public.',
  })
  withdrawnAt!: Date | null;

  @Field(() => ActorType, { nullable: true, description: 'Who withdrew it.' })
  withdrawnBy!: ActorType | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn.' })
  reason!: string | null;

  static of(row: PublishedSummary): FairnessPublicationType {
    const { id, digest, publishedAt, withdrawnAt, withdrawnBy } = row;
    return Object.assign(new FairnessPublicationType(), {
      ...{ id, path: publishedPath(id), digest, publishedAt, withdrawnAt, reason: row.withdrawalReason },
      publishedBy: ActorType.of(row.publishedBy),
      withdrawnBy: withdrawnBy === null ? null : ActorType.of(withdrawnBy),
    });
  }
}

@ObjectType({ description: 'Anybody may read the summary now.', implements: RecordedChange })
export class FairnessSummaryPublished extends RecordedChange {
  @Field(() => FairnessPublicationType, { description: 'The publication.' })
  publication!: FairnessPublicationType;
}

@ObjectType({ description: 'Its address says that it was withdrawn.', implements: RecordedChange })
export class PublishedSummaryWithdrawn extends RecordedChange {
  @Field(() => FairnessPublicationType, { description: 'The publication.' })
  publication!: FairnessPublicationType;
}

export const PublishFairnessSummaryResult = resultUnion(
  'PublishFairnessSummaryResult',
  () => FairnessSummaryPublished,
);
export const WithdrawPublishedSummaryResult = resultUnion(
  'WithdrawPublishedSummaryResult',
  () => PublishedSummaryWithdrawn,
);
