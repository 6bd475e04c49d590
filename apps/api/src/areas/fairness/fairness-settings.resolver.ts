import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import {
  FairnessSettingsType,
  GroupThresholdWhatIfSet,
  SetGroupThresholdWhatIfInput,
  SetGroupThresholdWhatIfResult,
} from './fairness-settings.schema';

@Resolver()
export class FairnessSettingsResolver {
  @Permit('fairness.read')
  @Query(() => FairnessSettingsType, { description: 'What the workspace shows beside its fairness audits.' })
  async fairnessSettings(@Ctx() context: Context): Promise<FairnessSettingsType> {
    return FairnessSettingsType.of(await context.services.fairnessSettings.read(caller(context)));
  }

  @Permit('fairness.waive')
  @Mutation(() => SetGroupThresholdWhatIfResult, {
    description:
      'Shows or hides what thresholds of their own would do to groups. It is a thought experiment: thresholds set by a person’s group are disparate treatment, and nothing of it is deployed.',
  })
  setGroupThresholdWhatIf(
    @Arg('input', () => SetGroupThresholdWhatIfInput) input: SetGroupThresholdWhatIfInput,
    @Ctx() context: Context,
  ): Promise<GroupThresholdWhatIfSet | RefusalType> {
    const answer = context.services.fairnessSettings.allowGroupThresholdWhatIf(caller(context), input);
    return orRecorded(answer, (settings) =>
      Object.assign(new GroupThresholdWhatIfSet(), { settings: FairnessSettingsType.of(settings) }),
    );
  }
}
