import {
  type FindingSource,
  type SuspensionCause,
  type SuspensionFinding,
} from '@countersign/domain/approvals';
import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { ActorType } from '../../access/access.schema';
import { wireEnum } from '../../../wire/wire-enum';
import { type PromotionRecord } from '../promotion-record';
import { type SuspensionRow } from './suspension.entity';
import { fallbackOf } from './suspension.service';

const SuspensionCauseEnum = wireEnum('SuspensionCause', 'What an approval rested on that holds no longer.', {
  alert: 'A monitor of the version alarmed.',
  departure: 'Who answered for the promotion is no longer a member.',
  evidence: 'What was measured of it has grown older than the policy lets it.',
  schema_change: 'What it reads has another schema, and the policy asks to look again then.',
  policy_change: 'The policy asks for more than it did, and to look again then.',
  recertification: 'Nobody has looked at it again in the time that the policy gives.',
  emergency: 'It served by an emergency and was not approved in time.',
} satisfies Record<SuspensionCause, string>);

@ObjectType('SuspensionFinding', {
  description: 'One thing that was found, beside what would have been well.',
})
export class SuspensionFindingType {
  @Field({
    description:
      'A column, a group, a gate, a rule of a policy; empty where a monitor measured the whole version.',
  })
  subject!: string;

  @Field({ description: 'A method or metric such as psi; or evidence, schema or policy.' })
  measure!: string;

  @Field({ description: 'What was found.' })
  found!: string;

  @Field({ description: 'What would have been well, or was so before.' })
  expected!: string;

  source!: FindingSource | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The fairness audit that it is about, where it is about one.',
  })
  auditId!: string | null;

  static of(finding: SuspensionFinding): SuspensionFindingType {
    const { source } = finding;
    const auditId = source?.kind === 'fairness_audit' ? source.id : null;
    return Object.assign(new SuspensionFindingType(), { ...finding, auditId });
  }
}

@ObjectType('Reinstatement', { description: 'That somebody lifted a suspension: signed, like a vote.' })
export class ReinstatementType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => SuspensionCauseEnum, { description: 'Why the approval had been suspended.' })
  cause!: SuspensionCause;

  @Field(() => GraphQLISODateTime, { description: 'When it was lifted.' })
  at!: Date;

  @Field(() => ActorType, { description: 'By whom.' })
  person!: ActorType;

  @Field({ description: 'Why, in their words.' })
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name of who lifted it, as it was then; null in older ones, and once they were erased.',
  })
  printedName!: string | null;

  @Field(() => String, { nullable: true, description: 'What the signature says; null in older ones.' })
  meaning!: string | null;

  @Field({ description: 'Whether it is signed with a passkey.' })
  isSigned!: boolean;

  static of(row: SuspensionRow): ReinstatementType {
    const { id, cause, liftedAt, liftedBy, liftReason, liftPrintedName, liftMeaning, liftPasskeyId } = row;
    return Object.assign(new ReinstatementType(), {
      ...{ id, cause, at: liftedAt, reason: liftReason, person: ActorType.of(liftedBy as string) },
      ...{ printedName: liftPrintedName, meaning: liftMeaning, isSigned: liftPasskeyId !== null },
    });
  }
}

@ObjectType('Suspension', { description: 'Why an approval permits nothing new; its version serves on.' })
export class SuspensionType {
  @Field(() => SuspensionCauseEnum, { description: 'What holds no longer.' })
  cause!: SuspensionCause;

  @Field({ description: 'In one sentence.' })
  reason!: string;

  @Field(() => [SuspensionFindingType], { description: 'What was found; at most the first 20 of an alarm.' })
  findings!: SuspensionFindingType[];

  @Field(() => GraphQLISODateTime, { description: 'Since when.' })
  since!: Date;

  fallbackVersionId!: string | null;

  static of(record: PromotionRecord): SuspensionType | null {
    const { suspension, promotion } = record;
    if (suspension === null || promotion.state !== 'suspended') return null;
    const { cause, reason, suspendedAt: since } = suspension;
    const findings = suspension.findings.map((finding) => SuspensionFindingType.of(finding));
    const fields = { cause, reason, findings, since, fallbackVersionId: fallbackOf(record) };
    return Object.assign(new SuspensionType(), fields);
  }
}
