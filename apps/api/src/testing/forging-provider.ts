import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

export type Json = Record<string, unknown>;

/** How the next answers of the provider differ from honest ones. */
export interface Forgery {
  /** Instead of the honest claims; what is undefined is left out. */
  claims?: Json;
  header?: Json;
  /** Signs with something else than the published key. */
  sign?: (input: string) => string;
  /** The answer of the token endpoint, instead of one with an ID token. */
  token?: { status: number; body: Json };
  userinfo?: Json;
}

export interface ForgingProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The nonce of the flow that the next answer belongs to. */
  nonce: string;
  forgery: Forgery;
  /** The metadata that it publishes, to be changed before it is first asked. */
  metadata: Json;
  stop(): Promise<void>;
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function rsa(key: KeyObject) {
  return (input: string) => createSign('RSA-SHA256').update(input).sign(key, 'base64url');
}

/** Signatures that a forger can make. */
export const forgedSignatures = {
  none: () => '',
  anotherKey: rsa(other.privateKey),
  hmacOf: (secret: string) => (input: string) =>
    createHmac('sha256', secret).update(input).digest('base64url'),
  publicKeyAsSecret: (input: string) =>
    createHmac('sha256', publicKey.export({ type: 'spki', format: 'pem' }))
      .update(input)
      .digest('base64url'),
};

/** An OpenID provider on loopback that signs what it is told, so that each check of its client can be tried alone. */
export async function startForgingProvider(): Promise<ForgingProvider> {
  const server = createServer((request, response) => answer(request.url ?? '', response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const metadata: Json = {
    ...{ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` },
    ...{ jwks_uri: `${issuer}/jwks`, userinfo_endpoint: `${issuer}/userinfo` },
    ...{ response_types_supported: ['code'], subject_types_supported: ['public'] },
    id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
  };
  const provider: ForgingProvider = {
    ...{ issuer, clientId: 'countersign', clientSecret: 'known to both', nonce: '', forgery: {}, metadata },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };

  function idToken(): string {
    const now = Math.floor(Date.now() / 1000);
    const honest = {
      iss: issuer,
      sub: 'somebody',
      aud: 'countersign',
      iat: now,
      exp: now + 60,
      nonce: provider.nonce,
    };
    const { claims, header, sign = rsa(privateKey) } = provider.forgery;
    const input = `${base64({ alg: 'RS256', kid: 'one', ...header })}.${base64({ ...honest, ...claims })}`;
    return `${input}.${sign(input)}`;
  }

  function answer(url: string, response: ServerResponse): void {
    const send = (body: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url === '/.well-known/openid-configuration') return void send(metadata);
    if (url === '/jwks') return void send({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one' }] });
    if (url === '/userinfo')
      return void send(provider.forgery.userinfo ?? { sub: provider.forgery.claims?.['sub'] ?? 'somebody' });
    const { token } = provider.forgery;
    if (token) return void send(token.body, token.status);
    send({ access_token: 'a', token_type: 'Bearer', id_token: idToken() });
  }
  return provider;
}
