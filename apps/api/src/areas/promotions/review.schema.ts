import { type Role } from '@countersign/domain/access';
import {
  evidenceExpiry,
  filledSlots,
  isCounting,
  viewerActions,
  type GateRule,
  type GateVerdict,
  type Policy,
  type ViewerAction,
  type ViewerActionName,
  type VoteDecision,
} from '@countersign/domain/approvals';
import { type Actor } from '@countersign/domain/access';
import { type RefusalCode } from '@countersign/domain/refusals';
import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { EstimateType } from '../../wire/estimate';
import { RefusalCodeEnum } from '../../wire/refusal';
import { wireEnum } from '../../wire/wire-enum';
import { ActorType, RoleEnum } from '../access/access.schema';
import { type EvaluatedGate } from './evaluate-gates';
import { GateKindEnum } from './policy.schema';
import { type PromotionRecord } from './promotion-record';
import { type VoteRow } from './vote.entity';

const GateVerdictEnum = wireEnum('GateVerdict', 'What a gate says. Unknown blocks like a fail.', {
  pass: 'The evidence meets the requirement.',
  fail: 'The evidence does not meet it.',
  unknown: 'There is no evidence, too little of it, or it is too old.',
});

export const VoteDecisionEnum = wireEnum('VoteDecision', 'What a voter says.', {
  approve: 'I sign.',
  request_changes: 'Not before something changes: holds the approval up for this round.',
  reject: 'No: ends the promotion.',
  abstain: 'Recorded, changes nothing.',
});

const PromotionActionEnum = wireEnum('PromotionAction', 'What people can do to a promotion.', {
  vote: 'castVote.',
  withdraw: 'withdrawPromotion.',
  refresh_gates: 'refreshGates.',
  activate: 'activatePromotion.',
  roll_back: 'rollBack.',
  reinstate: 'reinstatePromotion.',
});

@ObjectType('Gate', { description: 'One check on evidence, as evaluated last.' })
export class GateType {
  @Field(() => String, { description: 'Unique within the policy.' })
  id!: string;

  @Field(() => GateKindEnum, { description: 'What evidence it looks at.' })
  kind!: GateRule['kind'];

  @Field({ description: 'In words.' })
  title!: string;

  @Field({ description: 'False where it is for information, and holds nothing up.' })
  isBlocking!: boolean;

  @Field(() => GateVerdictEnum, { description: 'Only a pass lets a promotion through.' })
  verdict!: GateVerdict;

  @Field(() => EstimateType, {
    nullable: true,
    description: 'What was measured, where a number is compared.',
  })
  observed!: EstimateType | null;

  @Field({ description: 'What the gate wants, in one sentence.' })
  requirement!: string;

  @Field({ description: 'What it found, in one sentence.' })
  reason!: string;

  @Field(() => String, { nullable: true, description: 'The evidence looked at; see the query evidence.' })
  evidenceDigest!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The monitor run or fairness audit that made it, or the attachment.',
  })
  evidenceId!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was made.' })
  evidenceProducedAt!: Date | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'The last instant at which the gate still looks at it; later it is too old.',
  })
  evidenceExpiresAt!: Date | null;

  @Field(() => GraphQLISODateTime, { description: 'When the gate was evaluated.' })
  evaluatedAt!: Date;

  static of(gate: EvaluatedGate, policy: Policy): GateType {
    const { gateId: id, kind, title, verdict, requirement, reason, observed, evidenceProducedAt } = gate;
    const producedAt = evidenceProducedAt === undefined ? null : new Date(evidenceProducedAt);
    return Object.assign(new GateType(), {
      ...{ id, kind, title, verdict, requirement, reason, isBlocking: gate.severity !== 'info' },
      observed: observed ? EstimateType.of(observed) : null,
      evidenceDigest: gate.evidenceDigest ?? null,
      evidenceId: gate.evidenceId ?? null,
      evidenceProducedAt: producedAt,
      evidenceExpiresAt: producedAt && new Date(evidenceExpiry(producedAt.getTime(), policy, id)),
      evaluatedAt: new Date(gate.evaluatedAt),
    });
  }
}

@ObjectType('RoleSlot', { description: 'One seat of a required role in the current round.' })
export class RoleSlotType {
  @Field(() => RoleEnum, { description: 'The required role.' })
  role!: Role;

  @Field(() => ActorType, { nullable: true, description: 'Whose approval fills it.' })
  filledBy!: ActorType | null;

  static allOf({ promotion }: PromotionRecord): RoleSlotType[] {
    return filledSlots(promotion).map(({ role, filledBy }) =>
      Object.assign(new RoleSlotType(), { role, filledBy: filledBy && ActorType.of(`person:${filledBy}`) }),
    );
  }
}

@ObjectType('Vote', { description: 'What one person said in one round.' })
export class VoteType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => Int, { description: 'The round it was cast in.' })
  round!: number;

  @Field(() => ActorType, { description: 'Who.' })
  person!: ActorType;

  @Field(() => RoleEnum, { nullable: true, description: 'The required role they acted in.' })
  role!: Role | null;

  @Field(() => VoteDecisionEnum, { description: 'What they said.' })
  decision!: VoteDecision;

  @Field({ description: 'Why, in their words.' })
  comment!: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  castAt!: Date;

  @Field({ description: 'What they were looking at.' })
  subjectDigest!: string;

  @Field({ description: 'Whether it counts now: of this round, by somebody who may vote.' })
  counts!: boolean;

  static of({ id, round, voter, role, decision, comment, castAt, subjectDigest }: VoteRow, counts: boolean) {
    return Object.assign(new VoteType(), {
      ...{ id, round, role, decision, comment, castAt, subjectDigest, counts },
      person: ActorType.of(voter),
    });
  }

  static allOf({ votes, promotion }: PromotionRecord): VoteType[] {
    return promotion.votes.map((vote, index) =>
      VoteType.of(votes[index] as VoteRow, isCounting(promotion, vote)),
    );
  }
}

@ObjectType('ViewerAction', { description: 'Whether the viewer may do something now, and why not.' })
export class ViewerActionType {
  @Field(() => PromotionActionEnum, { description: 'What.' })
  action!: ViewerActionName;

  @Field({ description: 'Whether.' })
  allowed!: boolean;

  @Field(() => RefusalCodeEnum, { nullable: true, description: 'The refusal an attempt would meet.' })
  code!: RefusalCode | null;

  @Field(() => String, { nullable: true, description: 'Why not, in one sentence.' })
  message!: string | null;

  static of({ action, allowed, code = undefined, message = undefined }: ViewerAction): ViewerActionType {
    return Object.assign(new ViewerActionType(), { action, allowed, code, message });
  }

  static allOf({ promotion, now }: PromotionRecord, actor: Actor): ViewerActionType[] {
    return viewerActions(promotion, actor, now.getTime()).map((action) => ViewerActionType.of(action));
  }
}
