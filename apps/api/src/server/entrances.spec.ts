import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { METHODS } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';
import { buildSchema, type GraphQLSchema } from 'graphql';
import pino from 'pino';
import { consoleDoor } from '../doors/console';
import { doors } from '../doors/mount';
import { jobs } from '../jobs/run-jobs';
import { startTestApi, type TestApi } from '../testing/api';
import { rawRequest } from '../testing/raw-request';
import { sampleCall } from '../testing/sample-values';
import { assertEveryEntranceIsDeclared, entrances, type Server } from './entrances';
import { type RunningServer, startServer } from './http-server';
import { makeSchema } from './schema';

const schema = makeSchema();
const consoleDir = mkdtempSync(join(tmpdir(), 'countersign-console-'));
mkdirSync(join(consoleDir, 'assets'));
mkdirSync(join(consoleDir, '.vite'));
writeFileSync(join(consoleDir, 'index.html'), '<!doctype html><title>Countersign</title>');
writeFileSync(join(consoleDir, 'assets/index-1a2b.js'), 'export {};');
writeFileSync(join(consoleDir, '.vite/manifest.json'), '{}');
writeFileSync(join(consoleDir, '..', 'countersign-outside.txt'), 'outside');
afterAll(() => {
  rmSync(consoleDir, { recursive: true, force: true });
  rmSync(join(consoleDir, '..', 'countersign-outside.txt'), { force: true });
});

const all = [...doors, consoleDoor(consoleDir)];
const table = entrances({ schema, doors: all, jobs });

const unknownField = (kind: string): GraphQLSchema =>
  buildSchema(
    kind === 'Query'
      ? 'type Query { stranger: Int }'
      : `type Query { session: Int } type ${kind} { stranger: Int }`,
  );
const handler: RequestHandler = (_request, response) => response.end();
const declared = (changes: Partial<Server>): Server => ({
  app: express(),
  schema,
  doors: all,
  jobs,
  filters: [],
  ...changes,
});

describe('DO-1 G32 the table of every way in', () => {
  it('G32 names a permission for each', () => {
    expect(table.length).toBeGreaterThan(40);
    for (const { permission } of table) expect(permission).toMatch(/^([a-z]+\.[a-z_]+|anyone|each field)$/);
    expect(new Set(table.map(({ kind, name }) => `${kind} ${name}`)).size).toBe(table.length);
  });

  it('DO-2 G32 opens six paths to anybody, one of them to two fields of GraphQL', () => {
    const open = table.filter(({ permission }) => permission === 'anyone');
    const fields = open.filter(({ kind }) => ['query', 'mutation', 'subscription'].includes(kind));
    expect(fields.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      'mutation signIn',
      'query session',
    ]);
    const paths = open.map((entrance) => (fields.includes(entrance) ? 'POST /graphql' : entrance.name));
    expect([...new Set(paths)].sort()).toEqual([
      ...['GET /healthz', 'GET /readyz', 'GET /v1/published-audits/:publicationId', 'GET /v1/sign-in/oidc'],
      ...['GET /{*page}', 'POST /graphql'],
    ]);
    expect(new Set(paths).size).toBe(6);
  });

  it.each(['Query', 'Mutation', 'Subscription'])(
    'G32 lets no server start with a field of %s that declares nothing',
    (kind) => {
      expect(() => assertEveryEntranceIsDeclared(declared({ schema: unknownField(kind) }))).toThrow(
        `No permission is declared for ${kind.toLowerCase()} stranger`,
      );
    },
  );

  it.each<[string, (app: ReturnType<typeof express>) => unknown]>([
    ['a route', (app) => app.get('/v1/stranger', handler)],
    ['another method of a declared route', (app) => app.delete('/v1/uploads', handler)],
    ['a handler of everything', (app) => app.use(handler)],
    ['a handler below a path', (app) => app.use('/assets', handler)],
    ['a router of its own', (app) => app.use('/v2', express.Router().get('/stranger', handler))],
    ['a second application', (app) => app.use(express().get('/stranger', handler))],
    ['a directory of files', (app) => app.use(express.static(consoleDir))],
  ])('G32 lets no server start with %s that nobody declared', (_what, add) => {
    const app = express();
    add(app);
    expect(() => assertEveryEntranceIsDeclared(declared({ app }))).toThrow(/No permission is declared for/);
  });

  it.each([
    [
      'a door for a permission nobody grants',
      { doors: [{ ...all[0]!, permission: 'stranger.open' as never }] },
    ],
    [
      'a job without a permission',
      { jobs: [{ name: 'x', permission: '' as never, everySeconds: 1, run: jest.fn() }] },
    ],
    [
      'a job that anybody may do',
      { jobs: [{ name: 'x', permission: 'anyone' as never, everySeconds: 1, run: jest.fn() }] },
    ],
  ])('G32 lets no server start with %s', (_what, changes) => {
    expect(() => assertEveryEntranceIsDeclared(declared(changes))).toThrow(/No permission is declared for/);
  });
});

describe('DO-2 G32 a caller without a name', () => {
  let api: TestApi;
  let server: RunningServer;
  let url: string;
  beforeAll(async () => {
    api = await startTestApi();
    const logger = pino({ level: 'silent' });
    server = await startServer({ services: api.services, host: '127.0.0.1', port: 0, logger, consoleDir });
    url = `http://127.0.0.1:${server.port}`;
  });
  afterAll(async () => {
    await server.stop();
    await api.stop();
  });

  const calls = (['query', 'mutation'] as const).flatMap((kind) =>
    Object.values(schema.getRootType(kind as never)?.getFields() ?? {}).map(
      (field) => [field.name, sampleCall(kind, field)] as const,
    ),
  );

  it.each(calls.filter(([name]) => !['session', 'signIn'].includes(name)))(
    'G32 is refused %s',
    async (_name, { query, variables }) => {
      const { data, errors } = await api.anonymous.graphql(query, variables);
      expect(errors).toEqual([
        expect.objectContaining({
          extensions: expect.objectContaining({ code: 'UNAUTHENTICATED' }) as object,
        }),
      ]);
      expect(Object.values(data ?? {}).every((value) => value === null)).toBe(true);
    },
  );

  it('G32 calls everything that there is, and the two open fields answer', async () => {
    expect(calls.length).toBe(table.filter(({ kind }) => kind === 'query' || kind === 'mutation').length);
    expect((await api.anonymous.graphql('{ session { __typename } }')).errors).toBeUndefined();
  });

  const paths = all.map(({ path }) => path).filter((path) => !path.includes('{'));
  const methods = METHODS.filter((method) => method !== 'CONNECT');
  const open = new Set([
    '/healthz',
    '/readyz',
    ...paths.filter((path) => path.startsWith('/v1/sign-in/oidc')),
  ]);

  it.each([...paths, '/graphql', '/v1/stranger', '/api/2.0/mlflow/x'])(
    'G32 is refused %s by every method',
    async (path) => {
      for (const method of methods) {
        const { status } = await rawRequest(url, { method, path, headers: { 'content-type': 'text/plain' } });
        const isOpen = open.has(path) && ['GET', 'HEAD'].includes(method);
        const isRead = path === '/graphql' && method === 'POST';
        if (isRead) expect(status).toBe(415);
        else if (!isOpen) expect([401, 404, 405]).toContain(status);
      }
    },
  );

  it('DO-2 answers HEAD where it costs nothing, and runs no door for it elsewhere', async () => {
    const head = async (path: string, headers = {}) => rawRequest(url, { method: 'HEAD', path, headers });
    for (const path of ['/healthz', '/readyz', '/'])
      expect([path, (await head(path)).status]).toEqual([path, 200]);
    const session = await rawRequest(api.url, {
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'mutation { signIn(input: { persona: "ada" }) { __typename } }' }),
    });
    const cookie = session.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const entries = async () =>
      (await api.owner.query('SELECT FROM audit_entry WHERE workspace_id = $1', [api.workspaceId])).rowCount;
    const before = await entries();
    for (const path of [
      '/v1/audit/export',
      '/v1/sign-in/oidc',
      '/v1/sign-in/oidc?code=x&state=y',
      '/v1/uploads',
    ]) {
      const { status, headers } = await head(path, { cookie });
      expect([path, status]).toEqual([path, 405]);
      expect(headers.allow).toBe(path === '/v1/uploads' ? 'POST' : 'GET');
      expect(headers['set-cookie']).toBeUndefined();
    }
    expect(await entries()).toBe(before);
  });

  const tricks = (path: string): string[] => [
    `${path}/`,
    `${path}.`,
    `${path};x=y`,
    `${path};`,
    `/${path}`,
    `${path}//`,
    `/x/..${path}`,
    `/x/%2e%2e${path}`,
    `/%2e%2e${path}`,
    `/.${path}`,
    `/%2e${path}`,
    `${path}%2f`,
    `${path}%00`,
    `${path}%20`,
    `${path}%3b`,
    path.toUpperCase(),
    path.replace(/[a-z]/, (letter) => letter.toUpperCase()),
    path.replace('/v1/', '/:version/'),
    path.replace(/o/g, '%6f'),
    `${path}/../../healthz`,
    `\\${path.slice(1)}`,
  ];

  it.each(paths.filter((path) => !open.has(path)))('G32 finds no other way to write %s', async (path) => {
    for (const trick of tricks(path)) {
      for (const method of ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS']) {
        const { status, body } = await rawRequest(url, { method, path: trick });
        // The one page that says of any address that nothing was published there.
        const isNothing = status === 404 && body.includes('<h1>There is no published summary here</h1>');
        expect({ trick, method, status, body: body.includes('<!doctype') && !isNothing }).toEqual({
          trick,
          method,
          status: expect.any(Number),
          body: false,
        });
        expect([400, 401, 404, 405]).toContain(status);
      }
    }
  });

  it.each([
    ['x-http-method-override', 'POST'],
    ['x-method-override', 'POST'],
    ['x-http-method', 'DELETE'],
    ['x-original-url', '/v1/uploads'],
    ['x-rewrite-url', '/v1/uploads'],
    ['x-forwarded-prefix', '/v1'],
    ['x-forwarded-for', '127.0.0.1'],
    ['x-forwarded-host', 'localhost'],
    ['x-forwarded-user', 'admin'],
    ['x-remote-user', 'admin'],
  ])('G32 is no other caller for the header %s', async (name, value) => {
    const headers = { [name]: value };
    expect((await rawRequest(url, { path: '/v1/uploads', headers })).status).toBe(405);
    expect((await rawRequest(url, { path: '/healthz', headers })).body).toBe('{"status":"ok"}');
    expect((await rawRequest(url, { method: 'POST', path: '/v1/uploads', headers })).status).toBe(401);
  });

  it('G32 has no socket to turn a request into', async () => {
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    for (const path of ['/graphql', '/', '/v1/uploads'])
      expect((await rawRequest(url, { path, headers: upgrade })).status).not.toBe(101);
  });

  describe('DO-3 the files of the console', () => {
    it.each(['/', '/models', '/models/0192-ab/drift', '/sign-in', '/models?tab=1'])(
      'G32 answer the page for %s',
      async (path) => {
        const { status, body, headers } = await rawRequest(url, { path });
        expect([status, body.slice(0, 9)]).toEqual([200, '<!doctype']);
        expect(headers['cache-control']).toMatch(/max-age=0/);
      },
    );

    it('G32 answer an asset for good, under its own name alone', async () => {
      const { status, headers } = await rawRequest(url, { path: '/assets/index-1a2b.js' });
      expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    });

    it.each([
      '/assets/',
      '/assets/index-1a2b.js/',
      '/assets/none.js',
      '/assets/%69ndex-1a2b.js',
      '/assets/../index.html',
      '/assets/%2e%2e/index.html',
      '/../countersign-outside.txt',
      '/%2e%2e/countersign-outside.txt',
      '/..%2fcountersign-outside.txt',
      '/..%5ccountersign-outside.txt',
      '/assets/..;/index.html',
      '/.vite/manifest.json',
      '/index.html%00.js',
      '//models',
      '/models/',
      '/models.',
      '/models;jsessionid=1',
      '/models/%2e%2e/x',
      '/graphql/x',
      '/V1/uploads',
      '/API/2.0/mlflow',
      '/metrics',
      '/healthz/',
      '/Readyz',
    ])('G32 are nothing at %s', async (path) => {
      expect((await rawRequest(url, { path })).status).toBe(404);
    });
  });
});
