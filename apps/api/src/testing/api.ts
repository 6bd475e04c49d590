import { builtInPolicy } from '@countersign/domain/approvals';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Client } from 'pg';
import { type Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { type AccessSettings } from '../areas/access/access-settings';
import { ensureWorkspace } from '../areas/access/ensure-workspace';
import { CheckpointMemory } from '../areas/audit-log/checkpoint-memory';
import { type SignerSettings } from '../areas/audit-log/checkpoint-signer';
import { SigningKeys } from '../areas/audit-log/signing-key';
import { connect, migrate } from '../database/data-source';
import { Database } from '../database/database';
import { entities } from '../database/entities';
import { startServer } from '../server/http-server';
import { makeLogger } from '../server/logger';
import { makeServices, type Services } from '../server/services';
import { startNeighbour } from './neighbour';
import { publishedPolicy } from './published-policy';

/** What a GraphQL request answered: exactly one of data and errors says what happened. */
export interface Answer {
  data: Record<string, unknown> | null;
  errors?: { message: string; path?: string[]; extensions: Record<string, unknown> }[];
}

/** A signed-in caller over real HTTP. */
export interface ApiClient {
  graphql(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** The data of a request that must not fail; typed by the caller. */
  data<T>(query: string, variables?: Record<string, unknown>): Promise<T>;
  upload(fileName: string, bytes: Uint8Array | string): Promise<string>;
  uploadFile(path: string): Promise<string>;
  /** The same caller, with the same credential, at another server. */
  at(url: string): ApiClient;
}

/** Asks the database as its owner: one connection, or several. */
export type Owner = Pick<Client, 'query'>;

export interface TestApi {
  url: string;
  services: Services;
  database: Database;
  workspaceId: string;
  bootstrapSecret: string;
  /** Signs the audit log. */
  auditKey: KeyObject;
  /** Superuser-free owner connection: outside row-level security, for looking at what is really stored. */
  owner: Client;
  anonymous: ApiClient;
  as(persona: string): Promise<ApiClient>;
  /** Signs in by any way; throws when that sets no cookie. */
  signIn(input: Record<string, unknown>): Promise<ApiClient>;
  withToken(secret: string): ApiClient;
  withCookie(value: string): ApiClient;
  /** One more server on the same database and workspace, or on one that was made otherwise; `stop` stops it too. */
  replica(database?: Database): Promise<{ url: string }>;
  /** The same in a process of its own, with the clock of the machine. */
  neighbour(): Promise<{ url: string }>;
  stop(): Promise<void>;
}

/** Tests try more in a minute than people may; what is about attempts sets its own. */
const many = 1_000_000;
const unhurried = {
  limits: { account: many, address: many, provider: many, token: many },
  trustedProxies: 0,
};

/** Tests of workloads list the hosts of their own issuers. */
const publicIssuers = { privateHosts: new Set<string>(), warn: () => undefined };

/** Receivers of tests are on this machine; how long they may take is of no consequence. */
export const receiversHere = {
  ...{ privateHosts: new Set(['127.0.0.1', 'localhost']), plainLoopback: true, patience: 5_000 },
};

/**
 * The whole API over HTTP on a real PostgreSQL, in a workspace of its own, whose only policy is the floor: models of every
 * tier are released alike. Call `stop` in afterAll.
 */
export async function startTestApi(
  clock?: () => Date,
  more: Partial<AccessSettings> = {},
  logger: Logger = makeLogger('error'),
): Promise<TestApi> {
  const databaseUrl = process.env['TEST_DATABASE_URL'];
  if (!databaseUrl)
    throw new Error('TEST_DATABASE_URL is missing: jest starts a PostgreSQL for this project.');
  await migrate(databaseUrl);
  const directory = await mkdtemp(join(tmpdir(), 'countersign-api-'));
  const database = new Database(await connect(databaseUrl, entities), clock);
  const workspaceId = await ensureWorkspace(database, `test-${uuidv7()}`, true);
  const bootstrapSecret = uuidv7();
  const secrets = { bootstrapSecret, mainWorkspaceId: workspaceId, hashKey: uuidv7() };
  const access = { ...accessOf(secrets), ...more };
  const auditKey = generateKeyPairSync('ed25519').privateKey;
  const audit = signing(join(directory, 'checkpoints'), auditKey);
  const settings = { access, audit, blobDir: join(directory, 'blobs'), webhooks: receiversHere };
  const services = makeServices(database, settings);
  const server = await startServer({ services, host: '127.0.0.1', port: 0, logger });
  const url = `http://127.0.0.1:${server.port}`;
  const owner = new Client({ connectionString: databaseUrl });
  await owner.connect();
  await publishedPolicy({ database, owner, workspaceId }, builtInPolicy);
  const { stopAll, ...others } = besides({ databaseUrl, clock, logger, directory, access, audit, auditKey });
  return {
    ...{ url, services, database, workspaceId, bootstrapSecret, auditKey, owner },
    anonymous: clientOf(url, {}),
    as: async (persona) => clientOf(url, { cookie: await signIn(url, { persona }) }),
    signIn: async (input) => clientOf(url, { cookie: await signIn(url, input) }),
    withToken: (secret) => clientOf(url, { authorization: `Bearer ${secret}` }),
    withCookie: (value) => clientOf(url, { cookie: `countersign_session=${value}` }),
    ...others,
    stop: async () => {
      await stopAll();
      await server.stop();
      await Promise.all([services.checkpoints.settle(), services.webhookDispatch.stop()]);
      await database.close();
      await Promise.all([owner.end(), rm(directory, { recursive: true, force: true })]);
    },
  };
}

interface Beside {
  databaseUrl: string;
  clock: (() => Date) | undefined;
  logger: Logger;
  directory: string;
  access: AccessSettings;
  audit: SignerSettings;
  auditKey: KeyObject;
}

/** More servers beside the first, on the same database and workspace. */
function besides(of: Beside): Pick<TestApi, 'replica' | 'neighbour'> & { stopAll: () => Promise<void> } {
  const { databaseUrl, clock, logger, directory, access, audit, auditKey } = of;
  const stops: (() => Promise<void>)[] = [];
  return {
    replica: async (given) => {
      const other = given ?? new Database(await connect(databaseUrl, entities), clock);
      const its = makeServices(other, { access, audit, blobDir: join(directory, 'blobs') });
      const replica = await startServer({ services: its, host: '127.0.0.1', port: 0, logger });
      stops.push(() => replica.stop().then(() => other.close()));
      return { url: `http://127.0.0.1:${replica.port}` };
    },
    neighbour: async () => {
      const { bootstrapSecret, mainWorkspaceId, hashKey } = access;
      const neighbour = await startNeighbour({
        ...{ databaseUrl, bootstrapSecret, mainWorkspaceId, hashKey },
        auditKey: auditKey.export({ type: 'pkcs8', format: 'pem' }) as string,
        directory: join(directory, `neighbour-${stops.length}`),
      });
      stops.push(neighbour.stop);
      return { url: neighbour.url };
    },
    stopAll: async () => {
      for (const stop of stops) await stop();
    },
  };
}

/** How people come into a server of tests. */
export function accessOf(
  secrets: Pick<AccessSettings, 'bootstrapSecret' | 'mainWorkspaceId' | 'hashKey'>,
): AccessSettings {
  return {
    ...{ demo: true, ...secrets, secureCookies: false },
    ...{ attempts: unhurried, warn: () => undefined, workloads: publicIssuers },
  };
}

/** Signs with a key of the test's own. Tests that tamper with the log mean to be refused: nobody is alarmed. */
export function signing(directory: string, auditKey: KeyObject): SignerSettings {
  const memory = new CheckpointMemory(directory);
  return { keys: new SigningKeys([auditKey]), memory, alarm: () => undefined };
}

async function signIn(url: string, input: Record<string, unknown>): Promise<string> {
  const query =
    'mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Refusal { code message } } }';
  const response = await post(url, {}, { query, variables: { input } });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (!cookie) throw new Error(`Signing in set no cookie: ${await response.text()}`);
  return cookie;
}

/**
 * A connection for each request. One that is kept is closed by the server while a test computes, and whoever writes to it
 * then is reset.
 */
export const alone = { connection: 'close' };

function post(url: string, headers: Record<string, string>, body: unknown): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...alone, ...headers },
    body: JSON.stringify(body),
  });
}

function clientOf(url: string, headers: Record<string, string>): ApiClient {
  const graphql: ApiClient['graphql'] = async (query, variables) =>
    (await post(url, headers, { query, variables })).json() as Promise<Answer>;
  const upload: ApiClient['upload'] = async (fileName, bytes) => {
    const response = await fetch(`${url}/v1/uploads`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(fileName),
        ...alone,
        ...headers,
      },
      body: bytes as RequestInit['body'],
    });
    if (response.status !== 201)
      throw new Error(`The upload was answered ${response.status}: ${await response.text()}`);
    return ((await response.json()) as { id: string }).id;
  };
  return {
    graphql,
    data: async <T>(query: string, variables?: Record<string, unknown>) => {
      const answer = await graphql(query, variables);
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      return answer.data as T;
    },
    upload,
    at: (other) => clientOf(other, headers),
    uploadFile: async (path) => upload(basename(path), await readFile(path)),
  };
}
