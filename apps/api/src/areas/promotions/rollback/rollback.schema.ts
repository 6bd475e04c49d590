import { type Environment } from '@countersign/domain/approvals';
import { IsOptional, Length, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { IsStatement } from '../../../wire/plain-text';
import { EnvironmentEnum } from '../policies/policy.schema';
import { SignatureInput } from '../signing/signing.schema';

@InputType({ description: 'A place whose version gives way to the one that served there before.' })
export class RollBackInput {
  @Field(() => ID, { description: 'Which model.' })
  modelId!: string;

  @Field(() => EnvironmentEnum, { defaultValue: 'production', description: 'Where.' })
  environment!: Environment;

  @Field({ defaultValue: 'champion', description: 'Which alias; 1 to 100 characters.' })
  @Length(1, 100)
  alias!: string;

  @Field({ description: 'Why; 1 to 4000 characters.' })
  @IsStatement(4000)
  reason!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The promotion that is to give way; where it is given and another serves by now, nothing does.',
  })
  fromPromotionId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The promotion that is to serve again; without it, the one that served last and may.',
  })
  toPromotionId?: string | null;
}

@ArgsType()
export class ReinstatePromotionArgs {
  @Field(() => ID, { description: 'Which promotion.' })
  promotionId!: string;

  @Field({ description: 'Why it may be relied on again; 1 to 4000 characters.' })
  @IsStatement(4000)
  reason!: string;

  @Field(() => SignatureInput, { nullable: true, description: 'Of a passkey; see signatureRequest.' })
  @IsOptional()
  @ValidateNested()
  signature?: SignatureInput | null;
}
