import { type VoteDecision } from '@countersign/domain/approvals';
import { IsOptional, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { PasskeyRequestType } from '../../access/passkeys.schema';
import { VoteDecisionEnum } from '../votes/review.schema';

@InputType({ description: 'What you are about to sign.' })
export class SignatureRequestInput {
  @Field(() => ID, { description: 'Which promotion.' })
  promotionId!: string;

  @Field(() => VoteDecisionEnum, {
    nullable: true,
    description: 'What you say; absent to lift its suspension.',
  })
  decision?: VoteDecision | null;

  @Field({ defaultValue: '', description: 'The comment or reason that goes with it; up to 4000 characters.' })
  @MaxLength(4000)
  comment!: string;

  @Field(() => ID, { nullable: true, description: 'Whose vote it is, where they gave it to you.' })
  @IsOptional()
  onBehalfOf?: string | null;
}

@ObjectType('SignatureRequest', { description: 'What your signature shows, and what to ask a passkey for.' })
export class SignatureRequestType {
  @Field({ description: 'Your name, as it is printed with the time.' })
  printedName!: string;

  @Field({ description: 'What your signature says.' })
  meaning!: string;

  @Field({ description: 'Whether the policy takes nothing that is not signed with a passkey.' })
  isRequired!: boolean;

  @Field({ description: 'Goes with the signature.' })
  nameSalt!: string;

  @Field(() => PasskeyRequestType, {
    nullable: true,
    description: 'What to ask a passkey for; null without one of yours at this address.',
  })
  passkey!: PasskeyRequestType | null;
}

@InputType({ description: 'What a passkey of yours signed.' })
export class SignatureInput {
  @Field({ description: 'Of the request.' })
  @MaxLength(400)
  nonce!: string;

  @Field({ description: 'Of the request.' })
  @Matches(/^[0-9a-f]{32}$/)
  nameSalt!: string;

  @Field({ description: 'The credential as JSON.' })
  @MaxLength(40_000)
  response!: string;
}
