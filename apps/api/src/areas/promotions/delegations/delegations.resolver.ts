import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../../server/context';
import { Permit } from '../../../server/permit';
import { orRecorded } from '../../../wire/recorded-change';
import { ModelType } from '../../models/models.schema';
import {
  ChangeDelegationResult,
  DelegateInput,
  DelegationChanged,
  DelegationType,
} from './delegations.schema';

@Resolver(() => DelegationType)
export class DelegationsResolver {
  @Permit('promotion.read')
  @Query(() => [DelegationType], {
    description: 'Votes that the viewer gave away, and those they were given; the newest 100.',
  })
  async delegations(@Ctx() context: Context): Promise<DelegationType[]> {
    const records = await context.services.delegations.ownAndGiven(caller(context));
    return records.map((record) => DelegationType.of(record));
  }

  @FieldResolver(() => [ModelType], { nullable: true, description: 'The models it is for; null for all.' })
  async models(@Root() { modelIds }: DelegationType, @Ctx() context: Context): Promise<ModelType[] | null> {
    if (modelIds === null) return null;
    const models = await Promise.all(modelIds.map((id) => context.models.load(id)));
    return models.map((model) => ModelType.of(model));
  }

  @Permit('promotion.vote')
  @Mutation(() => ChangeDelegationResult, {
    description: 'Lets somebody else cast your votes on promotions for a time, 30 days at most.',
  })
  delegate(@Arg('input', () => DelegateInput) input: DelegateInput, @Ctx() context: Context) {
    const outcome = context.services.delegations.delegate(caller(context), input);
    return orRecorded(outcome, DelegationChanged.of);
  }

  @Permit('promotion.vote')
  @Mutation(() => ChangeDelegationResult, {
    description: 'Ends a delegation that you gave or were given. Votes that were cast by it stay.',
  })
  revokeDelegation(@Arg('delegationId', () => ID) delegationId: string, @Ctx() context: Context) {
    const outcome = context.services.delegations.revoke(caller(context), delegationId);
    return orRecorded(outcome, DelegationChanged.of);
  }
}
