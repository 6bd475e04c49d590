import { type Environment } from '@countersign/domain/approvals';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../../server/context';
import { PageArgs } from '../../../wire/page-args';
import { ModelAliasType, ModelType, ModelVersionType } from '../../models/models.schema';
import { EnvironmentEnum } from '../policies/policy.schema';
import { PromotionConnection, PromotionType } from '../promotions.schema';

@Resolver(() => ModelType)
export class ModelPromotionsResolver {
  @FieldResolver(() => [PromotionType], { description: 'Promotions not decided yet, newest first.' })
  async openPromotions(@Root() { id }: ModelType, @Ctx() context: Context): Promise<PromotionType[]> {
    const records = await context.services.promotions.openOfModel(caller(context), id);
    return records.map((record) => PromotionType.of(record));
  }
}

@Resolver(() => ModelVersionType)
export class ModelVersionPromotionsResolver {
  @FieldResolver(() => PromotionConnection, { description: 'All promotions of this version, newest first.' })
  async promotions(@Root() { id }: ModelVersionType, @Args() bounds: PageArgs, @Ctx() context: Context) {
    const page = await context.services.promotions.list(caller(context), bounds, { modelVersionId: id });
    return PromotionConnection.of(page, PromotionType.of);
  }
}

@Resolver(() => ModelAliasType)
export class ModelAliasPromotionResolver {
  @FieldResolver(() => EnvironmentEnum, {
    description: 'Where it points to a version; the same name elsewhere is another alias.',
  })
  environment(@Root() { environment }: ModelAliasType): Environment {
    return environment;
  }

  @FieldResolver(() => PromotionType, {
    nullable: true,
    description: 'The promotion that moved it to where it points.',
  })
  async promotion(@Root() { promotionId }: ModelAliasType, @Ctx() context: Context): Promise<PromotionType> {
    return PromotionType.of(await context.promotions.load(promotionId));
  }
}
