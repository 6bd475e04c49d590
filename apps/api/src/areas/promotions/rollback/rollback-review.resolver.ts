import { Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../../server/context';
import { Permit } from '../../../server/permit';
import { orRecorded } from '../../../wire/recorded-change';
import { ModelVersionType } from '../../models/models.schema';
import { ChangePromotionResult, PromotionChanged } from '../decisions.schema';
import { PromotionType } from '../promotions.schema';
import { AcknowledgeRollbackArgs, RollbackType } from './rollback-review.schema';
import { notToClose } from './rollback-reviews';

@Resolver(() => PromotionType)
export class PromotionRollbackResolver {
  @Permit('promotion.vote')
  @Mutation(() => ChangePromotionResult, {
    description:
      'Closes the review of a rollback, by somebody who could have voted on what was rolled back and did not go back themselves.',
  })
  acknowledgeRollback(@Args() request: AcknowledgeRollbackArgs, @Ctx() context: Context) {
    const outcome = context.services.rollbackReviews.acknowledge(caller(context), request);
    return orRecorded(outcome, PromotionChanged.of);
  }

  @FieldResolver(() => RollbackType, {
    nullable: true,
    description: 'Of one that was rolled back: by whom, why, and what came out of it.',
  })
  rollback(@Root() { record }: PromotionType): RollbackType | null {
    return RollbackType.of(record);
  }
}

@Resolver(() => RollbackType)
export class RollbackFieldsResolver {
  @FieldResolver(() => ModelVersionType, { description: 'The version that served again.' })
  async restored(
    @Root() { restoredPromotionId }: RollbackType,
    @Ctx() context: Context,
  ): Promise<ModelVersionType> {
    const { row } = await context.promotions.load(restoredPromotionId);
    return ModelVersionType.of(await context.modelVersions.load(row.modelVersionId));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why the viewer may not close its review, in one sentence; null where they may.',
  })
  viewerHindrance(@Root() { record }: RollbackType, @Ctx() context: Context): string | null {
    return notToClose(record, caller(context))?.message ?? null;
  }
}
