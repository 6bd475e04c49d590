import { createHmac, createSign, generateKeyPairSync, type KeyObject, sign as signWith } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

type Json = Record<string, unknown>;
type Sign = (input: string) => string;

interface Key {
  kid: string;
  publicKey: KeyObject;
  sign: Sign;
}

/** An OpenID issuer of workload tokens on loopback, with real keys. */
export interface TestIssuer {
  issuer: string;
  /** The paths it was asked for. */
  asked: string[];
  /** From now on it signs with a new key, and publishes that alone. */
  rotate(): void;
  /** Answers the next questions in the place of the honest answer, until it is null again. */
  instead: ((path: string, response: ServerResponse) => void) | null;
  /** What it publishes, to be changed. */
  metadata: Json;
  /** A token of these claims beside the usual ones; what is undefined is left out. */
  token(claims: Json, forgery?: { header?: Json; sign?: Sign; now?: number }): string;
  /** Signatures that a forger can make. */
  forged: { none: Sign; anotherKey: Sign; publicKeyAsSecret: Sign };
  stop(): Promise<void>;
}

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function rsaKey(kid: string): Key {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    ...{ kid, publicKey },
    sign: (input) => createSign('RSA-SHA256').update(input).sign(privateKey, 'base64url'),
  };
}

/** An Ed25519 key, for an issuer that signs with one. */
export function ed25519Key(): { jwk: Json; sign: Sign } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const sign: Sign = (input) => signWith(null, Buffer.from(input), privateKey).toString('base64url');
  return { jwk: { ...publicKey.export({ format: 'jwk' }), kid: 'ed' }, sign };
}

export async function startTestIssuer(): Promise<TestIssuer> {
  let key = rsaKey('key-1');
  let keys = 1;
  const other = rsaKey('other');
  const server = createServer((request, response) => answer(request.url ?? '', response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const hmac: Sign = (input) =>
    createHmac('sha256', key.publicKey.export({ type: 'spki', format: 'pem' }))
      .update(input)
      .digest('base64url');
  const test: TestIssuer = {
    ...{ issuer, asked: [], instead: null, metadata: { issuer, jwks_uri: `${issuer}/keys` } },
    rotate: () => {
      keys += 1;
      key = rsaKey(`key-${keys}`);
    },
    token: (claims, { header, sign = key.sign, now = Date.now() } = {}) => {
      const iat = Math.floor(now / 1000);
      const usual = { iss: issuer, iat, nbf: iat, exp: iat + 300, jti: `token-${iat}` };
      const input = `${base64({ alg: 'RS256', kid: key.kid, typ: 'JWT', ...header })}.${base64({ ...usual, ...claims })}`;
      return `${input}.${sign(input)}`;
    },
    forged: { none: () => '', anotherKey: other.sign, publicKeyAsSecret: hmac },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };

  function answer(path: string, response: ServerResponse): void {
    test.asked.push(path);
    if (test.instead) return test.instead(path, response);
    const send = (body: unknown) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (path === '/.well-known/openid-configuration') return void send(test.metadata);
    send({ keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: key.kid, use: 'sig', alg: 'RS256' }] });
  }
  return test;
}
