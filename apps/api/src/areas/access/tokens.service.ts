import { type Actor, type TokenScope } from '@countersign/domain/access';
import { refuse } from '@countersign/domain/refusals';
import { type EntityManager } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { notFound, Problem } from '../../server/problem';
import { normalEmail } from './email';
import { Member } from './member.entity';
import { newCredential } from './secret';
import { ServiceToken } from './service-token.entity';
import { workspaceIdFor } from './workspace-for';

export interface TokenRequest {
  name: string;
  scope: TokenScope;
  workspace?: string | null;
  sponsorId?: string | null;
  /** In place of the id. */
  sponsorEmail?: string | null;
  expiresInDays: number;
}

export interface IssuedToken {
  token: ServiceToken;
  /** Shown once; only its hash is kept. */
  secret: string;
}

const day = 24 * 60 * 60 * 1000;

/** Bearer tokens of services. */
export class TokensService {
  constructor(private readonly database: Database) {}

  async create(actor: Actor, request: TokenRequest): Promise<Written<IssuedToken>> {
    const workspaceId = await workspaceIdFor(this.database, actor, request.workspace);
    return this.database.write<IssuedToken>({ ...actor, workspaceId }, async (tx) => {
      const sponsorId = sponsorFor(actor, await named(tx, request));
      const sponsor = sponsorId === null ? null : await lockSponsor(tx, sponsorId);
      const issued = await insertToken(tx, request, sponsorId);
      const { id, name, scope, expiresAt } = issued.token;
      const payload = { name, scope, expiresAt: expiresAt.toISOString(), sponsorId };
      const audit = { action: 'createServiceToken', subject: { type: 'service_token', id }, payload };
      if (sponsor?.deactivatedAt)
        return { refusal: refuse('MEMBER_DEACTIVATED', `${sponsor.name} is deactivated.`), audit };
      return { result: issued, audit };
    });
  }

  async revoke(
    actor: Actor,
    { id, workspace }: { id: string; workspace?: string | null },
  ): Promise<Written<ServiceToken>> {
    const workspaceId = await workspaceIdFor(this.database, actor, workspace);
    return this.database.write<ServiceToken>({ ...actor, workspaceId }, async ({ manager, now }) => {
      const token = await manager.findOne(ServiceToken, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!token) throw notFound('service token', id);
      const first = { revokedAt: now, revokedBy: actorReference(actor) };
      const revoked = token.revokedAt ? {} : first;
      if (!token.revokedAt) await manager.update(ServiceToken, { id }, first);
      const audit = { action: 'revokeServiceToken', subject: { type: 'service_token', id } };
      return { result: Object.assign(token, revoked), audit };
    });
  }

  /** All tokens, newest first; those that stopped working too. */
  list(actor: Actor, bounds: PageBounds): Promise<Page<ServiceToken>> {
    const build = (manager: EntityManager) => manager.createQueryBuilder(ServiceToken, 'row');
    return readPage<ServiceToken>(this.database, actor, { ...bounds, build, key: 'id', direction: 'DESC' });
  }
}

/** The member whom a request names, and the field that does; null where it names nobody. */
interface Named {
  sponsorId: string | null;
  field: 'sponsorId' | 'sponsorEmail';
}

async function named({ manager }: Transaction, { sponsorId, sponsorEmail }: TokenRequest): Promise<Named> {
  const field = 'sponsorEmail';
  if (sponsorEmail == null) return { sponsorId: sponsorId ?? null, field: 'sponsorId' };
  if (sponsorId != null) throw new Problem('BAD_INPUT', 'Name the sponsor by id or by address.', { field });
  // The address is not said again: callers log the errors they get.
  const member = await manager.findOneBy(Member, { email: normalEmail(sponsorEmail) });
  if (!member) throw new Problem('BAD_INPUT', 'No member of the workspace has this address.', { field });
  return { sponsorId: member.id, field };
}

/**
 * Whoever makes a token answers for it, since they see its secret; a service's tokens lead to the person who answers
 * for the service. The operator may name somebody, or answer for the token as the owner of the machine.
 */
function sponsorFor(actor: Actor, { sponsorId, field }: Named): string | null {
  if (actor.kind === 'operator') return sponsorId;
  const own = actor.kind === 'person' ? actor.id : (actor.onBehalfOf ?? null);
  if (sponsorId !== null && sponsorId !== own)
    throw new Problem('BAD_INPUT', 'You answer for the tokens that you make.', { field });
  return own;
}

/** Locked, so that nobody is deactivated between the look and the token. */
async function lockSponsor({ manager }: Transaction, id: string): Promise<Member> {
  const found = await manager.findOne(Member, { where: { id }, lock: { mode: 'pessimistic_read' } });
  if (!found) throw notFound('member', id);
  return found;
}

async function insertToken(
  { manager, actor, now, newId }: Transaction,
  { name, scope, expiresInDays }: TokenRequest,
  sponsorId: string | null,
): Promise<IssuedToken> {
  const { workspaceId } = actor;
  const { secretHash, text } = newCredential(workspaceId);
  const token = manager.create(ServiceToken, {
    ...{ id: newId(), workspaceId, name, scope, secretHash, createdAt: now },
    ...{ createdBy: actorReference(actor), sponsorId, revokedAt: null, revokedBy: null },
    expiresAt: new Date(now.getTime() + expiresInDays * day),
  });
  await manager.insert(ServiceToken, token);
  return { token, secret: text };
}
