import { type ChangePart, type VersionChange } from '@countersign/domain/approvals';
import { Field, GraphQLISODateTime, ObjectType } from 'type-graphql';
import { EstimateType } from '../../wire/estimate';
import { wireEnum } from '../../wire/wire-enum';
import { ActorType } from '../access/access.schema';
import { PromotionCommentType } from './discussion/discussion.schema';
import { type InboxEntry, type InboxEntryKind } from './inbox.service';
import { PolicyChangeType } from './policies/policy-changes.schema';
import { PromotionType } from './promotions.schema';

const ChangePartEnum = wireEnum('ChangePart', 'Which side of a version a change is about.', {
  artifact: "The artefact's digest.",
  description: 'What is new or particular, in words.',
  training_data: 'The registered data it was trained on.',
  baseline: 'The registered data its traffic is compared with.',
  code: 'The code that it was trained by: a claim.',
  environment: 'The lock file or image that it was trained in: a claim.',
  package: 'A package that it was trained in, and its version: a claim.',
  schema: 'A feature and its kind.',
  reported_metric: 'What the trainer reported: a claim.',
  gate: "What a gate of the promotion's policy finds on the newest evidence of each version.",
});

const InboxKindEnum = wireEnum('InboxKind', 'What waits for the viewer to do.', {
  review: 'To vote.',
  activate: 'To activate what was approved.',
  answer: 'To answer what holds up what they asked for: a closed gate, or a voter who wants changes.',
  look_again: 'To look again at what was suspended.',
  confirm: 'To confirm an emergency, as the second person.',
  waive: 'To waive what a gate found, which alone still holds it up; or to leave it.',
  rolled_back: 'To look at a rollback, and say what came out of it.',
  mention: 'To see what somebody said who mentions them.',
  decide_policy: 'To decide on a change of a policy.',
});

@ObjectType('PromotionChange', {
  description: 'One thing of the version that serves and of the one that is to; null where one has none.',
})
export class PromotionChangeType {
  @Field(() => ChangePartEnum, { description: 'What it is about.' })
  part!: ChangePart;

  @Field({ description: 'Of the feature, package, metric or gate; empty where the part is one thing.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Of the version that serves.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'Of the version that is to serve.' })
  after!: string | null;

  @Field(() => EstimateType, { nullable: true, description: 'What a gate measured on the first.' })
  estimateBefore!: EstimateType | null;

  @Field(() => EstimateType, { nullable: true, description: 'What it measured on the second.' })
  estimateAfter!: EstimateType | null;

  @Field({ description: 'Whether anything shown here differs.' })
  differs!: boolean;

  static of({ estimateBefore, estimateAfter, ...change }: VersionChange): PromotionChangeType {
    return Object.assign(new PromotionChangeType(), {
      ...change,
      estimateBefore: estimateBefore ? EstimateType.of(estimateBefore) : null,
      estimateAfter: estimateAfter ? EstimateType.of(estimateAfter) : null,
    });
  }
}

@ObjectType('InboxItem', { description: 'Something that waits for the viewer.' })
export class InboxItemType {
  @Field(() => InboxKindEnum, { description: 'To do what.' })
  kind!: InboxEntryKind;

  @Field(() => PromotionType, {
    nullable: true,
    description: 'Which promotion; null where it is a change of a policy.',
  })
  promotion!: PromotionType | null;

  @Field(() => PolicyChangeType, { nullable: true, description: 'Which change of a policy; null elsewhere.' })
  policyChange!: PolicyChangeType | null;

  @Field(() => [PromotionCommentType], {
    description: 'Of a mention: the comments that the viewer has not seen, the oldest first.',
  })
  comments!: PromotionCommentType[];

  @Field(() => GraphQLISODateTime, { description: 'Since when.' })
  since!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description:
      'When the approval lapses, the term to decide is over or the first evidence grows too old, whichever comes first.',
  })
  due!: Date | null;

  @Field(() => [ActorType], { description: 'Whose votes the viewer may cast there, beside their own.' })
  onBehalfOf!: ActorType[];

  static of(
    { kind, record, policyChange, comments, since, due, onBehalfOf = [] }: InboxEntry,
    viewerId: string,
  ): InboxItemType {
    return Object.assign(new InboxItemType(), {
      ...{ kind, since, due, promotion: record && PromotionType.of(record) },
      policyChange: policyChange && PolicyChangeType.of(policyChange),
      comments: comments.map((comment) => PromotionCommentType.of(comment, viewerId)),
      onBehalfOf: onBehalfOf.map((id) => ActorType.of(`person:${id}`)),
    });
  }
}
