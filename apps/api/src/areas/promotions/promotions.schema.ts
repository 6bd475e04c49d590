import {
  standing,
  waiversInForce,
  type Environment,
  type PromotionState,
} from '@countersign/domain/approvals';
import { IsOptional, Length } from 'class-validator';
import { ArgsType, Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../wire/connection';
import { PageArgs } from '../../wire/page-args';
import { wireEnum } from '../../wire/wire-enum';
import { ActorType } from '../access/access.schema';
import { type DeploymentRow } from './places/deployment.entity';
import { EnvironmentEnum, PolicyType } from './policies/policy.schema';
import { type PromotionRecord } from './promotion-record';
import { GateType, RoleSlotType, VoteType } from './votes/review.schema';
import { SuspensionType } from './suspensions/suspension.schema';
import { GateWaiverType } from './waivers/waiver.schema';

const PromotionStateEnum = wireEnum('PromotionState', 'Where a promotion stands.', {
  in_review: 'Every gate passes; approvals are missing.',
  blocked: 'A gate does not pass.',
  approved: 'May be activated until it expires.',
  provisional: 'Its version serves by an emergency, for a time, and is not approved.',
  active: 'Its version serves.',
  suspended: 'Its version serves on, but what the approval rested on holds no longer.',
  superseded: 'Its version served until another took its place.',
  rolled_back: 'Its version served until it gave way to an earlier one.',
  rejected: 'A voter said no.',
  withdrawn: 'Taken back.',
  expired: 'Not decided, or approved and not activated, in time.',
});

@ObjectType('Promotion', { description: 'A request to move a model version to an environment and alias.' })
export class PromotionType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  record!: PromotionRecord;

  @Field(() => EnvironmentEnum, { description: 'Where to.' })
  environment!: Environment;

  @Field({ description: 'Which alias moves.' })
  alias!: string;

  @Field(() => PolicyType, { description: 'What it is judged by.' })
  policy!: PolicyType;

  @Field(() => PromotionStateEnum, { description: 'Where it stands now.' })
  state!: PromotionState;

  @Field(() => Int, {
    description:
      'Any change of subject, evidence or policy opens the next round; votes count only in their own.',
  })
  round!: number;

  @Field({ description: 'Why, in the words of whoever asked.' })
  rationale!: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  requestedAt!: Date;

  @Field(() => ActorType, { description: 'By whom; they cannot vote.' })
  requestedBy!: ActorType;

  @Field(() => [GateType], { description: 'What has to be shown, as evaluated last.' })
  gates!: GateType[];

  @Field(() => [RoleSlotType], { description: 'Who has to approve, and who has in this round.' })
  slots!: RoleSlotType[];

  @Field(() => [VoteType], { description: 'Votes of all rounds, oldest first.' })
  votes!: VoteType[];

  @Field(() => [GateWaiverType], { description: 'What was waived of gates, in all rounds, oldest first.' })
  waivers!: GateWaiverType[];

  @Field({ description: 'What is voted on: digest over model, evidence, policy and round.' })
  subjectDigest!: string;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Until when it has to be decided; null where the policy gives no term.',
  })
  deadlineAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When the last approval came.' })
  approvedAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When the approval lapses.' })
  expiresAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When the alias moved.' })
  activatedAt!: Date | null;

  @Field(() => SuspensionType, { nullable: true, description: 'While it is suspended: why.' })
  suspension!: SuspensionType | null;

  static of(record: PromotionRecord): PromotionType {
    const { row, policy, promotion, now } = record;
    const waived = new Set(waiversInForce(promotion).map(({ gateId }) => gateId));
    const { id, environment, alias, round, rationale, requestedAt, subjectDigest } = row;
    return Object.assign(new PromotionType(), {
      ...{ id, record, environment, alias, round, rationale, requestedAt, subjectDigest },
      ...{ deadlineAt: row.deadlineAt, approvedAt: row.approvedAt },
      ...{ expiresAt: row.expiresAt, activatedAt: row.activatedAt },
      state: standing(promotion, now.getTime()),
      requestedBy: ActorType.of(row.requestedBy),
      policy: PolicyType.of(policy),
      gates: row.gates.map((gate) => GateType.of(gate, policy.body, waived.has(gate.gateId))),
      slots: RoleSlotType.allOf(record),
      votes: VoteType.allOf(record),
      waivers: GateWaiverType.allOf(record),
      suspension: SuspensionType.of(record),
    });
  }
}

export const PromotionConnection = connectionType('Promotion', () => PromotionType);

@ArgsType()
export class PromotionPageArgs extends PageArgs {
  @Field(() => PromotionStateEnum, { nullable: true, description: 'Only those that stand here now.' })
  state?: PromotionState | null;
}

@ObjectType('Deployment', { description: 'A version serving in an environment.' })
export class DeploymentType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  modelVersionId!: string;

  promotionId!: string;

  @Field(() => EnvironmentEnum, { description: 'Where.' })
  environment!: Environment;

  @Field({ description: 'By which alias.' })
  alias!: string;

  @Field(() => GraphQLISODateTime, { description: 'Since when.' })
  activatedAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Until when; null while it serves.' })
  endedAt!: Date | null;

  static of(row: DeploymentRow): DeploymentType {
    const { id, modelVersionId, promotionId, environment, alias, activatedAt, endedAt } = row;
    const fields = { id, modelVersionId, promotionId, environment, alias, activatedAt, endedAt };
    return Object.assign(new DeploymentType(), fields);
  }
}

export const DeploymentConnection = connectionType('Deployment', () => DeploymentType);

@ArgsType()
export class DeploymentPageArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this model.' })
  modelId?: string | null;

  @Field(() => EnvironmentEnum, { nullable: true, description: 'Only those in this environment.' })
  environment?: Environment | null;

  @Field(() => String, { nullable: true, description: 'Only those by this alias; 1 to 100 characters.' })
  @IsOptional()
  @Length(1, 100)
  alias?: string | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Only what served at this instant: from its activation on, until another took its place.',
  })
  servingAt?: Date | null;
}
