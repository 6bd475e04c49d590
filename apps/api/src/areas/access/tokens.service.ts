import { type Actor, type TokenScope } from '@countersign/domain/access';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { type Written } from '../../database/transaction';
import { newCredential } from './secret';
import { ServiceToken } from './service-token.entity';
import { workspaceIdFor } from './workspace-for';

export interface TokenRequest {
  name: string;
  scope: TokenScope;
  workspace?: string | null;
  expiresInDays: number;
}

const day = 24 * 60 * 60 * 1000;

/** Bearer tokens of services. */
export class TokensService {
  constructor(private readonly database: Database) {}

  async create(
    actor: Actor,
    request: TokenRequest,
  ): Promise<Written<{ token: ServiceToken; secret: string }>> {
    const workspaceId = await workspaceIdFor(this.database, actor, request.workspace);
    return this.database.write({ ...actor, workspaceId }, async ({ manager, now, newId }) => {
      const { secretHash, text } = newCredential(workspaceId);
      const token = manager.create(ServiceToken, {
        ...{ id: newId(), workspaceId, name: request.name, scope: request.scope, secretHash, createdAt: now },
        ...{
          createdBy: actorReference(actor),
          sponsorId: sponsorOf(actor),
          revokedAt: null,
          revokedBy: null,
        },
        expiresAt: new Date(now.getTime() + request.expiresInDays * day),
      });
      await manager.insert(ServiceToken, token);
      const payload = { name: request.name, scope: request.scope, expiresAt: token.expiresAt.toISOString() };
      return {
        result: { token, secret: text },
        audit: { action: 'createServiceToken', subject: { type: 'service_token', id: token.id }, payload },
      };
    });
  }
}

/** Whoever makes a token answers for it; a service's tokens lead to the person who answers for the service. */
function sponsorOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.id : (actor.onBehalfOf ?? null);
}
