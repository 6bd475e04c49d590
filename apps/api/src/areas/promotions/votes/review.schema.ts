import { type Role } from '@countersign/domain/access';
import {
  evidenceExpiry,
  filledSlots,
  isCounting,
  isWaivable,
  viewerActions,
  votesForOthers,
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
import { EstimateType } from '../../../wire/estimate';
import { RefusalCodeEnum } from '../../../wire/refusal';
import { wireEnum } from '../../../wire/wire-enum';
import { ActorType, RoleEnum } from '../../access/access.schema';
import { type EvaluatedGate } from '../gate/evaluate-gates';
import { GateKindEnum } from '../policies/policy.schema';
import { type PromotionRecord } from '../promotion-record';
import { type VoteRow } from './vote.entity';

export const GateVerdictEnum = wireEnum('GateVerdict', 'What a gate says. Unknown blocks like a fail.', {
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

const GateSeverityEnum = wireEnum('GateSeverity', 'What it takes to go on without a pass.', {
  absolute: 'Nothing: not even an emergency waives it.',
  hard: 'An emergency.',
  soft: 'A waiver by somebody who could vote, or an emergency.',
  info: 'Nothing is needed: it is shown, and holds nothing up.',
} satisfies Record<NonNullable<GateRule['severity']>, string>);

const PromotionActionEnum = wireEnum('PromotionAction', 'What people can do to a promotion.', {
  vote: 'castVote.',
  withdraw: 'withdrawPromotion.',
  refresh_gates: 'refreshGates.',
  activate: 'activatePromotion.',
  roll_back: 'rollBack.',
  reinstate: 'reinstatePromotion.',
  propose_emergency: 'proposeEmergency.',
  confirm_emergency: 'confirmEmergency.',
  waive: 'waiveGate.',
});

@ObjectType('Gate', { description: 'One check on evidence, as evaluated last.' })
export class GateType {
  @Field(() => String, { description: 'Unique within the policy.' })
  id!: string;

  @Field(() => GateKindEnum, { description: 'What evidence it looks at.' })
  kind!: GateRule['kind'];

  @Field({ description: 'In words.' })
  title!: string;

  @Field({ description: 'False where it holds nothing up: it is for information, or was waived.' })
  isBlocking!: boolean;

  @Field(() => GateSeverityEnum, { description: 'What it takes to go on without a pass.' })
  severity!: NonNullable<GateRule['severity']>;

  @Field({ description: 'Whether what it found could be waived by somebody who may vote.' })
  isWaivable!: boolean;

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

  /** @param waived whether what it found was waived, and that holds */
  static of(gate: EvaluatedGate, policy: Policy, waived = false): GateType {
    const { gateId: id, kind, title, verdict, requirement, reason, observed, evidenceProducedAt } = gate;
    const rule = policy.gates.find((each) => each.id === id);
    const producedAt = evidenceProducedAt === undefined ? null : new Date(evidenceProducedAt);
    return Object.assign(new GateType(), {
      ...{ id, kind, title, verdict, requirement, reason, isBlocking: gate.severity !== 'info' && !waived },
      severity: rule?.severity ?? 'hard',
      isWaivable: rule !== undefined && verdict !== 'pass' && !waived && isWaivable(rule, policy),
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

  @Field(() => ActorType, { nullable: true, description: 'Who fills it, by casting an approval.' })
  filledBy!: ActorType | null;

  @Field(() => ActorType, {
    nullable: true,
    description: 'Whose vote that was, where they cast it for another.',
  })
  onBehalfOf!: ActorType | null;

  static allOf({ promotion }: PromotionRecord): RoleSlotType[] {
    return filledSlots(promotion).map(({ role, filledBy, onBehalfOf = null }) =>
      Object.assign(new RoleSlotType(), {
        ...{ role, filledBy: personOf(filledBy), onBehalfOf: personOf(onBehalfOf) },
      }),
    );
  }
}

const personOf = (id: string | null): ActorType | null => (id === null ? null : ActorType.of(`person:${id}`));

/** What every vote says, wherever it is shown. */
@ObjectType()
export abstract class SaidType {
  @Field(() => Int, { description: 'The round it was cast in.' })
  round!: number;

  @Field(() => ActorType, { description: 'Who.' })
  person!: ActorType;

  @Field(() => ActorType, { nullable: true, description: 'Whose vote it is, where it was cast for another.' })
  onBehalfOf!: ActorType | null;

  @Field(() => RoleEnum, { nullable: true, description: 'The required role they acted in.' })
  role!: Role | null;

  @Field(() => VoteDecisionEnum, { description: 'What they said.' })
  decision!: VoteDecision;

  @Field({ description: 'Why, in their words.' })
  comment!: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  castAt!: Date;
}

@ObjectType('Vote', { description: 'What one person said in one round.' })
export class VoteType extends SaidType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field({ description: 'What they were looking at.' })
  subjectDigest!: string;

  @Field({ description: 'Whether it counts now: of this round, by somebody who may vote.' })
  counts!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The name of who cast it, as it was then; null in older votes, and once they were erased.',
  })
  printedName!: string | null;

  @Field(() => String, { nullable: true, description: 'What the signature says; null in older votes.' })
  meaning!: string | null;

  @Field({ description: 'Whether it is signed with a passkey.' })
  isSigned!: boolean;

  static of(row: VoteRow, counts: boolean): VoteType {
    const { id, round, voter, onBehalfOf, role, decision, comment, castAt, subjectDigest } = row;
    const { printedName, meaning, passkeyId } = row;
    return Object.assign(new VoteType(), {
      ...{ id, round, role, decision, comment, castAt, subjectDigest, counts },
      ...{ printedName, meaning, isSigned: passkeyId !== null },
      ...{ person: ActorType.of(voter), onBehalfOf: personOf(onBehalfOf) },
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

@ObjectType('VoteForOther', { description: 'A vote of somebody else that the viewer was given.' })
export class VoteForOtherType {
  @Field(() => ActorType, { description: 'Whose.' })
  onBehalfOf!: ActorType;

  @Field({ description: 'Whether the viewer may cast it now.' })
  allowed!: boolean;

  @Field(() => RefusalCodeEnum, { nullable: true, description: 'The refusal an attempt would meet.' })
  code!: RefusalCode | null;

  @Field(() => String, { nullable: true, description: 'Why not, in one sentence.' })
  message!: string | null;

  static allOf({ promotion, now }: PromotionRecord, actor: Actor): VoteForOtherType[] {
    return votesForOthers(promotion, actor, now.getTime()).map(({ onBehalfOf, ...vote }) =>
      Object.assign(new VoteForOtherType(), { ...vote, onBehalfOf: personOf(onBehalfOf) }),
    );
  }
}
