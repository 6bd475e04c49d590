import { Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../../server/context';
import { Permit } from '../../../server/permit';
import { orRecorded } from '../../../wire/recorded-change';
import { ChangePromotionResult, PromotionChanged } from '../decisions.schema';
import {
  ConfirmEmergencyArgs,
  EmergencyTermsType,
  EmergencyType,
  ProposeEmergencyArgs,
} from './emergency.schema';
import { PromotionType } from '../promotions.schema';

@Resolver(() => PromotionType)
export class EmergencyResolver {
  @Permit('promotion.break_glass')
  @Mutation(() => ChangePromotionResult, {
    description:
      'Asks that a version serve before its promotion is approved; somebody else has to confirm it.',
  })
  proposeEmergency(@Args() request: ProposeEmergencyArgs, @Ctx() context: Context) {
    const outcome = context.services.emergencies.propose(caller(context), request);
    return orRecorded(outcome, PromotionChanged.of);
  }

  @Permit('promotion.break_glass')
  @Mutation(() => ChangePromotionResult, {
    description: 'Lets a version serve for the hours that the policy gives, as the second person.',
  })
  confirmEmergency(@Args() request: ConfirmEmergencyArgs, @Ctx() context: Context) {
    const outcome = context.services.emergencies.confirm(caller(context), request);
    return orRecorded(outcome, PromotionChanged.of);
  }

  @FieldResolver(() => EmergencyType, {
    nullable: true,
    description: 'The emergency that was proposed last; null where none was.',
  })
  emergency(@Root() { record }: PromotionType): EmergencyType | null {
    return EmergencyType.of(record);
  }

  @FieldResolver(() => EmergencyTermsType, {
    nullable: true,
    description: 'What the policy allows in an emergency; null where it knows none.',
  })
  emergencyTerms(@Root() { record }: PromotionType): EmergencyTermsType | null {
    return EmergencyTermsType.of(record);
  }
}
