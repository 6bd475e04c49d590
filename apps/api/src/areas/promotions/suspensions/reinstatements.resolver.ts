import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../../server/context';
import { PromotionType } from '../promotions.schema';
import { ReinstatementType } from './suspension.schema';

@Resolver(() => PromotionType)
export class ReinstatementsResolver {
  @FieldResolver(() => [ReinstatementType], { description: 'Suspensions that were lifted, oldest first.' })
  async reinstatements(@Root() { id }: PromotionType, @Ctx() context: Context): Promise<ReinstatementType[]> {
    const lifted = await context.services.suspensions.lifted(caller(context), id);
    return lifted.map((row) => ReinstatementType.of(row));
  }
}
