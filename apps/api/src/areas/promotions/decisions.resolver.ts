import { isRefusal } from '@countersign/domain/refusals';
import { Arg, Args, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { orRecorded } from '../../wire/recorded-change';
import { RefusalType } from '../../wire/refusal';
import { passkeyCaller } from '../access/passkey-site';
import {
  CastVoteInput,
  CastVoteResult,
  CastVotesInput,
  CastVotesResult,
  ChangePromotionResult,
  PromotionChanged,
  PromotionRequested,
  RequestPromotionInput,
  RequestPromotionResult,
  VoteCast,
  VotesCast,
  WithdrawPromotionArgs,
} from './decisions.schema';
import { PromotionType } from './promotions.schema';

@Resolver()
export class DecisionsResolver {
  @Permit('promotion.request')
  @Mutation(() => RequestPromotionResult, {
    description: 'Asks for a version to be moved to an environment and alias.',
  })
  requestPromotion(
    @Arg('input', () => RequestPromotionInput) input: RequestPromotionInput,
    @Ctx() context: Context,
  ) {
    const outcome = context.services.promotionRequests.request(caller(context), input);
    return orRecorded(outcome, (record) =>
      Object.assign(new PromotionRequested(), { promotion: PromotionType.of(record) }),
    );
  }

  @Permit('promotion.vote')
  @Mutation(() => CastVoteResult, { description: 'Says yes, no, not yet or nothing, once a round.' })
  async castVote(@Arg('input', () => CastVoteInput) input: CastVoteInput, @Ctx() context: Context) {
    const actor = caller(context);
    const onBehalfOf = input.onBehalfOf ?? undefined;
    const signature = await context.services.signing.open(passkeyCaller(context), input.signature);
    const outcome = context.services.reviews.castVote(actor, { ...input, onBehalfOf, signature });
    return orRecorded(outcome, (record) => VoteCast.of(PromotionType.of(record), actor.id, onBehalfOf));
  }

  @Permit('promotion.vote')
  @Mutation(() => CastVotesResult, {
    description: 'Approves several promotions together, all of them or none.',
  })
  async castVotes(@Arg('input', () => CastVotesInput) input: CastVotesInput, @Ctx() context: Context) {
    const actor = caller(context);
    const answer = await context.services.reviews.castVotes(actor, input);
    if (isRefusal(answer)) return RefusalType.of(answer);
    const { result, auditEntry, earlierEntries } = answer;
    const recorded = [...earlierEntries, auditEntry];
    const votes = result.map((record, at) =>
      Object.assign(VoteCast.of(PromotionType.of(record), actor.id), { recorded: recorded[at] }),
    );
    return Object.assign(new VotesCast(), { votes, recorded: auditEntry });
  }

  @Permit('promotion.withdraw')
  @Mutation(() => ChangePromotionResult, { description: 'Takes an undecided or approved promotion back.' })
  withdrawPromotion(@Args() request: WithdrawPromotionArgs, @Ctx() context: Context) {
    const outcome = context.services.reviews.withdraw(caller(context), request);
    return orRecorded(outcome, PromotionChanged.of);
  }

  @Permit('promotion.refresh')
  @Mutation(() => ChangePromotionResult, {
    description: 'Evaluates the gates again; new evidence opens the next round.',
  })
  refreshGates(@Arg('promotionId', () => ID) promotionId: string, @Ctx() context: Context) {
    const outcome = context.services.reviews.refreshGates(caller(context), promotionId);
    return orRecorded(outcome, PromotionChanged.of);
  }

  @Permit('promotion.activate')
  @Mutation(() => ChangePromotionResult, {
    description: 'Moves the alias to the approved version, after checking everything once more.',
  })
  activatePromotion(@Arg('promotionId', () => ID) promotionId: string, @Ctx() context: Context) {
    const outcome = context.services.activations.activate(caller(context), promotionId);
    return orRecorded(outcome, PromotionChanged.of);
  }
}
