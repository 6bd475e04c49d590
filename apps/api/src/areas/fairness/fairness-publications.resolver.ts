import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import { FairnessAuditType } from './fairness.schema';
import {
  FairnessPublicationType,
  FairnessSummaryPublished,
  PublishedSummaryWithdrawn,
  PublishFairnessSummaryInput,
  PublishFairnessSummaryResult,
  WithdrawPublishedSummaryInput,
  WithdrawPublishedSummaryResult,
} from './publication.schema';
import { type PublishedSummary } from './published-summary.entity';

@Resolver(() => FairnessAuditType)
export class FairnessPublicationsResolver {
  @Permit('fairness.publish')
  @Mutation(() => PublishFairnessSummaryResult, {
    description:
      'Makes the summary of an audit that somebody else ran public: anybody may read it, without signing in. The page shows no small number, no person and no workspace, and stays as it is.',
  })
  publishFairnessSummary(
    @Arg('input', () => PublishFairnessSummaryInput) input: PublishFairnessSummaryInput,
    @Ctx() context: Context,
  ): Promise<FairnessSummaryPublished | RefusalType> {
    const { publishedSummaries } = context.services;
    return orRecorded(publishedSummaries.publish(caller(context), input), (row) =>
      Object.assign(new FairnessSummaryPublished(), told(row)),
    );
  }

  @Permit('fairness.publish')
  @Mutation(() => WithdrawPublishedSummaryResult, {
    description: 'Takes a published summary back: its address says so from then on, and shows it no more.',
  })
  withdrawPublishedSummary(
    @Arg('input', () => WithdrawPublishedSummaryInput) input: WithdrawPublishedSummaryInput,
    @Ctx() context: Context,
  ): Promise<PublishedSummaryWithdrawn | RefusalType> {
    const { publishedSummaries } = context.services;
    return orRecorded(publishedSummaries.withdraw(caller(context), input), (row) =>
      Object.assign(new PublishedSummaryWithdrawn(), told(row)),
    );
  }

  @FieldResolver(() => FairnessPublicationType, {
    nullable: true,
    description: 'Its newest published summary, also where it was withdrawn; null where none was published.',
  })
  async publication(
    @Root() { id }: FairnessAuditType,
    @Ctx() context: Context,
  ): Promise<FairnessPublicationType | null> {
    const row = await context.services.fairnessPublications.newest(caller(context), id);
    return row && FairnessPublicationType.of(row);
  }
}

const told = (row: PublishedSummary) => ({ publication: FairnessPublicationType.of(row) });
