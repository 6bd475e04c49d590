import { createHmac } from 'node:crypto';
import { isRefusal } from '@countersign/domain/refusals';
import { type RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { type Database } from '../../database/database';
import { systemActor } from '../../jobs/job';
import { Problem } from '../../server/problem';
import { clientAddress, type Sender } from './attempts-address';

/**
 * How many attempts a minute may see at most. They are counted in windows of a minute, each beginning with its first
 * attempt, and a minute can touch two of them: so half of these numbers are the points of a window.
 */
export interface AttemptLimits {
  /** At one account, by any address and in any workspace, whether there is such an account or not. */
  account: number;
  /** From one client address, whatever is tried. */
  address: number;
  /** Ways to the OpenID provider, and back without having been sent, from one client address. */
  provider: number;
  /** Bearer tokens that are nobody's, from one client address. */
  token: number;
}

export const attemptLimits: AttemptLimits = { account: 10, address: 60, provider: 60, token: 100 };

export interface AttemptSettings {
  limits: AttemptLimits;
  /** How many reverse proxies of ours stand in front of the server. */
  trustedProxies: number;
}

type Kind = keyof AttemptLimits;

const windowSeconds = 60;
const stateSeconds = 15 * 60;

/** Refused for its number. The status is for the GraphQL server, which tells it to the HTTP layer. */
class TooManyAttempts extends Problem {
  readonly extensions = { http: { status: 429 } };

  constructor(retryAfter: number) {
    super('RATE_LIMITED', `Too many attempts. Try again in ${retryAfter} s.`, { retryAfter });
  }
}

/**
 * Counts attempts in the database, for all replicas together, before anything is looked up: an attempt that was not
 * counted is not made. What is stored is a keyed hash, so that the table tells nobody who tried, and from where.
 */
export class Attempts {
  private readonly counters: Record<Kind, RateLimiterPostgres>;
  private readonly states: RateLimiterPostgres;
  private readonly tried = new WeakSet<object>();

  constructor(
    private readonly database: Pick<Database, 'counter' | 'write'>,
    private readonly settings: AttemptSettings & { hashKey: string; mainWorkspaceId: string },
  ) {
    const kinds: Kind[] = ['account', 'address', 'provider', 'token'];
    const of = (kind: Kind) =>
      database.counter({ kind, points: Math.floor(settings.limits[kind] / 2), seconds: windowSeconds });
    this.counters = Object.fromEntries(kinds.map((kind) => [kind, of(kind)])) as Record<
      Kind,
      RateLimiterPostgres
    >;
    this.states = database.counter({ kind: 'state', points: 1, seconds: stateSeconds });
  }

  /** An attempt to sign in, at an account or by an invitation; of several in one request only the first is made. */
  async signIn(request: Sender, account: string | null): Promise<void> {
    const isFirst = !this.tried.has(request);
    this.tried.add(request);
    await this.count('address', this.addressOf(request));
    if (account !== null) await this.count('account', account);
    if (!isFirst) throw new Problem('QUERY_TOO_COMPLEX', 'One request may try to sign in once.');
  }

  /** A way to the OpenID provider, or a return from it that we did not ask for. */
  async provider(request: Sender): Promise<void> {
    await this.count('provider', this.addressOf(request));
  }

  /** A bearer token that is nobody's. Good tokens are not counted: they pay nothing for this. */
  async failedToken(request: Sender): Promise<void> {
    await this.count('token', this.addressOf(request));
  }

  /** Whether this is the first use of a value that may be used once, on any replica. */
  async isFirstUse(value: string): Promise<boolean> {
    return (await this.consume(this.states, this.keyOf('state', value))) === null;
  }

  private async count(kind: Kind, who: string): Promise<void> {
    const counter = this.counters[kind];
    const key = this.keyOf(kind, who);
    const over = await this.consume(counter, key);
    if (over === null) return;
    // The one attempt that crosses the line is recorded; to record every one of a flood would be a flood of the log.
    if (over.consumedPoints === counter.points + 1) await this.record(kind, key);
    throw new TooManyAttempts(Math.max(1, Math.ceil(over.msBeforeNext / 1000)));
  }

  /** Null when there were points left. Throws what the database throws: then nothing is attempted. */
  private async consume(counter: RateLimiterPostgres, key: string): Promise<RateLimiterRes | null> {
    try {
      await counter.consume(key);
      return null;
    } catch (reason) {
      if (reason instanceof RateLimiterRes) return reason;
      throw reason;
    }
  }

  private async record(kind: Kind, key: string): Promise<void> {
    const audit = { action: 'limitAttempts', subject: { type: 'attempts', id: key }, payload: { kind } };
    const actor = systemActor(this.settings.mainWorkspaceId);
    const written = await this.database.write(actor, async () => ({ result: null, audit }));
    if (isRefusal(written)) throw new Error('An entry about attempts was refused.');
  }

  private addressOf(request: Sender): string {
    return clientAddress(request, this.settings.trustedProxies);
  }

  private keyOf(kind: string, text: string): string {
    return createHmac('sha256', this.settings.hashKey).update(`attempts ${kind} ${text}`).digest('hex');
  }
}
