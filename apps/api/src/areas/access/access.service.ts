import { timingSafeEqual } from 'node:crypto';
import { type Actor, type Role, type TokenScope } from '@countersign/domain/access';
import { In } from 'typeorm';
import { parseActorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { type Written } from '../../database/transaction';
import { type AccessSettings } from './access-settings';
import { Member } from './member.entity';
import { personas, type Persona } from './personas';
import { personOf } from './person';
import { hashSecret, parseCredential, type Credential } from './secret';
import { ServiceToken } from './service-token.entity';
import { Session, type SignInStrength } from './session.entity';
import { Workspace } from './workspace.entity';

/** How somebody may sign in to this server. */
export interface SignInMethods {
  password: boolean;
  oidc: boolean;
  personas: Persona[];
}

/** What the database says of a session and its member; `is_active` is of the member. */
interface SessionRow {
  member_id: string;
  name: string;
  roles: Role[];
  is_active: boolean;
  strength: SignInStrength;
  authenticated_at: Date;
  expires_at: Date;
}

/** What the database says of a token; `is_active` is of the token and of its sponsor. */
interface TokenRow {
  token_id: string;
  name: string;
  scope: TokenScope;
  sponsor_id: string | null;
  is_active: boolean;
  expires_at: Date;
}

/** Names of those who are no rows. */
const fixedNames: Record<string, string> = { operator: 'Operator', system: 'Countersign' };

/**
 * Who calls: people by their sessions, services by their tokens, the machine's operator. Each is looked up at every
 * request, so that what was ended, revoked or deactivated stops at once on every replica.
 */
export class AccessService {
  constructor(
    private readonly database: Database,
    private readonly settings: AccessSettings,
  ) {}

  signInMethods(): SignInMethods {
    const { demo, oidc } = this.settings;
    return { password: true, oidc: oidc !== undefined, personas: demo ? personas : [] };
  }

  /** The person behind a session cookie; null when it is unknown or over. */
  async actorOfSession(text: string): Promise<Actor | null> {
    const credential = parseCredential(text);
    if (!credential) return null;
    const [session] = await this.database.callersBy<SessionRow>('session_of', sentBy(credential));
    if (!session?.is_active || session.expires_at <= this.database.now()) return null;
    if (session.strength === 'demo' && !this.settings.demo) return null;
    const { member_id: id, name, roles, strength, authenticated_at: at } = session;
    return personOf({ id, name, roles, workspaceId: credential.workspaceId }, strength, at);
  }

  /** Ends the session of this cookie. */
  signOut(actor: Actor, cookie: string | null): Promise<Written<boolean>> {
    return this.database.write(actor, async ({ manager }) => {
      const credential = cookie === null ? null : parseCredential(cookie);
      if (credential)
        await manager.delete(Session, { secretHash: credential.secretHash, memberId: actor.id });
      return { result: true, audit: { action: 'signOut', subject: { type: 'member', id: actor.id } } };
    });
  }

  /** The service or operator behind a bearer token; null when it is unknown, over or revoked. */
  async actorOfToken(text: string): Promise<Actor | null> {
    if (this.isBootstrapSecret(text)) {
      const workspaceId = this.settings.mainWorkspaceId;
      return {
        kind: 'operator',
        id: 'operator',
        name: 'Operator',
        workspaceId,
        roles: [],
        session: 'bootstrap',
      };
    }
    const credential = parseCredential(text);
    if (!credential) return null;
    const [token] = await this.database.callersBy<TokenRow>('service_token_of', sentBy(credential));
    const isOpen = token?.is_active && token.expires_at > this.database.now();
    return isOpen ? serviceOf(token, credential.workspaceId) : null;
  }

  workspaceOf(actor: Actor): Promise<Workspace> {
    return this.database.read(actor, ({ manager }) =>
      manager.findOneByOrFail(Workspace, { id: actor.workspaceId }),
    );
  }

  /** Display names of actor references, in their order; a reference nobody owns any more is shown as it is. */
  namesOf(actor: Actor, references: readonly string[]): Promise<string[]> {
    const parsed = references.map((reference) => parseActorReference(reference));
    const rows = parsed.filter(({ kind }) => kind === 'person' || kind === 'service');
    return this.database.read(actor, async ({ manager }) => {
      const owned = { id: In(rows.map(({ id }) => id)) };
      const people = await manager.findBy(Member, owned);
      const services = await manager.findBy(ServiceToken, owned);
      const names = new Map([...people, ...services].map(({ id, name }) => [id, name]));
      return parsed.map(({ kind, id }) => fixedNames[kind] ?? names.get(id) ?? id);
    });
  }

  private isBootstrapSecret(text: string): boolean {
    const [given, known] = [hashSecret(text), hashSecret(this.settings.bootstrapSecret)];
    return timingSafeEqual(Buffer.from(given), Buffer.from(known));
  }
}

function sentBy({ workspaceId, secretHash }: Credential) {
  return { workspaceId, sent: secretHash };
}

function serviceOf(token: TokenRow, workspaceId: string): Actor {
  const { token_id: id, name, scope, sponsor_id: sponsorId } = token;
  const service = {
    kind: 'service' as const,
    id,
    name,
    workspaceId,
    roles: [],
    scope,
    session: 'token' as const,
  };
  return sponsorId === null ? service : { ...service, onBehalfOf: sponsorId };
}
