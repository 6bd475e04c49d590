import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { InboxItemType, PromotionChangeType } from './promotion-page.schema';
import { PromotionType } from './promotions.schema';

@Resolver(() => PromotionType)
export class PromotionPageResolver {
  @Permit('promotion.read')
  @Query(() => [InboxItemType], {
    description: 'Promotions that wait for the viewer, most urgent first; of the 500 oldest open ones.',
  })
  async inbox(@Ctx() context: Context): Promise<InboxItemType[]> {
    const entries = await context.services.inbox.inbox(caller(context));
    return entries.map((entry) => InboxItemType.of(entry));
  }

  @FieldResolver(() => [String], {
    description:
      'The promotion in plain sentences, for somebody who knows the subject and not the statistics.',
  })
  brief(@Root() { record }: PromotionType, @Ctx() context: Context): Promise<string[]> {
    return context.services.promotionChanges.brief(caller(context), record);
  }

  @FieldResolver(() => [PromotionChangeType], {
    description:
      'The version beside the one that serves where it is to go, what is equal as well; empty where none serves there, or this one.',
  })
  async changes(@Root() { record }: PromotionType, @Ctx() context: Context): Promise<PromotionChangeType[]> {
    const changes = await context.services.promotionChanges.changes(caller(context), record);
    return changes.map((change) => PromotionChangeType.of(change));
  }
}
