import { type Actor, type TokenScope } from '@countersign/domain/access';
import { decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { type Database } from '../../database/database';
import { Problem } from '../../server/problem';
import { audienceOf, claimsFault, workspaceOfAudience, type WorkloadRule } from './workload-claims';
import { IssuerUnavailable, WorkloadIssuer, type WorkloadSettings } from './workload-issuer';

/** What the database says of a trust that nobody ended; `is_active` is of its sponsor. */
interface TrustRow extends WorkloadRule {
  trust_id: string;
  name: string;
  scope: TokenScope;
  sponsor_id: string | null;
  is_active: boolean;
  expires_at: Date;
}

/** Signatures that only the issuer can make: whoever knows a shared secret, or its public key, makes none of these. */
const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
/** Characters; tokens of pipelines take some two thousand. */
const longest = 8_192;
const clockSeconds = 60;
const longestLifeSeconds = 24 * 60 * 60;

/** The token proves nothing. The reason is for the server's log, and holds nothing that was sent. */
export class NotProven extends Error {
  constructor(
    reason: string,
    /** Where a trust names its issuer. */
    readonly workspaceId?: string,
  ) {
    super(reason);
  }
}

/** The status is for the GraphQL server, which tells it to the HTTP layer. */
class NotVerifiable extends Problem {
  readonly extensions = { http: { status: 503 } };

  constructor() {
    super('PROVIDER_UNAVAILABLE', 'The issuer of the bearer token cannot be reached, or has no usable keys.');
  }
}

/** Who a workload is, by a token that its issuer signed. Trusts are looked up at every request, as every credential is. */
export class WorkloadTokens {
  private readonly issuers = new Map<string, WorkloadIssuer>();

  constructor(
    private readonly database: Database,
    private readonly settings: WorkloadSettings,
  ) {}

  /**
   * The service behind a bearer token; null for what is no signed token at all, and what is missing where it is one.
   *
   * @throws Problem PROVIDER_UNAVAILABLE when the issuer of a trust has no keys for us now
   */
  async actorOf(token: string): Promise<Actor | NotProven | null> {
    if (token.split('.').length !== 3) return null;
    try {
      return await this.proven(token);
    } catch (error) {
      if (error instanceof NotProven) return error;
      throw error instanceof IssuerUnavailable ? new NotVerifiable() : error;
    }
  }

  /** For whoever runs the server: the caller is told nothing of it. */
  report({ message, workspaceId }: NotProven): void {
    this.settings.warn(message, { workspaceId });
  }

  private async proven(token: string): Promise<Actor> {
    const { issuer, workspaceId } = addressed(token);
    const now = this.database.now();
    const named = await this.database.callersBy<TrustRow>('workload_trusts_of', {
      workspaceId,
      sent: issuer,
    });
    const trusts = named.filter((trust) => trust.is_active && trust.expires_at > now);
    if (trusts.length === 0) throw new NotProven('no trust in force names the issuer', workspaceId);
    const payload = await this.verified(token, { issuer, workspaceId, now });
    const faults = trusts.map((trust) => claimsFault(payload, trust));
    // The newest counts, so that a trust can be replaced while tokens go on coming.
    const trust = trusts[faults.indexOf(null)];
    if (!trust) throw new NotProven([...new Set(faults)].join('; '), workspaceId);
    return serviceOf(trust, workspaceId, payload);
  }

  /** @throws NotProven, or IssuerUnavailable */
  private async verified(token: string, { issuer, workspaceId, now }: Expected): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.issuerOf(issuer).keyAt(now.getTime()), {
        ...{ issuer, audience: audienceOf(workspaceId), algorithms, currentDate: now },
        ...{ clockTolerance: clockSeconds, maxTokenAge: longestLifeSeconds },
        requiredClaims: ['sub', 'iat', 'exp'],
      });
      const { iat = 0, exp = Infinity } = payload;
      if (exp - iat > longestLifeSeconds) throw new NotProven('it holds for too long', workspaceId);
      return payload;
    } catch (error) {
      if (error instanceof IssuerUnavailable || error instanceof NotProven) throw error;
      // Of the library, which says so in fixed texts and names of claims: also that a key cannot be used.
      throw new NotProven(error instanceof Error ? error.message : 'unknown', workspaceId);
    }
  }

  /** As many as trusts name: nobody else makes one. */
  private issuerOf(issuer: string): WorkloadIssuer {
    const known = this.issuers.get(issuer) ?? new WorkloadIssuer(issuer, this.settings);
    this.issuers.set(issuer, known);
    return known;
  }
}

interface Expected {
  issuer: string;
  workspaceId: string;
  now: Date;
}

/** What a token says it is, before anything of it is believed: by this the trusts to hold it against are found. */
function addressed(token: string): Omit<Expected, 'now'> {
  if (token.length > longest) throw new NotProven('it is too long');
  const { header, payload } = parts(token);
  if (header.typ !== undefined && !/^jwt$/i.test(header.typ)) throw new NotProven('it is of another type');
  if (!algorithms.includes(header.alg ?? '')) throw new NotProven('its signature is of no kind that counts');
  const workspaceId = workspaceOfAudience(payload);
  if (workspaceId === null) throw new NotProven('it is for somebody else');
  const { iss: issuer } = payload;
  // Nothing else goes to the database: it would not take every text that JSON holds.
  if (typeof issuer !== 'string' || !/^https?:[!-~]+$/.test(issuer))
    throw new NotProven('it names no issuer');
  return { issuer, workspaceId };
}

function parts(token: string) {
  try {
    return { header: decodeProtectedHeader(token), payload: decodeJwt(token) };
  } catch {
    throw new NotProven('it is no token');
  }
}

function serviceOf(trust: TrustRow, workspaceId: string, { iss, sub, jti }: JWTPayload): Actor {
  const { trust_id: id, name, scope, sponsor_id: sponsorId } = trust;
  return {
    ...{ kind: 'service', id, name, workspaceId, roles: [], scope, session: 'workload' },
    ...(sponsorId !== null && { onBehalfOf: sponsorId }),
    workload: { issuer: iss as string, subject: sub as string, ...(isPlainId(jti) && { tokenId: jti }) },
  };
}

function isPlainId(jti: unknown): jti is string {
  return typeof jti === 'string' && /^[!-~]{1,200}$/.test(jti);
}
