import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { PageArgs } from '../../wire/page-args';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import { optionalWorkspace } from './access.schema';
import {
  CreateWorkspaceInput,
  CreateWorkspaceResult,
  InvitationConnection,
  InvitationRevoked,
  InvitationType,
  InviteMemberInput,
  InviteMemberResult,
  MemberInvited,
  PasswordResetIssued,
  ResetPasswordResult,
  RevokeInvitationResult,
  WorkspaceCreated,
} from './invitations.schema';

@Resolver()
export class InvitationsResolver {
  @Permit('access.read')
  @Query(() => InvitationConnection, { description: 'Invitations without their secrets, newest first.' })
  async invitations(@Args() bounds: PageArgs, @Ctx() context: Context) {
    const page = await context.services.invitations.list(caller(context), bounds);
    return InvitationConnection.of(page, InvitationType.of);
  }

  @Permit('member.invite')
  @Mutation(() => InviteMemberResult, {
    description: 'Invites somebody for 7 days; an older open invitation of theirs stops working.',
  })
  inviteMember(
    @Arg('input', () => InviteMemberInput) input: InviteMemberInput,
    @Ctx() context: Context,
  ): Promise<MemberInvited | RefusalType> {
    const answer = context.services.invitations.invite(caller(context), input);
    return orRecorded(answer, ({ invitation, token }) =>
      Object.assign(new MemberInvited(), { invitation: InvitationType.of(invitation), token }),
    );
  }

  @Permit('member.manage')
  @Mutation(() => ResetPasswordResult, {
    description: 'Lets a member who forgot their password set another; their sessions end when they do.',
  })
  resetPassword(
    @Arg('memberId', () => ID) memberId: string,
    @Ctx() context: Context,
  ): Promise<PasswordResetIssued | RefusalType> {
    const answer = context.services.passwords.reset(caller(context), memberId);
    return orRecorded(answer, ({ invitation, token }) =>
      Object.assign(new PasswordResetIssued(), { invitation: InvitationType.of(invitation), token }),
    );
  }

  @Permit('member.invite')
  @Mutation(() => RevokeInvitationResult, { description: 'Takes an invitation back.' })
  revokeInvitation(
    @Arg('id', () => ID) id: string,
    @Arg('workspace', () => String, optionalWorkspace) workspace: string | null,
    @Ctx() context: Context,
  ): Promise<InvitationRevoked | RefusalType> {
    const answer = context.services.invitations.revoke(caller(context), { id, workspace });
    return orRecorded(answer, (result) =>
      Object.assign(new InvitationRevoked(), { invitation: InvitationType.of(result) }),
    );
  }

  @Permit('workspace.create')
  @Mutation(() => CreateWorkspaceResult, { description: 'Opens a workspace and invites its first admin.' })
  createWorkspace(
    @Arg('input', () => CreateWorkspaceInput) { name }: CreateWorkspaceInput,
    @Ctx() context: Context,
  ): Promise<WorkspaceCreated | RefusalType> {
    const answer = context.services.workspaces.create(caller(context), name);
    return orRecorded(answer, ({ workspace, invitation, token }) =>
      Object.assign(new WorkspaceCreated(), {
        workspace,
        invitation: InvitationType.of(invitation),
        token,
      }),
    );
  }
}
