import { MaxLength, IsOptional, ValidateNested } from 'class-validator';
import { GraphQLJSON } from 'graphql-scalars';
import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import { IsName } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { type Passkey } from './passkey.entity';

@ObjectType('Passkey', { description: 'A key that you sign by, and that never leaves your device.' })
export class PasskeyType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field({ description: 'What you call it.' })
  name!: string;

  @Field({ description: 'Where it was made, and works.' })
  origin!: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  createdAt!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it last signed; null if it never did.',
  })
  lastUsedAt!: Date | null;

  static of({ id, name, origin, createdAt, lastUsedAt }: Passkey): PasskeyType {
    return Object.assign(new PasskeyType(), { id, name, origin, createdAt, lastUsedAt });
  }
}

@ObjectType('PasskeyRequest', { description: 'What to ask a browser for, once and within five minutes.' })
export class PasskeyRequestType {
  @Field({ description: 'Goes with the answer.' })
  nonce!: string;

  @Field(() => GraphQLJSON, { description: 'As WebAuthn writes options in JSON.' })
  options!: object;
}

@ObjectType('WaysToProve', { description: 'How you can prove anew who you are, without leaving.' })
export class WaysToProveType {
  @Field({ description: 'Whether by your password.' })
  password!: boolean;

  @Field({ description: 'Whether by signing in again at the OpenID provider.' })
  provider!: boolean;

  @Field(() => PasskeyRequestType, {
    nullable: true,
    description: 'What to ask a passkey for; null without one of yours at this address.',
  })
  passkey!: PasskeyRequestType | null;
}

@InputType({ description: 'What a passkey answered.' })
export class PasskeyAnswerInput {
  @Field({ description: 'Of the request.' })
  @MaxLength(400)
  nonce!: string;

  @Field({ description: 'The credential as JSON.' })
  @MaxLength(40_000)
  response!: string;
}

@InputType({ description: 'A passkey to register.' })
export class RegisterPasskeyInput {
  @Field({ description: 'What you call it; 1 to 100 characters.' })
  @IsName(100)
  name!: string;

  @Field(() => PasskeyAnswerInput, { description: 'What the browser made.' })
  @ValidateNested()
  answer!: PasskeyAnswerInput;
}

@InputType({ description: 'Another name for a passkey.' })
export class RenamePasskeyInput {
  @Field(() => ID, { description: 'Which.' })
  passkeyId!: string;

  @Field({ description: 'What you call it; 1 to 100 characters.' })
  @IsName(100)
  name!: string;
}

@InputType({ description: 'Exactly one way to prove who you are.' })
export class ProveIdentityInput {
  @Field(() => String, { nullable: true, description: 'Your password.' })
  @IsOptional()
  @MaxLength(4000)
  password?: string | null;

  @Field(() => PasskeyAnswerInput, { nullable: true, description: 'An answer of a passkey of yours.' })
  @IsOptional()
  @ValidateNested()
  passkey?: PasskeyAnswerInput | null;
}

@ObjectType({ description: 'The passkey as it is now.', implements: RecordedChange })
export class PasskeyChanged extends RecordedChange {
  @Field(() => PasskeyType, { description: 'The passkey.' })
  passkey!: PasskeyType;

  static of(passkey: Passkey): PasskeyChanged {
    return Object.assign(new PasskeyChanged(), { passkey: PasskeyType.of(passkey) });
  }
}

@ObjectType({ description: 'You have proven who you are.', implements: RecordedChange })
export class IdentityProven extends RecordedChange {
  @Field(() => GraphQLISODateTime, { description: 'When: policies count from here.' })
  authenticatedAt!: Date;
}

export const ChangePasskeyResult = resultUnion('ChangePasskeyResult', () => PasskeyChanged);
export const ProveIdentityResult = resultUnion('ProveIdentityResult', () => IdentityProven);
