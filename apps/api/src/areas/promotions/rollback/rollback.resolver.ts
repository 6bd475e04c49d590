import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../../server/context';
import { Permit } from '../../../server/permit';
import { orRecorded } from '../../../wire/recorded-change';
import { passkeyCaller } from '../../access/passkey-site';
import { ModelVersionType } from '../../models/models.schema';
import { ChangePromotionResult, PromotionChanged } from '../decisions.schema';
import { ReinstatePromotionArgs, RollBackInput } from './rollback.schema';
import { SuspensionType } from '../suspensions/suspension.schema';

@Resolver(() => SuspensionType)
export class RollbackResolver {
  @Permit('promotion.roll_back')
  @Mutation(() => ChangePromotionResult, {
    description:
      'Lets what served there before serve again, without votes. Answers the promotion that gave way.',
  })
  rollBack(@Arg('input', () => RollBackInput) input: RollBackInput, @Ctx() context: Context) {
    const outcome = context.services.rollbacks.rollBack(caller(context), input);
    return orRecorded(outcome, PromotionChanged.of);
  }

  @Permit('promotion.vote')
  @Mutation(() => ChangePromotionResult, {
    description: 'Lifts a suspension, by somebody who could have voted on the promotion.',
  })
  async reinstatePromotion(@Args() request: ReinstatePromotionArgs, @Ctx() context: Context) {
    const signature = await context.services.signing.open(passkeyCaller(context), request.signature);
    const outcome = context.services.suspensions.reinstate(caller(context), { ...request, signature });
    return orRecorded(outcome, PromotionChanged.of);
  }

  @FieldResolver(() => ModelVersionType, {
    nullable: true,
    description: 'The version that rollBack would bring back; null where only a promotion leads elsewhere.',
  })
  async fallback(
    @Root() { fallbackVersionId }: SuspensionType,
    @Ctx() context: Context,
  ): Promise<ModelVersionType | null> {
    if (fallbackVersionId === null) return null;
    return ModelVersionType.of(await context.modelVersions.load(fallbackVersionId));
  }
}
