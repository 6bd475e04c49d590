import { timingSafeEqual } from 'node:crypto';
import { type Actor, type TokenScope } from '@countersign/domain/access';
import { refuse, type Refusal } from '@countersign/domain/refusals';
import { In, IsNull } from 'typeorm';
import { actorReference, parseActorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { type Written } from '../../database/transaction';
import { Problem } from '../../server/problem';
import { Member } from './member.entity';
import { personas, type Persona } from './personas';
import { hashSecret, newCredential, parseCredential, type Credential } from './secret';
import { ServiceToken } from './service-token.entity';
import { Session } from './session.entity';
import { Workspace } from './workspace.entity';

export interface AccessSettings {
  demo: boolean;
  /** Whoever can read this file of the data directory owns the machine. */
  bootstrapSecret: string;
  mainWorkspaceId: string;
}

export interface TokenRequest {
  name: string;
  scope: TokenScope;
  workspace?: string | null;
  expiresInDays: number;
}

export interface IssuedSession {
  actor: Actor;
  /** The cookie's value; not kept anywhere in the clear. */
  credential: string;
  expiresAt: Date;
}

const day = 24 * 60 * 60 * 1000;
const sessionLength = 12 * 60 * 60 * 1000;

/** Who calls: sessions of people, tokens of services, the machine's operator. */
export class AccessService {
  constructor(
    private readonly database: Database,
    private readonly settings: AccessSettings,
  ) {}

  personas(): Persona[] {
    return this.settings.demo ? personas : [];
  }

  /** Issues a session: the one place that does. The text is the cookie's value. */
  async signInAsPersona(key: string): Promise<IssuedSession | Refusal> {
    if (!this.settings.demo) return refuse('DEMO_OFF', 'Personas exist only while the demo is on.');
    const workspaceId = this.settings.mainWorkspaceId;
    return this.database.unrecorded(workspaceId, async ({ manager, now, newId }) => {
      const member = await manager.findOneBy(Member, { persona: key, deactivatedAt: IsNull() });
      if (!member) throw new Problem('NOT_FOUND', 'There is no persona with this key.', { id: key });
      const { secretHash, text } = newCredential(workspaceId);
      const expiresAt = new Date(now.getTime() + sessionLength);
      await manager.insert(Session, {
        id: newId(),
        workspaceId,
        memberId: member.id,
        secretHash,
        createdAt: now,
        expiresAt,
      });
      return { actor: personOf(member), credential: text, expiresAt };
    });
  }

  async signOut(credentialText: string): Promise<void> {
    const credential = parseCredential(credentialText);
    if (!credential) return;
    await this.database.unrecorded(credential.workspaceId, ({ manager }) =>
      manager.delete(Session, { secretHash: credential.secretHash }),
    );
  }

  /** The person behind a session cookie; null when it is unknown or over. */
  async actorOfSession(text: string): Promise<Actor | null> {
    const credential = parseCredential(text);
    if (!credential) return null;
    return this.database.unrecorded(credential.workspaceId, async ({ manager, now }) => {
      const session = await manager.findOneBy(Session, { secretHash: credential.secretHash });
      if (!session || session.expiresAt <= now) return null;
      const member = await manager.findOneBy(Member, { id: session.memberId, deactivatedAt: IsNull() });
      return member && personOf(member);
    });
  }

  /** The service or operator behind a bearer token; null when it is unknown, over or revoked. */
  async actorOfToken(text: string): Promise<Actor | null> {
    if (this.isBootstrapSecret(text)) {
      return {
        kind: 'operator',
        id: 'operator',
        name: 'Operator',
        workspaceId: this.settings.mainWorkspaceId,
        roles: [],
      };
    }
    const credential = parseCredential(text);
    return credential && this.actorOfServiceToken(credential);
  }

  async createServiceToken(
    actor: Actor,
    request: TokenRequest,
  ): Promise<Written<{ token: ServiceToken; secret: string }>> {
    const workspaceId = await this.workspaceFor(actor, request.workspace);
    return this.database.write({ ...actor, workspaceId }, async ({ manager, now, newId }) => {
      const { secretHash, text } = newCredential(workspaceId);
      const token = manager.create(ServiceToken, {
        ...{ id: newId(), workspaceId, name: request.name, scope: request.scope, secretHash, createdAt: now },
        ...{ createdBy: actorReference(actor), revokedAt: null },
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

  workspaceOf(actor: Actor): Promise<Workspace> {
    return this.database.read(actor, ({ manager }) =>
      manager.findOneByOrFail(Workspace, { id: actor.workspaceId }),
    );
  }

  /** Display names of actor references, in their order; a reference nobody owns any more is shown as it is. */
  namesOf(actor: Actor, references: readonly string[]): Promise<string[]> {
    const ids = references
      .map((reference) => parseActorReference(reference))
      .filter(({ kind }) => kind !== 'operator');
    return this.database.read(actor, async ({ manager }) => {
      const owned = { id: In(ids.map(({ id }) => id)) };
      const people = await manager.findBy(Member, owned);
      const services = await manager.findBy(ServiceToken, owned);
      const names = new Map([...people, ...services].map(({ id, name }) => [id, name]));
      return references.map((reference) => {
        const { kind, id } = parseActorReference(reference);
        return kind === 'operator' ? 'Operator' : (names.get(id) ?? id);
      });
    });
  }

  private async workspaceFor(actor: Actor, name: string | null | undefined): Promise<string> {
    if (!name) return actor.workspaceId;
    const id = await this.database.workspaceIdOf(name);
    if (!id || (actor.kind !== 'operator' && id !== actor.workspaceId)) {
      throw new Problem('NOT_FOUND', 'There is no workspace of this name.', { field: 'workspace', id: name });
    }
    return id;
  }

  private isBootstrapSecret(text: string): boolean {
    const [given, known] = [hashSecret(text), hashSecret(this.settings.bootstrapSecret)];
    return timingSafeEqual(Buffer.from(given), Buffer.from(known));
  }

  private async actorOfServiceToken({ workspaceId, secretHash }: Credential): Promise<Actor | null> {
    const token = await this.database.unrecorded(workspaceId, async ({ manager, now }) => {
      const found = await manager.findOneBy(ServiceToken, { secretHash, revokedAt: IsNull() });
      return found && found.expiresAt > now ? found : null;
    });
    return (
      token && { kind: 'service', id: token.id, name: token.name, workspaceId, roles: [], scope: token.scope }
    );
  }
}

function personOf(member: Member): Actor {
  const { id, name, workspaceId, roles } = member;
  return { kind: 'person', id, name, workspaceId, roles };
}
