import { isPermitted } from '@countersign/domain/access';
import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../../server/context';
import { Permit } from '../../../server/permit';
import { PageArgs } from '../../../wire/page-args';
import { orRecorded } from '../../../wire/recorded-change';
import {
  AddPromotionCommentInput,
  AddPromotionCommentResult,
  MarkMentionsSeenArgs,
  MarkMentionsSeenResult,
  MentionsSeen,
  PromotionCommentAdded,
  PromotionCommentConnection,
  PromotionCommentType,
  RefusedAttemptType,
} from './discussion.schema';
import { PromotionType } from '../promotions.schema';

@Resolver(() => PromotionType)
export class DiscussionResolver {
  @Permit('promotion.comment')
  @Mutation(() => AddPromotionCommentResult, {
    description: 'Says something about a promotion. It decides nothing, and stays as it was said.',
  })
  addPromotionComment(
    @Arg('input', () => AddPromotionCommentInput) input: AddPromotionCommentInput,
    @Ctx() context: Context,
  ) {
    const viewer = caller(context);
    return orRecorded(context.services.discussion.add(viewer, input), (record) =>
      Object.assign(new PromotionCommentAdded(), { comment: PromotionCommentType.of(record, viewer.id) }),
    );
  }

  @Permit('promotion.comment')
  @Mutation(() => MarkMentionsSeenResult, {
    description: 'Says that you have seen what mentions you, so that it waits for you no longer.',
  })
  markMentionsSeen(@Args() { commentIds }: MarkMentionsSeenArgs, @Ctx() context: Context) {
    const viewer = caller(context);
    return orRecorded(context.services.discussion.markSeen(viewer, commentIds), (records) =>
      Object.assign(new MentionsSeen(), {
        comments: records.map((record) => PromotionCommentType.of(record, viewer.id)),
      }),
    );
  }

  @FieldResolver(() => PromotionCommentConnection, {
    description: 'What people said about it, newest first.',
  })
  async comments(@Root() { id }: PromotionType, @Args() bounds: PageArgs, @Ctx() context: Context) {
    const viewer = caller(context);
    const page = await context.services.discussion.comments(viewer, id, bounds);
    return PromotionCommentConnection.of(page, (record) => PromotionCommentType.of(record, viewer.id));
  }

  @FieldResolver(() => [RefusedAttemptType], {
    description:
      'Steps that were refused, newest first: the last 100 whose details the audit log still has, for whoever may read that.',
  })
  async refusals(@Root() { id }: PromotionType, @Ctx() context: Context): Promise<RefusedAttemptType[]> {
    const viewer = caller(context);
    if (!isPermitted(viewer, 'audit.read')) return [];
    const attempts = await context.services.discussion.refused(viewer, id);
    return attempts.map((attempt) => RefusedAttemptType.of(attempt));
  }
}
