import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { caller, type Context } from '../../../server/context';
import { Permit } from '../../../server/permit';
import { orRecorded } from '../../../wire/recorded-change';
import { ChangePromotionResult, PromotionChanged } from '../decisions.schema';
import { WaiveGateArgs } from './waiver.schema';

@Resolver()
export class WaiversResolver {
  @Permit('promotion.vote')
  @Mutation(() => ChangePromotionResult, {
    description: 'Lets a promotion go on although a gate that its policy lets waive did not pass.',
  })
  waiveGate(@Args() request: WaiveGateArgs, @Ctx() context: Context) {
    return orRecorded(context.services.waivers.waive(caller(context), request), PromotionChanged.of);
  }
}
