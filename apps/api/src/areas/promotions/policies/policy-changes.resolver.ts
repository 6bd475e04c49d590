import { policyTemplates, readPolicyText, type Policy } from '@countersign/domain/approvals';
import { GraphQLJSON } from 'graphql-scalars';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../../server/context';
import { Permit } from '../../../server/permit';
import { PageArgs } from '../../../wire/page-args';
import { orRecorded } from '../../../wire/recorded-change';
import { PolicyType } from './policy.schema';
import {
  PolicyChangeConnection,
  PolicyChangeRecorded,
  PolicyChangeResult,
  PolicyChangeType,
  PolicyDifference,
  PolicyDraftArgs,
  PolicyDraftCheck,
  PolicyFault,
  PolicyFinding,
  PolicyViewerDecision,
  PolicyVoteType,
  ProposePolicyInput,
  ProposePolicyRetirementInput,
  RehearsalArgs,
  RehearsedPromotion,
  VotePolicyChangeInput,
} from './policy-changes.schema';

async function changeOf(context: Context, id: string): Promise<PolicyChangeType> {
  return PolicyChangeType.of(await context.services.policyChanges.change(caller(context), id));
}

@Resolver()
export class PolicyChangesResolver {
  @Permit('policy.read')
  @Query(() => [PolicyType], {
    description:
      'What is in force, by name: of every policy the newest version, but for those that were retired.',
  })
  async policiesInForce(@Ctx() context: Context): Promise<PolicyType[]> {
    const rows = await context.services.policies.nowInForce(caller(context));
    return rows.map((row) => PolicyType.of(row));
  }

  @Permit('policy.read')
  @Query(() => PolicyChangeConnection, { description: 'All changes of policies, newest first.' })
  async policyChanges(@Args() bounds: PageArgs, @Ctx() context: Context) {
    const page = await context.services.policyChanges.list(caller(context), bounds);
    return PolicyChangeConnection.of(page, PolicyChangeType.of);
  }

  @Permit('policy.read')
  @Query(() => PolicyChangeType, { description: 'One change of a policy.' })
  policyChange(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<PolicyChangeType> {
    return changeOf(context, id);
  }

  @Permit('policy.read')
  @Query(() => [GraphQLJSON], {
    description: 'Policies to begin with, from the laxest to the strictest: documents for proposePolicy.',
  })
  policyTemplates(): readonly Policy[] {
    return policyTemplates;
  }

  @Permit('policy.propose')
  @Mutation(() => PolicyChangeResult, {
    description: 'Asks for a policy, or the next version of one, to come into force.',
  })
  proposePolicy(@Arg('input', () => ProposePolicyInput) input: ProposePolicyInput, @Ctx() context: Context) {
    return recorded(context, context.services.policyChanges.propose(caller(context), input));
  }

  @Permit('policy.propose')
  @Mutation(() => PolicyChangeResult, { description: 'Asks for a policy to go out of force.' })
  proposePolicyRetirement(
    @Arg('input', () => ProposePolicyRetirementInput) input: ProposePolicyRetirementInput,
    @Ctx() context: Context,
  ) {
    return recorded(context, context.services.policyChanges.proposeRetirement(caller(context), input));
  }

  @Permit('policy.vote')
  @Mutation(() => PolicyChangeResult, {
    description: 'Decides on a change; an approval brings it into force at once.',
  })
  votePolicyChange(
    @Arg('input', () => VotePolicyChangeInput) input: VotePolicyChangeInput,
    @Ctx() context: Context,
  ) {
    const { policyChangeId: changeId, policyDigest: digest, decision, comment } = input;
    const ballot = { changeId, digest, decision, comment };
    return recorded(context, context.services.policyChanges.vote(caller(context), ballot));
  }
}

type Outcome = ReturnType<Context['services']['policyChanges']['vote']>;

/** The change as it stands after the step. */
async function recorded(context: Context, outcome: Outcome) {
  const done = await outcome;
  const id = 'result' in done ? done.result : null;
  const policyChange = id === null ? null : await changeOf(context, id);
  return orRecorded(Promise.resolve(done), () => Object.assign(new PolicyChangeRecorded(), { policyChange }));
}

@Resolver(() => PolicyChangeType)
export class PolicyChangeFieldsResolver {
  @FieldResolver(() => [PolicyVoteType], { description: 'What was said to it.' })
  async votes(@Root() { id }: PolicyChangeType, @Ctx() context: Context): Promise<PolicyVoteType[]> {
    const votes = await context.services.policyChanges.votes(caller(context), id);
    return votes.map((vote) => PolicyVoteType.of(vote));
  }

  @FieldResolver(() => PolicyViewerDecision, {
    description: 'Whether the viewer may decide now, and why not.',
  })
  async viewerDecision(
    @Root() { row }: PolicyChangeType,
    @Ctx() context: Context,
  ): Promise<PolicyViewerDecision> {
    return PolicyViewerDecision.of(await context.services.policyChanges.barTo(caller(context), row));
  }

  @FieldResolver(() => PolicyType, {
    nullable: true,
    description: 'The policy that it published or retires; null where it published none.',
  })
  async policy(@Root() { row }: PolicyChangeType, @Ctx() context: Context): Promise<PolicyType | null> {
    const policy = await context.services.policyChanges.policyOf(caller(context), row);
    return policy && PolicyType.of(policy);
  }

  @FieldResolver(() => [PolicyFinding], { description: 'What in it can be read and hardly be meant.' })
  async findings(@Root() { row }: PolicyChangeType, @Ctx() context: Context): Promise<PolicyFinding[]> {
    if (row.kind === 'retire') return [];
    const found = await context.services.policyReviews.lint(caller(context), row.document);
    return found.map((finding) => PolicyFinding.of(finding));
  }

  @FieldResolver(() => [PolicyDifference], { description: 'What differs from the version before.' })
  async differences(@Root() { row }: PolicyChangeType, @Ctx() context: Context): Promise<PolicyDifference[]> {
    if (row.kind === 'retire') return [];
    const found = await context.services.policyReviews.differences(caller(context), row.document);
    return found.map((difference) => PolicyDifference.of(difference));
  }

  @FieldResolver(() => [RehearsedPromotion], {
    description: 'What it would have made of the promotions of so many days that it applies to.',
  })
  async dryRun(
    @Root() { row }: PolicyChangeType,
    @Args() { days }: RehearsalArgs,
    @Ctx() context: Context,
  ): Promise<RehearsedPromotion[]> {
    const { policyReviews } = context.services;
    const found = await policyReviews.dryRun(caller(context), { kind: row.kind, policy: row.document, days });
    return found.map((each) => RehearsedPromotion.of(each));
  }
}

@Resolver(() => PolicyType)
export class PolicyPublicationResolver {
  @FieldResolver(() => PolicyChangeType, {
    nullable: true,
    description:
      'The change that published it; null for what came with the software, and for what several came to.',
  })
  async change(@Root() { row }: PolicyType, @Ctx() context: Context): Promise<PolicyChangeType | null> {
    return row.changeId === null ? null : changeOf(context, row.changeId);
  }
}

@Resolver(() => PolicyDraftCheck)
export class PolicyReviewResolver {
  @Permit('policy.read')
  @Query(() => PolicyDraftCheck, { description: 'Looks at a document while somebody writes it.' })
  policyDraftCheck(@Args() { document }: PolicyDraftArgs): PolicyDraftCheck {
    const faults = readPolicyText(document).faults.map((fault) => PolicyFault.of(fault));
    return Object.assign(new PolicyDraftCheck(), { document, faults });
  }

  @FieldResolver(() => [PolicyFinding], { description: 'What in it can be read and hardly be meant.' })
  async findings(@Root() draft: PolicyDraftCheck, @Ctx() context: Context): Promise<PolicyFinding[]> {
    const { policy } = readPolicyText(draft.document);
    const found = policy ? await context.services.policyReviews.lint(caller(context), policy) : [];
    return found.map((finding) => PolicyFinding.of(finding));
  }

  @FieldResolver(() => [PolicyDifference], { description: 'What differs from the version in force.' })
  async differences(@Root() draft: PolicyDraftCheck, @Ctx() context: Context): Promise<PolicyDifference[]> {
    const { policy } = readPolicyText(draft.document);
    const found = policy ? await context.services.policyReviews.differences(caller(context), policy) : [];
    return found.map((difference) => PolicyDifference.of(difference));
  }

  @FieldResolver(() => [RehearsedPromotion], {
    description: 'What it would have made of the promotions of so many days that it applies to.',
  })
  async dryRun(
    @Root() draft: PolicyDraftCheck,
    @Args() { days }: RehearsalArgs,
    @Ctx() context: Context,
  ): Promise<RehearsedPromotion[]> {
    const { policy } = readPolicyText(draft.document);
    if (!policy) return [];
    const { policyReviews } = context.services;
    const found = await policyReviews.dryRun(caller(context), { kind: 'publish', policy, days });
    return found.map((each) => RehearsedPromotion.of(each));
  }
}
