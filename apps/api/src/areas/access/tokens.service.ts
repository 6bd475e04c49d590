import { type Actor, type TokenScope } from '@countersign/domain/access';
import { refuse } from '@countersign/domain/refusals';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { notFound } from '../../server/problem';
import { newCredential } from './secret';
import { ServiceToken } from './service-token.entity';
import { lockSponsorOf, type SponsorRequest } from './sponsor';
import { workspaceIdFor } from './workspace-for';

export interface TokenRequest extends SponsorRequest {
  name: string;
  scope: TokenScope;
  workspace?: string | null;
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
      const sponsor = await lockSponsorOf(tx, request);
      const sponsorId = sponsor?.id ?? null;
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
        where: { id, secretHash: Not(IsNull()) },
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
    // Those without a secret are known by tokens of their issuer: workload-trusts.service.ts.
    const build = (manager: EntityManager) =>
      manager.createQueryBuilder(ServiceToken, 'row').where('row.secretHash IS NOT NULL');
    return readPage<ServiceToken>(this.database, actor, { ...bounds, build, key: 'id', direction: 'DESC' });
  }
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
