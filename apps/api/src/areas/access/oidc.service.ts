import { createHmac } from 'node:crypto';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { type Database } from '../../database/database';
import { systemActor } from '../../jobs/job';
import { Problem } from '../../server/problem';
import { type AccessSettings } from './access-settings';
import { type Attempts } from './attempts';
import { type Sender } from './attempts-address';
import { type IssuedSession } from './issue-session';
import { type MembersService } from './members.service';
import { localPath, OidcFlows, type OidcFlow } from './oidc-flow';
import { type OidcIdentity } from './oidc-identity';
import { OidcMembers, type Subject } from './oidc-members';
import { renewProof, type Proving } from './oidc-proof';
import { NotProven, OidcProvider } from './oidc-provider';

/** Somebody on the way to the provider. */
export interface OidcStart {
  /** Where to send them. */
  address: string;
  /** What their browser keeps until they come back. */
  sealed: string;
}

/** Somebody who came back. */
export interface OidcReturn {
  /** Our own address, with what the provider added. */
  callback: URL;
  /** What their browser kept. */
  sealed: string | null;
}

interface Way {
  provider: OidcProvider;
  members: OidcMembers;
}

const notProven = (): Refusal =>
  refuse(
    'IDENTITY_NOT_PROVEN',
    'What came back from the OpenID provider does not prove who you are. Start again.',
  );

/** Sign-in by OpenID Connect: authorization code flow with PKCE, into the server's main workspace. */
export class OidcService {
  private readonly flows: OidcFlows;
  private readonly way: Way | null;
  private readonly attempts: Attempts;

  constructor(
    private readonly database: Database,
    private readonly settings: AccessSettings,
    { attempts, members }: { attempts: Attempts; members: MembersService },
  ) {
    const { oidc, hashKey, mainWorkspaceId } = settings;
    this.flows = new OidcFlows(hashKey);
    this.attempts = attempts;
    this.way = oidc
      ? {
          provider: new OidcProvider(oidc, settings.warn),
          members: new OidcMembers(database, members, {
            workspaceId: mainWorkspaceId,
            groupRoles: oidc.groupRoles,
            sessionHours: oidc.sessionHours,
          }),
        }
      : null;
  }

  /** Where people come back to; `origin` is where the request came to. */
  callbackAt(origin: string): URL {
    return new URL('/v1/sign-in/oidc', this.settings.oidc?.publicUrl ?? origin);
  }

  /** Sends somebody to the provider. */
  async start(
    from: Sender,
    callback: URL,
    { next, proving }: { next: string | null; proving?: Proving | undefined },
  ): Promise<OidcStart> {
    const { provider } = this.required();
    await this.attempts.provider(from);
    const flow: OidcFlow = {
      ...{ state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() },
      ...{ next: localPath(next), startedAt: this.database.now().getTime() },
      ...(proving && { proving }),
    };
    const address = await provider.addressFor(flow, callback);
    return { address: address.href, sealed: this.flows.seal(flow) };
  }

  /**
   * Lets somebody in who comes back from the provider, or says why not; both stand in the audit log. Whoever left to prove
   * anew who they are keeps the session that they have.
   */
  async finish(
    from: Sender,
    { callback, sealed }: OidcReturn,
  ): Promise<{ session: IssuedSession | null; next: string } | Refusal> {
    const { provider, members } = this.required();
    const flow = this.opened(sealed);
    if (!flow || callback.searchParams.get('state') !== flow.state) {
      await this.attempts.provider(from);
      return this.turnAway({ type: 'identity', id: 'unknown' }, notProven(), 'not begun in this browser');
    }
    const identity = await this.identityOf(provider, callback, flow);
    if (flow.proving)
      return (await renewProof(this.database, flow.proving, identity)) ?? { session: null, next: flow.next };
    if (identity instanceof NotProven)
      return this.turnAway({ type: 'identity', id: 'unknown' }, notProven(), identity.message);
    const admitted = await members.admit(identity);
    if (!('refusal' in admitted)) return { session: admitted, next: flow.next };
    const subject = admitted.subject ?? { type: 'identity', id: this.hashOf(identity) };
    return admitted.isRecorded ? admitted.refusal : this.turnAway(subject, admitted.refusal);
  }

  /** The page that somebody left to prove anew who they are; null for whoever signs in, and where nothing is known. */
  pageOfProof(sealed: string | null): string | null {
    const flow = this.opened(sealed);
    return flow?.proving ? flow.next : null;
  }

  private opened(sealed: string | null): OidcFlow | null {
    return sealed === null ? null : this.flows.open(sealed, this.database.now());
  }

  private async identityOf(
    provider: OidcProvider,
    callback: URL,
    flow: OidcFlow,
  ): Promise<OidcIdentity | NotProven> {
    // The provider takes a code once; whoever has copied the cookie and the address gets no second try from us either.
    if (!(await this.attempts.isFirstUse(flow.state))) return new NotProven('used before');
    try {
      return await provider.identityOf(callback, flow);
    } catch (error) {
      if (error instanceof NotProven) return error;
      throw error;
    }
  }

  private required(): Way {
    if (!this.way) throw new Problem('NOT_FOUND', 'Nobody signs in to this server by OpenID Connect.');
    return this.way;
  }

  private async turnAway(subject: Subject, refusal: Refusal, reason?: string): Promise<Refusal> {
    const audit = { action: 'signIn', subject, payload: { method: 'oidc', reason } };
    const actor = systemActor(this.settings.mainWorkspaceId);
    const written = await this.database.write<never>(actor, async () => ({ refusal, audit }));
    return isRefusal(written) ? written : refusal;
  }

  private hashOf({ issuer, subject }: OidcIdentity): string {
    return createHmac('sha256', this.settings.hashKey).update(`identity ${issuer} ${subject}`).digest('hex');
  }
}
