import { isPermitted } from '@countersign/domain/access';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Written } from '../../database/transaction';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { PageArgs } from '../../wire/page-args';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import { type Member } from './member.entity';
import {
  ChangeMemberResult,
  MemberChanged,
  MemberConnection,
  MemberType,
  SetMemberRolesInput,
} from './members.schema';

@Resolver(() => MemberType)
export class MembersResolver {
  @Permit('member.read')
  @Query(() => MemberConnection, { description: 'Everybody of this workspace, in the order they joined.' })
  async members(@Args() bounds: PageArgs, @Ctx() context: Context) {
    const page = await context.services.members.list(caller(context), bounds);
    return MemberConnection.of(page, MemberType.of);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Their address; null where there is none, and for callers without the permission access.read.',
  })
  email(@Root() { address }: MemberType, @Ctx() { actor }: Context): string | null {
    return isPermitted(actor, 'access.read') ? address : null;
  }

  @Permit('member.manage')
  @Mutation(() => ChangeMemberResult, { description: 'Gives a member other roles.' })
  setMemberRoles(
    @Arg('input', () => SetMemberRolesInput) { memberId, roles }: SetMemberRolesInput,
    @Ctx() context: Context,
  ): Promise<MemberChanged | RefusalType> {
    return changed(context.services.members.setRoles(caller(context), memberId, roles));
  }

  @Permit('member.manage')
  @Mutation(() => ChangeMemberResult, {
    description: 'Ends what a member may do, their sessions and their tokens. What they did stays on record.',
  })
  deactivateMember(
    @Arg('memberId', () => ID) memberId: string,
    @Ctx() context: Context,
  ): Promise<MemberChanged | RefusalType> {
    return changed(context.services.members.deactivate(caller(context), memberId));
  }

  @Permit('member.manage')
  @Mutation(() => ChangeMemberResult, { description: 'Lets a deactivated member come back.' })
  reactivateMember(
    @Arg('memberId', () => ID) memberId: string,
    @Ctx() context: Context,
  ): Promise<MemberChanged | RefusalType> {
    return changed(context.services.members.reactivate(caller(context), memberId));
  }
}

function changed(answer: Promise<Written<Member>>): Promise<MemberChanged | RefusalType> {
  return orRecorded(answer, (result) =>
    Object.assign(new MemberChanged(), { member: MemberType.of(result) }),
  );
}
