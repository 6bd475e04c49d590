import * as oidc from 'openid-client';
import { type OidcConfig } from '../../server/config';
import { Problem } from '../../server/problem';
import { type OidcFlow } from './oidc-flow';
import { identityFrom, type Claims, type OidcIdentity } from './oidc-identity';

const patienceSeconds = 5;
const clockSeconds = 30;

/** What came back proves nothing. The reason is for the log of the server, and holds nothing that was sent. */
export class NotProven extends Error {}

/** The OpenID provider of this server. It is asked for its addresses when somebody first wants to sign in by it. */
export class OidcProvider {
  private found: Promise<oidc.Configuration> | null = null;

  constructor(
    private readonly config: OidcConfig,
    /** Told why the provider could not be used: for whoever runs the server. */
    private readonly warn: (reason: string) => void,
  ) {}

  /** Where to send somebody. */
  async addressFor({ state, nonce, verifier, proving }: OidcFlow, callback: URL): Promise<URL> {
    const configuration = await this.discovered();
    return oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: callback.href,
      scope: this.config.scopes,
      response_type: 'code',
      ...{ state, nonce },
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      // The session that they have there does not count; the second has the ID token say when they proved it.
      ...(proving && { prompt: 'login', max_age: '0' }),
    });
  }

  /**
   * Who came back. `callback` is our address with what the provider added to it.
   *
   * @throws NotProven when state, issuer, code, signature, audience, time or nonce are not those of this flow
   */
  async identityOf(callback: URL, flow: OidcFlow): Promise<OidcIdentity> {
    const configuration = await this.discovered();
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, callback, {
        ...{ expectedState: flow.state, expectedNonce: flow.nonce, pkceCodeVerifier: flow.verifier },
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new NotProven('no ID token');
      const { auth_time } = claims;
      const completed = await this.completed(configuration, claims, tokens.access_token);
      // Of what is not signed by the provider, the time is not taken.
      const identity = identityFrom({ ...completed, auth_time }, this.config);
      if (flow.proving && !isFresh(identity, flow)) throw new NotProven('not authenticated anew');
      return identity;
    } catch (error) {
      if (isOutage(error)) throw this.unavailable(error);
      throw new NotProven(reasonOf(error), { cause: error });
    }
  }

  /** Providers may keep addresses and groups out of the ID token; what is in it is signed, and counts first. */
  private async completed<Token extends Claims & { sub: string }>(
    configuration: oidc.Configuration,
    claims: Token,
    accessToken: string,
  ): Promise<Token> {
    const wanted = ['email', this.config.verifiedClaim, this.config.groupsClaim];
    const isComplete = wanted.every((claim) => claims[claim] !== undefined);
    if (isComplete || !configuration.serverMetadata().userinfo_endpoint) return claims;
    return { ...(await oidc.fetchUserInfo(configuration, accessToken, claims.sub)), ...claims };
  }

  /** Asks again after a failure: a provider that was down while this server started is found later. */
  private discovered(): Promise<oidc.Configuration> {
    this.found ??= discover(this.config).catch((error: unknown) => {
      this.found = null;
      throw this.unavailable(error);
    });
    return this.found;
  }

  private unavailable(error: unknown): Problem {
    this.warn(reasonOf(error));
    return new Problem(
      'PROVIDER_UNAVAILABLE',
      'The OpenID provider cannot be reached, or is not set up for this server.',
    );
  }
}

/** Whether the provider saw them after they left for it, by its own clock. */
function isFresh({ authenticatedAt }: OidcIdentity, { startedAt }: OidcFlow): boolean {
  return authenticatedAt !== undefined && authenticatedAt.getTime() >= startedAt - clockSeconds * 1000;
}

async function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<oidc.Configuration> {
  const server = new URL(issuer);
  // The rules of the configuration let http through for loopback alone.
  const insecure = server.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
  const client = { client_secret: clientSecret, [oidc.clockTolerance]: clockSeconds };
  const configuration = await oidc.discovery(server, clientId, client, clientAuthentication(clientSecret), {
    timeout: patienceSeconds,
    // The signature of the ID token is checked, too: TLS alone would prove only who passed it on.
    execute: [...insecure, oidc.enableNonRepudiationChecks],
  });
  // The library makes exceptions for providers whose metadata stand for many issuers. Here there is one.
  const { issuer: told, authorization_endpoint: start } = configuration.serverMetadata();
  if (new URL(told).href !== server.href) throw new Error('The provider has another issuer.');
  if (typeof start !== 'string' || !URL.canParse(start))
    throw new Error('The provider has no place to sign in.');
  return configuration;
}

function clientAuthentication(secret: string): oidc.ClientAuth {
  const [post, basic] = [oidc.ClientSecretPost(secret), oidc.ClientSecretBasic(secret)];
  return (...request) => {
    const [{ token_endpoint_auth_methods_supported: methods }] = request;
    return methods?.includes('client_secret_post') ? post(...request) : basic(...request);
  };
}

/** Codes with which a provider says that the fault lies on its side, or in how this server is set up there. */
const outages: readonly unknown[] = [
  ...['server_error', 'temporarily_unavailable', 'invalid_client', 'unauthorized_client'],
  ...['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'],
];

interface Fault {
  name?: unknown;
  code?: unknown;
  error?: unknown;
  cause?: unknown;
}

function isOutage(error: unknown): boolean {
  const { name, code, error: answer, cause } = error as Fault;
  const isNetwork = [name, (cause as Fault | undefined)?.name].includes('TypeError') && code === undefined;
  return isNetwork || outages.includes(code) || outages.includes(answer);
}

/** The library's messages are fixed texts; what was sent stands in their causes, and of these only codes are told. */
function reasonOf(error: unknown): string {
  const { error: answer, cause } = error as Fault;
  const { code, cause: deeper } = (cause ?? {}) as Fault;
  const codes = [outages.includes(answer) && answer, code, (deeper as Fault | undefined)?.code];
  const message = error instanceof Error ? error.message : 'unknown';
  return [message, ...codes.filter((each) => typeof each === 'string')].join(', ');
}
