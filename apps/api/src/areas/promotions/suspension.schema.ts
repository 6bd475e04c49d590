import { type SuspensionCause } from '@countersign/domain/approvals';
import { Field, GraphQLISODateTime, ObjectType } from 'type-graphql';
import { wireEnum } from '../../wire/wire-enum';
import { type PromotionRecord } from './promotion-record';
import { fallbackOf } from './suspension.service';

const SuspensionCauseEnum = wireEnum('SuspensionCause', 'What an approval rested on that holds no longer.', {
  alert: 'A monitor of the version alarmed.',
  departure: 'Who answered for the promotion is no longer a member.',
  recertification: 'Nobody has looked at it again in the time that the policy gives.',
} satisfies Record<SuspensionCause, string>);

@ObjectType('Suspension', { description: 'Why an approval permits nothing new; its version serves on.' })
export class SuspensionType {
  @Field(() => SuspensionCauseEnum, { description: 'What holds no longer.' })
  cause!: SuspensionCause;

  @Field({ description: 'In one sentence.' })
  reason!: string;

  @Field(() => GraphQLISODateTime, { description: 'Since when.' })
  since!: Date;

  fallbackVersionId!: string | null;

  static of(record: PromotionRecord): SuspensionType | null {
    const { suspension, promotion } = record;
    if (suspension === null || promotion.state !== 'suspended') return null;
    const { cause, reason, suspendedAt: since } = suspension;
    const fields = { cause, reason, since, fallbackVersionId: fallbackOf(record) };
    return Object.assign(new SuspensionType(), fields);
  }
}
