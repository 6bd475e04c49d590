import { type Actor } from '@countersign/domain/access';
import { isRefusal, refuse } from '@countersign/domain/refusals';
import { v7 as uuidv7 } from 'uuid';
import { type Database } from '../../database/database';
import { type Written } from '../../database/transaction';
import { issueInvitation, type IssuedInvitation } from './issue-invitation';
import { Workspace } from './workspace.entity';

export interface OpenedWorkspace extends IssuedInvitation {
  workspace: Workspace;
}

/** Workspaces of this installation. */
export class WorkspacesService {
  constructor(
    private readonly database: Database,
    /** Publishes the policies that every workspace starts with. */
    private readonly ensurePolicies: (workspaceId: string) => Promise<unknown>,
  ) {}

  /** Opens a workspace and invites its first admin; both are the first entry of the new workspace's log. */
  async create(actor: Actor, name: string): Promise<Written<OpenedWorkspace>> {
    if (await this.database.workspaceIdOf(name)) return this.refuseTaken(actor, name);
    const opened = await this.open(actor, name).catch(async (error: unknown) => {
      // Somebody else opened one of this name in the same moment.
      if (await this.database.workspaceIdOf(name)) return this.refuseTaken(actor, name);
      throw error;
    });
    if (!isRefusal(opened)) await this.ensurePolicies(opened.result.workspace.id);
    return opened;
  }

  private open(actor: Actor, name: string): Promise<Written<OpenedWorkspace>> {
    const workspaceId = uuidv7();
    return this.database.write<OpenedWorkspace>({ ...actor, workspaceId }, async (tx) => {
      const workspace = { id: workspaceId, name, createdAt: tx.now };
      await tx.manager.insert(Workspace, workspace);
      const issued = await issueInvitation(tx, { email: null, roles: ['admin'] });
      const subject = { type: 'workspace', id: workspaceId };
      const payload = { name, invitation: issued.invitation.id };
      return { result: { workspace, ...issued }, audit: { action: 'createWorkspace', subject, payload } };
    });
  }

  private refuseTaken(actor: Actor, name: string): Promise<Written<OpenedWorkspace>> {
    const refusal = refuse('WORKSPACE_EXISTS', 'There is a workspace of this name already.');
    const audit = { action: 'createWorkspace', subject: { type: 'workspace', id: name } };
    return this.database.write<OpenedWorkspace>(actor, async () => ({ refusal, audit }));
  }
}
