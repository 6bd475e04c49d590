import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { ModelVersionType } from '../models/models.schema';
import { InboxItemType, PromotionChangeType } from './promotion-page.schema';
import { PromotionType } from './promotions.schema';

@Resolver(() => PromotionType)
export class PromotionPageResolver {
  @Permit('promotion.read')
  @Query(() => [InboxItemType], {
    description:
      'What waits for the viewer, most urgent first: of the 500 oldest open promotions, their 100 oldest mentions and the 50 oldest open changes of policies.',
  })
  async inbox(@Ctx() context: Context): Promise<InboxItemType[]> {
    const viewer = caller(context);
    const entries = await context.services.inbox.inbox(viewer);
    return entries.map((entry) => InboxItemType.of(entry, viewer.id));
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
      'The version beside the one of `changesFrom`, what is equal as well; empty where there is none.',
  })
  async changes(@Root() { record }: PromotionType, @Ctx() context: Context): Promise<PromotionChangeType[]> {
    const changes = await context.services.promotionChanges.changes(caller(context), record);
    return changes.map((change) => PromotionChangeType.of(change));
  }

  @FieldResolver(() => ModelVersionType, {
    nullable: true,
    description:
      'What `changes` puts the version beside: the one that serves where it is to go, or that it replaced where it serves there itself; null where there is none.',
  })
  async changesFrom(
    @Root() { record }: PromotionType,
    @Ctx() context: Context,
  ): Promise<ModelVersionType | null> {
    const id = await context.services.promotionChanges.changesFromId(caller(context), record);
    return id === null ? null : ModelVersionType.of(await context.modelVersions.load(id));
  }
}
