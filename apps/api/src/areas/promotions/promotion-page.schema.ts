import { type ChangePart, type InboxKind, type VersionChange } from '@countersign/domain/approvals';
import { Field, GraphQLISODateTime, ObjectType } from 'type-graphql';
import { EstimateType } from '../../wire/estimate';
import { wireEnum } from '../../wire/wire-enum';
import { type InboxEntry } from './inbox.service';
import { PromotionType } from './promotions.schema';

const ChangePartEnum = wireEnum('ChangePart', 'Which side of a version a change is about.', {
  artifact: "The artefact's digest.",
  description: 'What is new or particular, in words.',
  training_data: 'The registered data it was trained on.',
  baseline: 'The registered data its traffic is compared with.',
  schema: 'A feature and its kind.',
  reported_metric: 'What the trainer reported: a claim.',
  gate: "What a gate of the promotion's policy finds on the newest evidence of each version.",
});

const InboxKindEnum = wireEnum('InboxKind', 'What a promotion waits for the viewer to do.', {
  review: 'To vote.',
  activate: 'To activate what was approved.',
  answer: 'To answer what holds up what they asked for: a closed gate, or a voter who wants changes.',
  look_again: 'To look again at what was suspended.',
});

@ObjectType('PromotionChange', {
  description: 'One thing of the version that serves and of the one that is to; null where one has none.',
})
export class PromotionChangeType {
  @Field(() => ChangePartEnum, { description: 'What it is about.' })
  part!: ChangePart;

  @Field({ description: 'Of the feature, metric or gate; empty where the part is one thing.' })
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

@ObjectType('InboxItem', { description: 'A promotion that waits for the viewer.' })
export class InboxItemType {
  @Field(() => InboxKindEnum, { description: 'To do what.' })
  kind!: InboxKind;

  @Field(() => PromotionType, { description: 'Which promotion.' })
  promotion!: PromotionType;

  @Field(() => GraphQLISODateTime, { description: 'Since when.' })
  since!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description:
      'When the approval lapses, the term to decide is over or the first evidence grows too old, whichever comes first.',
  })
  due!: Date | null;

  static of({ kind, record, since, due }: InboxEntry): InboxItemType {
    return Object.assign(new InboxItemType(), { kind, promotion: PromotionType.of(record), since, due });
  }
}
