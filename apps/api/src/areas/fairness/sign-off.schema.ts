import { type Role } from '@countersign/domain/access';
import { MaxLength } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import { IsStatement } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { wireEnum } from '../../wire/wire-enum';
import { ActorType, RoleEnum } from '../access/access.schema';
import { FairnessAuditType } from './fairness.schema';
import { type FairnessSignOff, type SignOffDecision } from './fairness-sign-off.entity';

const longestText = 4000;

const SignOffDecisionEnum = wireEnum('SignOffDecision', 'What somebody says of an audit under their name.', {
  agrees: 'The audit asks the right question and its conclusion holds.',
  dissents: 'It does not; the note says why. A dissent is kept and printed like any other signature.',
});

@InputType({
  description:
    'evidenceDigest is what the person looked at; a signature for anything else is refused as OTHER_EVIDENCE.',
})
export class SignFairnessAuditInput {
  @Field(() => ID, { description: 'Which audit.' })
  auditId!: string;

  @Field({ description: 'The evidenceDigest you looked at.' })
  @MaxLength(64)
  evidenceDigest!: string;

  @Field(() => SignOffDecisionEnum, { description: 'What you say.' })
  decision!: SignOffDecision;

  @Field(() => String, {
    nullable: true,
    description:
      'How independent you are of who makes, sells and uses the model; 1 to 4000 characters. An explicit null declares nothing, and the report says so; it cannot be left out.',
  })
  @IsStatement(longestText)
  independence?: string | null;

  @Field(() => String, { nullable: true, description: 'Why; 1 to 4000 characters. A dissent needs it.' })
  @IsStatement(longestText)
  note?: string | null;
}

@ObjectType('FairnessSignOff', { description: 'What one person says of an audit. It is never changed.' })
export class FairnessSignOffType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => ActorType, { description: 'Who.' })
  person!: ActorType;

  @Field(() => [RoleEnum], { description: 'The roles they held when signing.' })
  roles!: Role[];

  @Field(() => SignOffDecisionEnum, { description: 'What they say.' })
  decision!: SignOffDecision;

  @Field(() => String, {
    nullable: true,
    description: 'What they declare about their independence; null where they declare nothing.',
  })
  independence!: string | null;

  @Field(() => String, { nullable: true, description: 'Why, in their words.' })
  note!: string | null;

  @Field({ description: 'What they looked at.' })
  evidenceDigest!: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  signedAt!: Date;

  static of(row: FairnessSignOff): FairnessSignOffType {
    const { id, signedBy, roles, decision, independence, note, evidenceDigest, signedAt } = row;
    return Object.assign(new FairnessSignOffType(), {
      ...{ id, roles, decision, independence, note, evidenceDigest, signedAt },
      person: ActorType.of(signedBy),
    });
  }
}

@ObjectType({ description: 'The signature stands under the audit.', implements: RecordedChange })
export class FairnessAuditSigned extends RecordedChange {
  @Field(() => FairnessSignOffType, { description: 'The signature.' })
  signOff!: FairnessSignOffType;

  @Field(() => FairnessAuditType, { description: 'The audit, with it.' })
  audit!: FairnessAuditType;
}

export const SignFairnessAuditResult = resultUnion('SignFairnessAuditResult', () => FairnessAuditSigned);
