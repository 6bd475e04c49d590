import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { Problem } from '../../server/problem';
import { PageArgs } from '../../wire/page-args';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import { MemberType } from '../access/members.schema';
import { eraseMember } from './erase-member';
import {
  AuditDetailRetention,
  AuditDetailRetentionSet,
  EraseMemberInput,
  EraseMemberResult,
  LegalHoldConnection,
  LegalHoldPlaced,
  LegalHoldReleased,
  LegalHoldType,
  MemberErased,
  PlaceLegalHoldInput,
  PlaceLegalHoldResult,
  ReleaseLegalHoldInput,
  ReleaseLegalHoldResult,
  SetAuditDetailRetentionResult,
} from './privacy.schema';

/** Ten years. */
const mostMonths = 120;

@Resolver()
export class PrivacyResolver {
  @Permit('member.erase')
  @Mutation(() => EraseMemberResult, {
    description:
      'Takes away what leads to a deactivated member as a person, for ever. What they did stays, under a made-up name.',
  })
  eraseMember(
    @Arg('input', () => EraseMemberInput) input: EraseMemberInput,
    @Ctx() context: Context,
  ): Promise<MemberErased | RefusalType> {
    const answer = eraseMember(context.services.database, caller(context), input);
    return orRecorded(answer, ({ member, erasedDetails }) =>
      Object.assign(new MemberErased(), { member: MemberType.of(member), erasedDetails }),
    );
  }

  @Permit('hold.read')
  @Query(() => LegalHoldConnection, { description: 'Legal holds, newest first; released ones too.' })
  async legalHolds(
    @Args() bounds: PageArgs,
    @Ctx() context: Context,
    @Arg('memberId', () => ID, { nullable: true, description: 'Only those on this member.' })
    memberId?: string | null,
  ) {
    const page = await context.services.legalHolds.list(caller(context), bounds, memberId);
    return LegalHoldConnection.of(page, LegalHoldType.of);
  }

  @Permit('hold.place')
  @Mutation(() => PlaceLegalHoldResult, {
    description: 'Keeps what is known of a member: no erasure and no retention takes it away.',
  })
  placeLegalHold(
    @Arg('input', () => PlaceLegalHoldInput) input: PlaceLegalHoldInput,
    @Ctx() context: Context,
  ): Promise<LegalHoldPlaced | RefusalType> {
    const answer = context.services.legalHolds.place(caller(context), input);
    return orRecorded(answer, (result) =>
      Object.assign(new LegalHoldPlaced(), { hold: LegalHoldType.of(result) }),
    );
  }

  @Permit('hold.place')
  @Mutation(() => ReleaseLegalHoldResult, { description: 'Ends a legal hold.' })
  releaseLegalHold(
    @Arg('input', () => ReleaseLegalHoldInput) input: ReleaseLegalHoldInput,
    @Ctx() context: Context,
  ): Promise<LegalHoldReleased | RefusalType> {
    const answer = context.services.legalHolds.release(caller(context), input);
    return orRecorded(answer, (result) =>
      Object.assign(new LegalHoldReleased(), { hold: LegalHoldType.of(result) }),
    );
  }

  @Permit('audit.read')
  @Query(() => AuditDetailRetention, { description: 'How long the details of the audit log are kept.' })
  async auditDetailRetention(@Ctx() context: Context): Promise<AuditDetailRetention> {
    return retentionOf(await context.services.retention.months(caller(context)));
  }

  @Permit('retention.set')
  @Mutation(() => SetAuditDetailRetentionResult, {
    description:
      'Has the details of the audit log erased when they are older. Entries, votes and evidence stay.',
  })
  async setAuditDetailRetention(
    @Arg('months', () => Int, {
      nullable: true,
      description: `6 to ${mostMonths}, or null to keep details as long as the entries themselves.`,
    })
    months: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<AuditDetailRetentionSet | RefusalType> {
    const asked = requiredMonths(months);
    const answer = context.services.retention.set(caller(context), asked);
    return orRecorded(answer, (result) =>
      Object.assign(new AuditDetailRetentionSet(), { retention: retentionOf(result) }),
    );
  }
}

/** What is left out is a slip; null is a decision. */
function requiredMonths(months: number | null | undefined): number | null {
  if (months !== undefined && (months === null || months <= mostMonths)) return months;
  const message = `months must be 6 to ${mostMonths}, or null.`;
  throw new Problem('BAD_INPUT', message, { field: 'months' });
}

function retentionOf(months: number | null): AuditDetailRetention {
  return Object.assign(new AuditDetailRetention(), { months });
}
