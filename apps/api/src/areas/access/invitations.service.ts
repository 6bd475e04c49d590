import { type Actor, type Role } from '@countersign/domain/access';
import { refuse } from '@countersign/domain/refusals';
import { type EntityManager } from 'typeorm';
import { type Database } from '../../database/database';
import { type Written } from '../../database/transaction';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { notFound } from '../../server/problem';
import { normalEmail } from './email';
import { Invitation } from './invitation.entity';
import { issueInvitation, type IssuedInvitation } from './issue-invitation';
import { Member } from './member.entity';
import { workspaceIdFor } from './workspace-for';

export interface InviteMember {
  email: string;
  roles: Role[];
  workspace?: string | null;
}

/** Invitations: who may come in, and as what. */
export class InvitationsService {
  constructor(private readonly database: Database) {}

  async invite(actor: Actor, request: InviteMember): Promise<Written<IssuedInvitation>> {
    const workspaceId = await workspaceIdFor(this.database, actor, request.workspace);
    const email = normalEmail(request.email);
    return this.database.write<IssuedInvitation>({ ...actor, workspaceId }, async (tx) => {
      const entry = { action: 'inviteMember', payload: { roles: request.roles } };
      const known = await tx.manager.findOneBy(Member, { email });
      if (known) {
        const refusal = refuse('ACCOUNT_EXISTS', 'This address already has an account here.');
        return { refusal, audit: { ...entry, subject: { type: 'member', id: known.id } } };
      }
      const issued = await issueInvitation(tx, { email, roles: request.roles });
      const subject = { type: 'invitation', id: issued.invitation.id };
      return { result: issued, audit: { ...entry, subject } };
    });
  }

  async revoke(
    actor: Actor,
    { id, workspace }: { id: string; workspace?: string | null },
  ): Promise<Written<Invitation>> {
    const workspaceId = await workspaceIdFor(this.database, actor, workspace);
    return this.database.write<Invitation>({ ...actor, workspaceId }, async ({ manager, now }) => {
      const found = await manager.findOne(Invitation, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!found) throw notFound('invitation', id);
      const audit = { action: 'revokeInvitation', subject: { type: 'invitation', id } };
      if (found.acceptedAt)
        return { refusal: refuse('INVITATION_NOT_VALID', 'The invitation was accepted already.'), audit };
      const revokedAt = found.revokedAt ?? now;
      await manager.update(Invitation, { id }, { revokedAt });
      return { result: Object.assign(found, { revokedAt }), audit };
    });
  }

  /** All invitations, by the time they were made. */
  list(actor: Actor, bounds: PageBounds): Promise<Page<Invitation>> {
    const build = (manager: EntityManager) => manager.createQueryBuilder(Invitation, 'row');
    return readPage<Invitation>(this.database, actor, { ...bounds, build, key: 'id', direction: 'DESC' });
  }
}
