import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { PageArgs } from '../../wire/page-args';
import { ModelVersionType } from '../models/models.schema';
import { PolicyConnection, PolicyType } from './policies/policy.schema';
import {
  DeploymentConnection,
  DeploymentPageArgs,
  DeploymentType,
  PromotionConnection,
  PromotionPageArgs,
  PromotionType,
} from './promotions.schema';
import { ViewerActionType, VoteForOtherType } from './votes/review.schema';

@Resolver(() => PromotionType)
export class PromotionsResolver {
  @Permit('promotion.read')
  @Query(() => PromotionConnection, { description: 'All promotions, newest first.' })
  async promotions(@Args() { state, ...bounds }: PromotionPageArgs, @Ctx() context: Context) {
    const page = await context.services.promotions.list(caller(context), bounds, { state });
    return PromotionConnection.of(page, PromotionType.of);
  }

  @Permit('promotion.read')
  @Query(() => PromotionType, { description: 'One promotion.' })
  async promotion(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<PromotionType> {
    return PromotionType.of(await context.services.promotions.promotion(caller(context), id));
  }

  @Permit('policy.read')
  @Query(() => PolicyConnection, { description: 'All published policies, newest first.' })
  async policies(@Args() bounds: PageArgs, @Ctx() context: Context) {
    return PolicyConnection.of(await context.services.policies.list(caller(context), bounds), PolicyType.of);
  }

  @Permit('deployment.read')
  @Query(() => DeploymentConnection, { description: 'What serves and what served, newest first.' })
  async deployments(
    @Args() { modelId, environment, alias, servingAt, ...bounds }: DeploymentPageArgs,
    @Ctx() context: Context,
  ) {
    const filter = { modelId, environment, alias, servingAt };
    const page = await context.services.promotions.deployments(caller(context), bounds, filter);
    return DeploymentConnection.of(page, DeploymentType.of);
  }

  @FieldResolver(() => ModelVersionType, { description: 'The version that is to move.' })
  modelVersion(@Root() { record }: PromotionType, @Ctx() context: Context): Promise<ModelVersionType> {
    return versionOf(context, record.row.modelVersionId);
  }

  @FieldResolver(() => ModelVersionType, {
    nullable: true,
    description: 'The version that serves there now; null when none does.',
  })
  async champion(
    @Root() { record }: PromotionType,
    @Ctx() context: Context,
  ): Promise<ModelVersionType | null> {
    const serving = await context.services.promotions.servingVersionId(caller(context), record);
    return serving === null ? null : versionOf(context, serving);
  }

  @FieldResolver(() => [ViewerActionType], {
    description: 'What the viewer may do now; message says why not.',
  })
  viewerActions(@Root() { record }: PromotionType, @Ctx() context: Context): ViewerActionType[] {
    return ViewerActionType.allOf(record, caller(context));
  }

  @FieldResolver(() => [VoteForOtherType], {
    description: 'Votes of others that the viewer was given here; message says why one cannot be cast.',
  })
  votesForOthers(@Root() { record }: PromotionType, @Ctx() context: Context): VoteForOtherType[] {
    return VoteForOtherType.allOf(record, caller(context));
  }
}

@Resolver(() => DeploymentType)
export class DeploymentsResolver {
  @FieldResolver(() => ModelVersionType, { description: 'The version that serves.' })
  modelVersion(
    @Root() { modelVersionId }: DeploymentType,
    @Ctx() context: Context,
  ): Promise<ModelVersionType> {
    return versionOf(context, modelVersionId);
  }

  @FieldResolver(() => PromotionType, { description: 'The promotion that put it there.' })
  async promotion(@Root() { promotionId }: DeploymentType, @Ctx() context: Context): Promise<PromotionType> {
    return PromotionType.of(await context.promotions.load(promotionId));
  }
}

async function versionOf(context: Context, id: string): Promise<ModelVersionType> {
  return ModelVersionType.of(await context.modelVersions.load(id));
}
