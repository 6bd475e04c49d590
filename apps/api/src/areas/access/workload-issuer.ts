import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey, type LocalJWKSet } from 'jose';
import { issuerDocument } from './workload-document';

/** Milliseconds between two questions to an issuer, whatever is sent to us and whatever it answered. */
const rest = 15_000;
/** Milliseconds for which keys are believed: so long at most one that the issuer took back still counts. */
const freshness = 600_000;

/** What the operator says about tokens of workloads. */
export interface WorkloadSettings {
  /** Hosts of the operator's own network that issuers may have. */
  privateHosts: ReadonlySet<string>;
  /** Tells whoever runs the server why a token was not taken; holds nothing of the token. */
  warn: (reason: string, about: { workspaceId?: string | undefined; issuer?: string }) => void;
}

/** The issuer's keys cannot be had now; says nothing about the token. */
export class IssuerUnavailable extends Error {}

/**
 * The keys of one issuer, found by its discovery document. It is asked when a key is needed and not known, by one request
 * for all who wait, and not again for a while: nobody can use us to flood it, whatever key ids they make up.
 */
export class WorkloadIssuer {
  private keys: { set: LocalJWKSet; since: number } | null = null;
  private asked = -Infinity;
  private asking: Promise<void> | null = null;

  constructor(
    private readonly issuer: string,
    private readonly settings: WorkloadSettings,
  ) {}

  /** What jose asks for the key of a token. Throws IssuerUnavailable, or what jose throws for a key that is not there. */
  keyAt(now: number): JWTVerifyGetKey {
    return async (header, token) => {
      if (!this.keys || isOver(this.keys.since, freshness, now)) await this.ask(now);
      const { keys } = this;
      if (!keys || isOver(keys.since, freshness, now))
        throw new IssuerUnavailable('the issuer could not be used a moment ago');
      try {
        return await keys.set(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        // It may have made a new key since.
        await this.ask(now);
        return await (this.keys ?? keys).set(header, token);
      }
    };
  }

  private async ask(now: number): Promise<void> {
    if (!this.asking && isOver(this.asked, rest, now)) {
      this.asked = now;
      this.asking = this.read(now).finally(() => {
        this.asking = null;
      });
    }
    await this.asking;
  }

  private async read(now: number): Promise<void> {
    try {
      const set = createLocalJWKSet(await this.published());
      this.keys = { set, since: now };
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      this.settings.warn(reason, { issuer: this.issuer });
      throw new IssuerUnavailable(reason, { cause: error });
    }
  }

  private async published(): Promise<JSONWebKeySet> {
    const place = `${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const told = (await issuerDocument(place, this.settings.privateHosts)) as Record<string, unknown> | null;
    if (told?.['issuer'] !== this.issuer) throw new Error('the issuer names itself otherwise');
    const { jwks_uri: keys } = told;
    if (typeof keys !== 'string') throw new Error('the issuer tells no place of its keys');
    return (await issuerDocument(keys, this.settings.privateHosts)) as JSONWebKeySet;
  }
}

/** A clock that was set back counts as well: else one that ran ahead would silence us until it is reached again. */
function isOver(since: number, span: number, now: number): boolean {
  return Math.abs(now - since) >= span;
}
