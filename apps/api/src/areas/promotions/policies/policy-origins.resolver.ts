import { originOf } from '@countersign/domain/approvals';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../../server/context';
import { PolicyOrigin } from './policy.schema';
import { PromotionType } from '../promotions.schema';

@Resolver(() => PromotionType)
export class PolicyOriginsResolver {
  @FieldResolver(() => [PolicyOrigin], {
    description: 'Which policies each rule of its policy comes from, in the order of the document.',
  })
  async policyOrigins(@Root() { record }: PromotionType, @Ctx() context: Context): Promise<PolicyOrigin[]> {
    const { policy } = record;
    const parts = await context.services.policies.byId(caller(context), policy.joins ?? [policy.id]);
    return originOf(parts.map(({ body }) => body)).map((origin) => Object.assign(new PolicyOrigin(), origin));
  }
}
