import { type Refusal, type RefusalCode } from '@countersign/domain/refusals';
import {
  type ChangeBallot,
  type Fault,
  type LintFinding,
  type PolicyChange,
  type PolicyChangeState,
  type Tendency,
} from '@countersign/domain/approvals';
import { Matches, Max, MaxLength, Min } from 'class-validator';
import { GraphQLJSON } from 'graphql-scalars';
import { ArgsType, Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../../wire/connection';
import { IsStatement } from '../../../wire/plain-text';
import { RecordedChange } from '../../../wire/recorded-change';
import { RefusalCodeEnum, resultUnion } from '../../../wire/refusal';
import { wireEnum } from '../../../wire/wire-enum';
import { ActorType } from '../../access/access.schema';
import { type PolicyChangeRow } from './policy-change.entity';
import { type Rehearsed } from './policy-review.service';
import { type PolicyVoteRow } from './policy-vote.entity';

const PolicyChangeKindEnum = wireEnum('PolicyChangeKind', 'What a change of a policy does.', {
  publish: 'A new policy, or the next version of one, comes into force.',
  retire: 'A policy goes out of force.',
});

const PolicyChangeStateEnum = wireEnum('PolicyChangeState', 'Where a change of a policy stands.', {
  open: 'Somebody else has to decide.',
  approved: 'It is in force.',
  rejected: 'It came to nothing.',
});

const PolicyDecisionEnum = wireEnum('PolicyDecision', 'What a risk officer says to a change of a policy.', {
  approve: 'It comes into force.',
  reject: 'It comes to nothing.',
});

const SeverityEnum = wireEnum('PolicyFindingSeverity', 'How sure it is that something is not meant.', {
  error: 'Nothing would get through, or everything.',
  warning: 'It deserves a look.',
});

const TendencyEnum = wireEnum('PolicyTendency', 'Which way a change goes.', {
  stricter: 'Less gets through.',
  laxer: 'More gets through.',
  other: 'Neither, or nobody can say.',
});

const RehearsedOutcomeEnum = wireEnum('RehearsedOutcome', 'What a policy would have made of a promotion.', {
  same: 'What it came to.',
  would_have_blocked: 'It was approved, and would not have been.',
  would_have_let_through: 'It was not approved, and would have been.',
});

@InputType({ description: 'A policy to publish.' })
export class ProposePolicyInput {
  @Field({ description: 'Its document in JSON; docs/spec/policy.schema.json says what it may hold.' })
  @MaxLength(100_000)
  document!: string;

  @Field({ description: 'Why; 1 to 4000 characters.' })
  @IsStatement(4000)
  reason!: string;
}

@InputType({ description: 'A policy to take out of force.' })
export class ProposePolicyRetirementInput {
  @Field(() => ID, { description: 'Which policy.' })
  policyId!: string;

  @Field({ description: 'Why; 1 to 4000 characters.' })
  @IsStatement(4000)
  reason!: string;
}

@InputType({ description: 'digest is what the voter was looking at.' })
export class VotePolicyChangeInput {
  @Field(() => ID, { description: 'Which change.' })
  policyChangeId!: string;

  @Field(() => PolicyDecisionEnum, { description: 'What you say.' })
  decision!: ChangeBallot['decision'];

  @Field({ defaultValue: '', description: 'Why; up to 4000 characters.' })
  @MaxLength(4000)
  comment!: string;

  @Field({ description: 'The digest you looked at: 64 hex digits.' })
  @Matches(/^[0-9a-f]{64}$/, { message: 'policyDigest must be a SHA-256: 64 hex digits.' })
  policyDigest!: string;
}

@ArgsType()
export class RehearsalArgs {
  @Field(() => Int, { defaultValue: 90, description: 'How far back; 1 to 366.' })
  @Min(1)
  @Max(366)
  days!: number;
}

@ArgsType()
export class PolicyDraftArgs {
  @Field({ description: 'A document, in JSON.' })
  @MaxLength(100_000)
  document!: string;
}

@ObjectType({ description: 'What is wrong with a document.' })
export class PolicyFault {
  @Field({ description: 'Where, as a JSON Pointer (RFC 6901).' })
  pointer!: string;

  @Field({ description: 'What is expected there.' })
  expected!: string;

  static of(fault: Fault): PolicyFault {
    return Object.assign(new PolicyFault(), fault);
  }
}

@ObjectType({ description: 'What can be read and hardly be meant.' })
export class PolicyFinding {
  @Field(() => SeverityEnum, { description: 'How sure that is.' })
  severity!: LintFinding['severity'];

  @Field({ description: 'Where, as a JSON Pointer (RFC 6901).' })
  pointer!: string;

  @Field({ description: 'What about it.' })
  sentence!: string;

  static of(finding: LintFinding): PolicyFinding {
    return Object.assign(new PolicyFinding(), finding);
  }
}

@ObjectType({ description: 'A member that differs from the version before.' })
export class PolicyDifference {
  @Field({ description: 'Such as slots/risk_officer/minimum or gates/drift-quiet/alert.' })
  path!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'As it was; null where it is new.' })
  before!: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'As it is to be; null where it is gone.' })
  after!: unknown;

  @Field(() => TendencyEnum, { description: 'Which way it goes.' })
  tendency!: Tendency;

  static of({ path, before = null, after = null, tendency }: PolicyChange): PolicyDifference {
    return Object.assign(new PolicyDifference(), { path, before, after, tendency });
  }
}

@ObjectType({ description: 'Something that would have been missing.' })
export class RehearsedReason {
  @Field(() => RefusalCodeEnum, { description: 'For programs.' })
  code!: RefusalCode;

  @Field({ description: 'For people.' })
  message!: string;
}

@ObjectType({ description: 'What the policy would have made of one promotion of the past.' })
export class RehearsedPromotion {
  @Field(() => ID, { description: 'Which promotion.' })
  promotionId!: string;

  @Field(() => RehearsedOutcomeEnum, { description: 'What it would have come to.' })
  outcome!: Rehearsed['outcome'];

  @Field(() => [RehearsedReason], {
    description: 'What would have been missing, where it would have been blocked.',
  })
  missing!: RehearsedReason[];

  static of({ id, outcome, missing }: Rehearsed): RehearsedPromotion {
    return Object.assign(new RehearsedPromotion(), {
      ...{ promotionId: id, outcome },
      missing: missing.map(({ code, message }) => Object.assign(new RehearsedReason(), { code, message })),
    });
  }
}

@ObjectType('PolicyVote', { description: 'What a risk officer said to a change.' })
export class PolicyVoteType {
  @Field(() => ActorType, { description: 'Who.' })
  person!: ActorType;

  @Field(() => PolicyDecisionEnum, { description: 'What they said.' })
  decision!: ChangeBallot['decision'];

  @Field({ description: 'Why, in their words.' })
  comment!: string;

  @Field({ description: 'What they were looking at.' })
  digest!: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  castAt!: Date;

  static of({ voter, decision, comment, digest, castAt }: PolicyVoteRow): PolicyVoteType {
    const person = ActorType.of(voter);
    return Object.assign(new PolicyVoteType(), { person, decision, comment, digest, castAt });
  }
}

@ObjectType({ description: 'Whether the viewer may decide on a change now, and why not.' })
export class PolicyViewerDecision {
  @Field({ description: 'Whether.' })
  allowed!: boolean;

  @Field(() => RefusalCodeEnum, { nullable: true, description: 'The refusal an attempt would meet.' })
  code!: RefusalCode | null;

  @Field(() => String, { nullable: true, description: 'Why not, in one sentence.' })
  message!: string | null;

  static of(refusal: Refusal | null): PolicyViewerDecision {
    const { code = null, message = null } = refusal ?? {};
    return Object.assign(new PolicyViewerDecision(), { allowed: refusal === null, code, message });
  }
}

@ObjectType('PolicyChange', { description: 'A change of a policy: one proposes it, another decides.' })
export class PolicyChangeType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  row!: PolicyChangeRow;

  @Field(() => PolicyChangeKindEnum, { description: 'What it does.' })
  kind!: PolicyChangeRow['kind'];

  @Field({ description: 'Of which policy.' })
  name!: string;

  @Field(() => Int, { description: 'The version that it publishes or retires.' })
  version!: number;

  @Field({ description: 'SHA-256 over the canonical JSON (RFC 8785) of document: what is voted on.' })
  digest!: string;

  @Field(() => GraphQLJSON, { description: 'The policy.' })
  document!: unknown;

  @Field({ description: 'Why, in the words of whoever proposed it.' })
  reason!: string;

  @Field(() => PolicyChangeStateEnum, { description: 'Where it stands.' })
  state!: PolicyChangeState;

  @Field(() => ActorType, { description: 'By whom; they cannot decide on it.' })
  proposedBy!: ActorType;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  proposedAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When somebody decided.' })
  decidedAt!: Date | null;

  static of(row: PolicyChangeRow): PolicyChangeType {
    const { id, kind, name, version, digest, document, reason, state, proposedAt, decidedAt } = row;
    return Object.assign(new PolicyChangeType(), {
      ...{ id, row, kind, name, version, digest, document, reason, state, proposedAt, decidedAt },
      proposedBy: ActorType.of(row.proposedBy),
    });
  }
}

export const PolicyChangeConnection = connectionType('PolicyChange', () => PolicyChangeType);

@ObjectType({ description: 'What there is to say of a document while somebody writes it; nothing is kept.' })
export class PolicyDraftCheck {
  document!: string;

  @Field(() => [PolicyFault], { description: 'What is wrong; the rest is empty until nothing is.' })
  faults!: PolicyFault[];
}

@ObjectType({ description: 'The change as it stands now.', implements: RecordedChange })
export class PolicyChangeRecorded extends RecordedChange {
  @Field(() => PolicyChangeType, { description: 'The change.' })
  policyChange!: PolicyChangeType;
}

export const PolicyChangeResult = resultUnion('PolicyChangeResult', () => PolicyChangeRecorded);
