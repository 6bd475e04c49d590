import { Field, InputType, ObjectType } from 'type-graphql';
import { IsStatement } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { type FairnessSettingsRow } from './fairness-settings.service';

const longestReason = 2000;

@ObjectType('FairnessSettings', { description: 'What the workspace shows beside its fairness audits.' })
export class FairnessSettingsType {
  @Field({
    description:
      'Whether people are shown, as a thought, what thresholds of their own would do to groups. Nothing of it is deployed.',
  })
  allowGroupThresholdWhatIf!: boolean;

  static of({ allowGroupThresholdWhatIf }: FairnessSettingsRow): FairnessSettingsType {
    return Object.assign(new FairnessSettingsType(), { allowGroupThresholdWhatIf });
  }
}

@InputType({ description: 'Whether thresholds for groups may be looked at as a thought.' })
export class SetGroupThresholdWhatIfInput {
  @Field({ description: 'True to show them.' })
  isAllowed!: boolean;

  @Field({ description: 'Why, such as which legal review allows it; 1 to 2000 characters.' })
  @IsStatement(longestReason)
  reason!: string;
}

@ObjectType({ description: 'The setting holds from now on.', implements: RecordedChange })
export class GroupThresholdWhatIfSet extends RecordedChange {
  @Field(() => FairnessSettingsType, { description: 'The settings.' })
  settings!: FairnessSettingsType;
}

export const SetGroupThresholdWhatIfResult = resultUnion(
  'SetGroupThresholdWhatIfResult',
  () => GroupThresholdWhatIfSet,
);
