import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatVerifierKey, verifierKey } from '@countersign/domain/audit-log';
import { readSigningKeys } from '../areas/audit-log/signing-key';
import { ConfigError, readConfig } from './config';
import { isLoopback } from './loopback';
import { storedSecrets } from './stored-secrets';
import { weakness } from './weak-secret';

const directory = mkdtempSync(join(tmpdir(), 'countersign-config-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function file(name: string, text: string, mode = 0o600): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

const pem = (type: 'ed25519' | 'x25519') =>
  generateKeyPairSync(type as 'ed25519')
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

const strong = 'J4xw0Qm7Zt1nVb9KrLs3Pd8YhGf2Tc6A';
const key = file('key.pem', pem('ed25519'));
const rawKey = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
const witnessKey = formatVerifierKey(verifierKey('witness.example', Buffer.from(rawKey, 'base64url'), 4));
const noteKey = formatVerifierKey(verifierKey('witness.example', Buffer.from(rawKey, 'base64url'), 1));

/** A production set-up with nothing wrong; each case changes one thing. */
const production = {
  NODE_ENV: 'production',
  SESSION_SECRET: strong,
  AUDIT_KEY_FILE: key,
  DATABASE_URL: 'postgres://owner:kY7w2Vn9@db.example:5432/countersign',
  PUBLIC_URL: 'https://models.example.org',
};
const oidc = { OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'c', OIDC_CLIENT_SECRET: 'x' };

type Env = Record<string, string | undefined>;
const inProduction = (change: Env): Env => ({ ...production, ...change });

// [what is wrong, the set-up, the variable that the refusal names]
const refused: [string, Env, string][] = [
  ['no session secret in production', inProduction({ SESSION_SECRET: undefined }), 'SESSION_SECRET'],
  ['an empty session secret in production', inProduction({ SESSION_SECRET: '' }), 'SESSION_SECRET'],
  ['a session secret of 31 bytes', inProduction({ SESSION_SECRET: strong.slice(1) }), 'SESSION_SECRET'],
  ['a short session secret, though not in production', { SESSION_SECRET: 'kQ9v' }, 'SESSION_SECRET'],
  ['a session secret of one character', inProduction({ SESSION_SECRET: 'a'.repeat(64) }), 'SESSION_SECRET'],
  ['a repeated session secret', inProduction({ SESSION_SECRET: 'kR4!zQ9w'.repeat(5) }), 'SESSION_SECRET'],
  [
    'a session secret repeated and cut short',
    inProduction({ SESSION_SECRET: `${'kR4!zQ9wLm2Xb'.repeat(3)}kR4!` }),
    'SESSION_SECRET',
  ],
  [
    'a session secret of few characters',
    inProduction({ SESSION_SECRET: '0110100110010110100101100110100111' }),
    'SESSION_SECRET',
  ],
  [
    'a session secret that counts',
    inProduction({ SESSION_SECRET: 'abcdefghijklmnopqrstuvwxyz0123456789' }),
    'SESSION_SECRET',
  ],
  [
    'a session secret from a sample',
    inProduction({ SESSION_SECRET: 'change-me-to-32-random-bytes-xK3v9Qz' }),
    'SESSION_SECRET',
  ],
  [
    'a session secret that says so',
    inProduction({ SESSION_SECRET: 'this-is-a-very-long-Secret-91xKvQz' }),
    'SESSION_SECRET',
  ],
  [
    'a session secret of the product',
    inProduction({ SESSION_SECRET: 'Countersign2026!Countersign2027?' }),
    'SESSION_SECRET',
  ],
  [
    'a session secret given twice',
    inProduction({ SESSION_SECRET_FILE: file('s1', strong) }),
    'SESSION_SECRET_FILE',
  ],
  [
    'a session secret in a file that is missing',
    inProduction({ SESSION_SECRET: undefined, SESSION_SECRET_FILE: join(directory, 'none') }),
    'SESSION_SECRET_FILE',
  ],
  [
    'a session secret in an empty file',
    inProduction({ SESSION_SECRET: undefined, SESSION_SECRET_FILE: file('s2', '\n') }),
    'SESSION_SECRET_FILE',
  ],
  [
    "a session secret in a file of everybody's",
    inProduction({ SESSION_SECRET: undefined, SESSION_SECRET_FILE: file('s3', strong, 0o644) }),
    'SESSION_SECRET_FILE',
  ],
  [
    'a session secret in a file of the group',
    inProduction({ SESSION_SECRET: undefined, SESSION_SECRET_FILE: file('s4', strong, 0o640) }),
    'SESSION_SECRET_FILE',
  ],
  [
    'a session secret in a directory',
    inProduction({ SESSION_SECRET: undefined, SESSION_SECRET_FILE: directory }),
    'SESSION_SECRET_FILE',
  ],
  [
    'a weak session secret in a file',
    inProduction({ SESSION_SECRET: undefined, SESSION_SECRET_FILE: file('s5', 'changeme') }),
    'SESSION_SECRET',
  ],
  ['no audit key in production', inProduction({ AUDIT_KEY_FILE: undefined }), 'AUDIT_KEY_FILE'],
  ['an audit key that is missing', { AUDIT_KEY_FILE: join(directory, 'none') }, 'AUDIT_KEY_FILE'],
  [
    'an audit key that others can read',
    { AUDIT_KEY_FILE: file('k1', pem('ed25519'), 0o644) },
    'AUDIT_KEY_FILE',
  ],
  ['an audit key that is none', { AUDIT_KEY_FILE: file('k2', 'not a key') }, 'AUDIT_KEY_FILE'],
  ['an audit key of another kind', { AUDIT_KEY_FILE: file('k3', pem('x25519')) }, 'AUDIT_KEY_FILE'],
  ['an empty audit key', { AUDIT_KEY_FILE: file('k4', '') }, 'AUDIT_KEY_FILE'],
  ['a blank password', inProduction({ DATABASE_URL: 'postgres://owner@db.example/c' }), 'DATABASE_URL'],
  [
    'a blank password on this machine, in production',
    inProduction({ DATABASE_URL: 'postgres://owner@127.0.0.1/c' }),
    'DATABASE_URL',
  ],
  ['a blank password elsewhere', { DATABASE_URL: 'postgres://owner@db.example/c' }, 'DATABASE_URL'],
  ...['postgres', 'password', 'countersign', 'changeme', 'Admin', 'mysecretpassword', 'owner'].map(
    (password): [string, Env, string] => [
      `the password ${password}`,
      { DATABASE_URL: `postgres://owner:${password}@10.0.0.7/c` },
      'DATABASE_URL',
    ],
  ),
  [
    'a default password, percent-encoded',
    { DATABASE_URL: 'postgres://owner:%70ostgres@db.example/c' },
    'DATABASE_URL',
  ],
  [
    'a default password on this machine, in production',
    inProduction({ DATABASE_URL: 'postgres://owner:postgres@localhost/c' }),
    'DATABASE_URL',
  ],
  [
    'a host behind the host',
    { DATABASE_URL: 'postgres://owner@127.0.0.1/c?host=db.example' },
    'DATABASE_URL',
  ],
  [
    'a password behind the password',
    { DATABASE_URL: 'postgres://owner:kY7w2Vn9@db.example/c?password=postgres' },
    'DATABASE_URL',
  ],
  ['another kind of database', { DATABASE_URL: 'mysql://owner:kY7w2Vn9@db.example/c' }, 'DATABASE_URL'],
  [
    'a database address given twice',
    inProduction({ DATABASE_URL_FILE: file('d1', 'postgres://a:b@c/d') }),
    'DATABASE_URL_FILE',
  ],
  ['the demo on all interfaces', { DEMO: 'on', HOST: '0.0.0.0' }, 'DEMO'],
  ['the demo on all interfaces, IPv6', { DEMO: 'on', HOST: '::' }, 'DEMO'],
  ['the demo on an address of the network', { DEMO: 'true', HOST: '192.168.1.5' }, 'DEMO'],
  ['the demo on a name', { DEMO: '1', HOST: 'models.example.org' }, 'DEMO'],
  ['the demo behind a proxy', { DEMO: 'on', PUBLIC_URL: 'https://models.example.org' }, 'DEMO'],
  ['the demo in production', inProduction({ DEMO: 'on' }), 'DEMO'],
  [
    'cookies in the clear, in production',
    inProduction({ PUBLIC_URL: 'http://models.example.org' }),
    'PUBLIC_URL',
  ],
  ['a public address that is none', { PUBLIC_URL: 'models.example.org' }, 'PUBLIC_URL'],
  ['OpenID without client', { ...oidc, OIDC_CLIENT_ID: undefined }, 'OIDC_CLIENT_ID'],
  ['OpenID without secret', { ...oidc, OIDC_CLIENT_SECRET: undefined }, 'OIDC_CLIENT_SECRET'],
  ['OpenID without issuer', { ...oidc, OIDC_ISSUER: undefined }, 'OIDC_ISSUER'],
  ['OpenID in the clear', { ...oidc, OIDC_ISSUER: 'http://id.example.org' }, 'OIDC_ISSUER'],
  [
    'OpenID without an address to come back to',
    inProduction({ ...oidc, PUBLIC_URL: undefined }),
    'PUBLIC_URL',
  ],
  [
    'an OpenID secret that others can read',
    { ...oidc, OIDC_CLIENT_SECRET: undefined, OIDC_CLIENT_SECRET_FILE: file('o1', 'x', 0o604) },
    'OIDC_CLIENT_SECRET_FILE',
  ],
  ['a witness without key', { AUDIT_WITNESS_URL: 'https://w.example' }, 'AUDIT_WITNESS_KEY'],
  ['a key without witness', { AUDIT_WITNESS_KEY: witnessKey }, 'AUDIT_WITNESS_URL'],
  [
    'a witness with a key that is none',
    { AUDIT_WITNESS_URL: 'https://w.example', AUDIT_WITNESS_KEY: 'w+1+x' },
    'AUDIT_WITNESS_KEY',
  ],
  [
    'a witness with a key of notes',
    { AUDIT_WITNESS_URL: 'https://w.example', AUDIT_WITNESS_KEY: noteKey },
    'AUDIT_WITNESS_KEY',
  ],
  [
    'a witness in the clear, in production',
    inProduction({ AUDIT_WITNESS_URL: 'http://w.example', AUDIT_WITNESS_KEY: witnessKey }),
    'AUDIT_WITNESS_URL',
  ],
  ['an environment of another name', { NODE_ENV: 'prod' }, 'NODE_ENV'],
  ['allowed hosts with a scheme', { ALLOWED_HOSTS: 'https://a.example' }, 'ALLOWED_HOSTS'],
  ['allowed hosts with a star', { ALLOWED_HOSTS: '*' }, 'ALLOWED_HOSTS'],
  ['allowed hosts with a port', { ALLOWED_HOSTS: 'a.example:4000' }, 'ALLOWED_HOSTS'],
  [
    'private hosts with a scheme',
    { OUTGOING_PRIVATE_HOSTS: 'https://issuer.internal' },
    'OUTGOING_PRIVATE_HOSTS',
  ],
  ['private hosts with a network', { OUTGOING_PRIVATE_HOSTS: '10.0.0.0/8' }, 'OUTGOING_PRIVATE_HOSTS'],
  ['a port that is none', { PORT: '70000' }, 'PORT'],
  ['a flag that is none', { DEMO: 'maybe' }, 'DEMO'],
];

function refusal(env: Env): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('DO-14 G35 a weak set-up', () => {
  it.each(refused)('G35 refuses %s', (_what, env, variable) => {
    const message = refusal(env);
    expect(message).toMatch(new RegExp(`\\b${variable}\\b`));
    // The name, never the value.
    for (const secret of [env.SESSION_SECRET, env.OIDC_CLIENT_SECRET, env.DATABASE_URL])
      if (secret && secret.length > 3) expect(message).not.toContain(secret);
  });

  it('G35 names every variable at fault at once', () => {
    const message = refusal(inProduction({ SESSION_SECRET: 'x', AUDIT_KEY_FILE: undefined, DEMO: 'on' }));
    for (const name of ['SESSION_SECRET', 'AUDIT_KEY_FILE', 'DEMO']) expect(message).toContain(`${name}: `);
  });
});

// [what is right, the set-up]
const accepted: [string, Env][] = [
  ['nothing at all', {}],
  ['production with all it needs', production],
  [
    'production on the embedded database',
    { NODE_ENV: 'production', SESSION_SECRET: strong, PUBLIC_URL: 'https://models.example.org' },
  ],
  ['production behind a proxy on this machine', inProduction({ PUBLIC_URL: 'http://localhost:4000' })],
  ['production on all interfaces', inProduction({ HOST: '0.0.0.0' })],
  ['the demo on loopback', { DEMO: 'on', HOST: '127.0.0.1' }],
  ['the demo on loopback, IPv6', { DEMO: 'on', HOST: '::1' }],
  ['a default password on this machine', { DATABASE_URL: 'postgres://postgres:postgres@localhost/c' }],
  ['OpenID Connect', inProduction(oidc)],
  ['OpenID Connect of a test, on this machine', { ...oidc, OIDC_ISSUER: 'http://127.0.0.1:9000' }],
  ['a witness', inProduction({ AUDIT_WITNESS_URL: 'https://w.example', AUDIT_WITNESS_KEY: witnessKey })],
  [
    'secrets in files of mode 0600 and 0400',
    inProduction({
      SESSION_SECRET: undefined,
      SESSION_SECRET_FILE: file('ok1', `${strong}\n`),
      DATABASE_URL: undefined,
      DATABASE_URL_FILE: file('ok2', production.DATABASE_URL, 0o400),
    }),
  ],
  ['sslmode', inProduction({ DATABASE_URL: `${production.DATABASE_URL}?sslmode=verify-full` })],
];

describe('DO-14 a sound set-up', () => {
  it.each(accepted)('G35 accepts %s', (_what, env) => {
    expect(refusal(env)).toBe('accepted');
  });

  it('reads what the server works with', () => {
    expect(
      readConfig(inProduction({ ...oidc, ALLOWED_HOSTS: 'A.example, b.example', AUDIT_WITNESS_DIR: '/w' })),
    ).toMatchObject({
      production: true,
      sessionSecret: strong,
      auditKeyFile: key,
      allowedHosts: ['a.example', 'b.example'],
      oidc: { issuer: oidc.OIDC_ISSUER, clientId: 'c', clientSecret: 'x' },
      witness: { dir: '/w', http: undefined },
      demo: false,
    });
  });

  it('reads which hosts of its own network the server may call, none where nothing is said', () => {
    expect(readConfig({}).outgoingPrivateHosts).toEqual(new Set());
    expect(readConfig({ OUTGOING_PRIVATE_HOSTS: 'Issuer.internal, 10.0.0.5,[fd00::1]' })).toMatchObject({
      outgoingPrivateHosts: new Set(['issuer.internal', '10.0.0.5', '[fd00::1]']),
    });
  });

  it('G35 finds no fault with 2,000 random secrets, in hexadecimal and in base64', () => {
    for (let each = 0; each < 1000; each += 1) {
      expect(weakness(randomBytes(32).toString('hex'))).toBeNull();
      expect(weakness(randomBytes(32).toString('base64url'))).toBeNull();
    }
  });
});

describe('DO-15 what the set-up leaves out', () => {
  it('G35 is made once, in the data directory, for its owner alone', () => {
    const dataDir = join(directory, 'data');
    const first = storedSecrets(readConfig({}), dataDir);
    expect(weakness(first.sessionSecret)).toBeNull();
    expect(readSigningKeys(first.auditKeyFile).signers('log')).toHaveLength(1);
    for (const name of ['session', 'audit-key.pem'])
      expect(statSync(join(dataDir, 'secrets', name)).mode & 0o777).toBe(0o600);
    expect(storedSecrets(readConfig({}), dataDir)).toEqual(first);
  });

  it('G35 is refused when others could read what was kept', () => {
    const dataDir = join(directory, 'opened');
    const { auditKeyFile } = storedSecrets(readConfig({}), dataDir);
    chmodSync(auditKeyFile, 0o644);
    expect(() => storedSecrets(readConfig({}), dataDir)).toThrow(ConfigError);
  });

  it('is not made where the set-up names it', () => {
    const named = storedSecrets(readConfig(production), join(directory, 'named'));
    expect(named).toEqual({ sessionSecret: strong, auditKeyFile: key });
    expect(readFileSync(key, 'utf8')).toContain('PRIVATE KEY');
  });
});

it.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['[::1]', true],
  ['0:0:0:0:0:0:0:1', true],
  ['LOCALHOST', true],
  ['0.0.0.0', false],
  ['::', false],
  ['localhost.example', false],
  ['128.0.0.1', false],
])('loopback: %s is %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
