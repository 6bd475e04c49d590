import { type Role } from '@countersign/domain/access';
import { type ThinPool } from '@countersign/domain/approvals';
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../../server/context';
import { RoleEnum } from '../../access/access.schema';
import { PolicyType } from './policy.schema';

@ObjectType('ThinPool', {
  description:
    'Roles whose seats take as many people as hold them, or more: whoever leaves, nothing can be approved.',
})
class ThinPoolType {
  @Field(() => [RoleEnum], {
    description: 'One; several where only all of them together are too few, since the same people hold them.',
  })
  roles!: readonly Role[];

  @Field(() => Int, { description: 'Active members who hold one of them.' })
  people!: number;

  @Field(() => Int, { description: 'How many different people the seats take.' })
  asked!: number;

  static of(pool: ThinPool): ThinPoolType {
    return Object.assign(new ThinPoolType(), pool);
  }
}

/** Whether a policy has anybody to spare. */
@Resolver(() => PolicyType)
export class ThinPoolsResolver {
  @FieldResolver(() => [ThinPoolType], {
    description: 'Where it has nobody to spare, as members and their roles are now; roles and numbers alone.',
  })
  async thinPools(@Root() { row }: PolicyType, @Ctx() context: Context): Promise<ThinPoolType[]> {
    const pools = await context.services.policyReviews.thinPools(caller(context), row.body);
    return pools.map((pool) => ThinPoolType.of(pool));
  }
}
