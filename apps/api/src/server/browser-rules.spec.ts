import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import pino from 'pino';
import { startTestApi, type TestApi } from '../testing/api';
import { rawBytes, rawRequest } from '../testing/raw-request';
import { type RunningServer, startServer } from './http-server';

const consoleDir = mkdtempSync(join(tmpdir(), 'countersign-console-'));
writeFileSync(join(consoleDir, 'index.html'), '<!doctype html><title>Countersign</title>');
afterAll(() => rmSync(consoleDir, { recursive: true, force: true }));

let api: TestApi;
let server: RunningServer;
let url: string;
beforeAll(async () => {
  api = await startTestApi();
  server = await startServer({
    ...{ services: api.services, host: '127.0.0.1', port: 0, logger: pino({ level: 'silent' }), consoleDir },
    ...{ publicUrl: 'https://models.example.org', allowedHosts: ['inside.example'] },
  });
  url = `http://127.0.0.1:${server.port}`;
});
afterAll(async () => {
  await server.stop();
  await api.stop();
});

const query = '{"query":"{ session { __typename } }"}';

interface Case {
  method?: string;
  path?: string;
  /** `PORT` stands for the server's. */
  host?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** The bytes of a request, so that nothing on the way corrects them. */
function bytesOf({
  method = 'POST',
  path = '/graphql',
  host = '127.0.0.1:PORT',
  headers = {},
  body,
}: Case): string {
  const text = body ?? (method === 'POST' ? query : '');
  const all = {
    ...(method === 'POST' && { 'Content-Type': 'application/json' }),
    ...headers,
    'Content-Length': String(Buffer.byteLength(text)),
    Connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  const head = [`${method} ${path} HTTP/1.1`, ...(host ? [`Host: ${host}`] : []), ...lines].join('\r\n');
  return `${head}\r\n\r\n${text}`.replaceAll('PORT', String(server.port));
}

const statusOf = async (request: Case): Promise<number> =>
  Number(/^HTTP\/1\.1 (\d+)/.exec(await rawBytes(url, bytesOf(request)))?.[1]);

const page = { method: 'GET', path: '/models' };
const type = (value: string): Case => ({ headers: { 'Content-Type': value } });
const origin = (value: string, host?: string): Case => ({
  headers: { Origin: value },
  ...(host && { host }),
});
const fetched = (site: string, mode = 'cors', dest = 'empty'): Record<string, string> => ({
  'Sec-Fetch-Site': site,
  'Sec-Fetch-Mode': mode,
  'Sec-Fetch-Dest': dest,
});

const matrix: [string, Case, number][] = [
  // Host
  ['its own address', {}, 200],
  ['localhost', { host: 'localhost:PORT' }, 200],
  ['localhost without a port', { host: 'localhost' }, 200],
  ['localhost in capitals', { host: 'LOCALHOST:PORT' }, 200],
  ['loopback of IPv6', { host: '[::1]:PORT' }, 200],
  ['the public host', { host: 'models.example.org' }, 200],
  ['an allowed host', { host: 'inside.example:8080' }, 200],
  ['another host', { host: 'evil.example' }, 421],
  ['a host that begins with ours', { host: 'localhost.evil.example' }, 421],
  ['a host that ends with ours', { host: 'evil-models.example.org' }, 421],
  ['a host below ours', { host: 'a.models.example.org' }, 421],
  ['a host with a dot at the end', { host: 'localhost.:PORT' }, 421],
  ['a host with a user', { host: 'localhost@evil.example' }, 421],
  ['a host with a path', { host: 'localhost/evil.example' }, 421],
  ['two hosts in one', { host: 'localhost, evil.example' }, 421],
  ['loopback in octal', { host: '0177.0.0.1' }, 421],
  ['an address of everywhere', { host: '0.0.0.0:PORT' }, 421],
  ['no host', { host: '' }, 400],
  ['two hosts', { headers: { host: 'evil.example' } }, 400],
  ['a host in the target', { path: 'http://evil.example/graphql' }, 400],
  ['another host, forwarded', { headers: { 'X-Forwarded-Host': 'evil.example' } }, 200],
  ['the page under another host', { ...page, host: 'evil.example' }, 421],
  ['the page under ours', { ...page, host: 'models.example.org' }, 200],
  ['a door under another host', { method: 'POST', path: '/v1/uploads', host: 'evil.example' }, 421],
  ['the health under any host', { method: 'GET', path: '/healthz', host: '10.1.2.3:PORT' }, 200],
  // Content type: what a form can send without asking is refused.
  ['JSON', type('application/json'), 200],
  ['JSON in UTF-8', type('application/json; charset=utf-8'), 200],
  ['JSON in "UTF-8"', type('application/json;charset="UTF-8"'), 200],
  ['a form', { ...type('application/x-www-form-urlencoded'), body: 'query={session{__typename}}' }, 415],
  ['a form of parts', type('multipart/form-data; boundary=x'), 415],
  ['plain text', type('text/plain'), 415],
  ['plain text that speaks of JSON', type('text/plain; application/json'), 415],
  ['two types', type('application/json, text/plain'), 415],
  ['a type of another family', type('application/graphql'), 415],
  ['no type', type(''), 415],
  ['JSON in UTF-7', type('application/json; charset=utf-7'), 415],
  ['JSON in UTF-16', type('application/json; charset=utf-16le'), 415],
  ['JSON in EBCDIC', type('application/json; charset=ibm037'), 415],
  ['JSON in two charsets', type('application/json; charset=utf-8; charset=utf-7'), 415],
  ['JSON with a boundary', type('application/json; boundary=x'), 415],
  ['compressed JSON', { headers: { 'Content-Encoding': 'gzip' } }, 415],
  ['JSON of many requests', { body: `[${query},${query}]` }, 400],
  ['JSON that is a text', { body: '"x"' }, 400],
  ['nothing', { body: '' }, 400],
  // Methods
  ['GET', { method: 'GET', path: '/graphql?query={session{__typename}}' }, 405],
  [
    'GET with a type',
    { method: 'GET', path: '/graphql?query={session{__typename}}', ...type('application/json') },
    405,
  ],
  ['HEAD', { method: 'HEAD' }, 405],
  ['PUT', { method: 'PUT', body: query }, 405],
  ['DELETE', { method: 'DELETE' }, 405],
  [
    'a question from another origin',
    {
      method: 'OPTIONS',
      headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
    },
    403,
  ],
  [
    'a question from our own',
    {
      method: 'OPTIONS',
      headers: { Origin: 'https://models.example.org', 'Access-Control-Request-Method': 'POST' },
    },
    405,
  ],
  ['TRACE', { method: 'TRACE' }, 405],
  // Origin
  ['our public origin', origin('https://models.example.org'), 200],
  ['the origin of the host asked', origin('http://127.0.0.1:PORT'), 200],
  ['another origin', origin('https://evil.example'), 403],
  ['no origin at all', origin('null'), 403],
  ['our origin without TLS', origin('http://models.example.org'), 403],
  ['another port of this machine', origin('http://127.0.0.1:1'), 403],
  ['another name of this machine', origin('http://localhost:PORT'), 403],
  ['an origin that begins with ours', origin('https://models.example.org.evil.example'), 403],
  ['an origin of another scheme', origin('file://'), 403],
  // Fetch metadata
  ['a fetch of ours', { headers: fetched('same-origin') }, 200],
  ['a fetch that a person began', { headers: fetched('none') }, 200],
  ['a fetch of a neighbour', { headers: fetched('same-site') }, 403],
  ['a fetch of another site', { headers: fetched('cross-site') }, 403],
  ['a form of another site', { headers: fetched('cross-site', 'navigate', 'document') }, 403],
  ['a site with a name of its own', { headers: fetched('SAME-ORIGIN') }, 403],
  ['a link from another site', { ...page, headers: fetched('cross-site', 'navigate', 'document') }, 200],
  ['a frame of another site', { ...page, headers: fetched('cross-site', 'navigate', 'iframe') }, 403],
  ['an object of another site', { ...page, headers: fetched('cross-site', 'navigate', 'object') }, 403],
  ['a script tag of another site', { ...page, headers: fetched('cross-site', 'no-cors', 'script') }, 403],
  ['an image tag of another site', { ...page, headers: fetched('cross-site', 'no-cors', 'image') }, 403],
];

describe('DO-4 DO-5 DO-6 G45 what a browser can be made to send', () => {
  it('G45 is a matrix of more than sixty', () => {
    expect(matrix.length).toBeGreaterThanOrEqual(60);
  });

  it.each(matrix)('G45 %s', async (_what, request, status) => {
    expect(await statusOf(request)).toBe(status);
  });

  it('G45 tells no other origin that it may read', async () => {
    for (const [, request] of matrix)
      expect(await rawBytes(url, bytesOf(request))).not.toMatch(/access-control-allow/i);
  });

  it('G45 gives reasons by code', async () => {
    const code = async (request: Case) => /"code":"(\w+)"/.exec(await rawBytes(url, bytesOf(request)))?.[1];
    expect(await code({ host: 'evil.example' })).toBe('WRONG_HOST');
    expect(await code(origin('https://evil.example'))).toBe('CROSS_SITE');
    expect(await code(type('text/plain'))).toBe('UNSUPPORTED_MEDIA_TYPE');
    expect(await code({ method: 'PUT' })).toBe('METHOD_NOT_ALLOWED');
  });

  it('DO-8 G38 takes 256 kB and no more, whatever they are packed into', async () => {
    const headers = { 'content-type': 'application/json' };
    const large = JSON.stringify({
      query: '{ session { __typename } }',
      variables: { x: 'x'.repeat(256 * 1024) },
    });
    const ask = (body: string | Buffer, more = {}) =>
      rawRequest(url, { method: 'POST', path: '/graphql', headers: { ...headers, ...more }, body });
    expect((await ask(large)).status).toBe(413);
    expect((await ask(gzipSync(large), { 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await ask(large.replace(/x{1000}/, ''))).status).toBe(200);
  });
});

describe('DO-7 G45 what every answer says', () => {
  it.each(['/', '/healthz', '/nothing-here.txt', '/v1/uploads', '/graphql'])('G45 %s', async (path) => {
    const { headers } = await rawRequest(url, { path });
    const policy = headers['content-security-policy'] as string;
    for (const directive of [
      "default-src 'none'",
      "script-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ])
      expect(policy.split(';')).toContain(directive);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe/);
    expect(headers).toMatchObject({
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-request-id': expect.any(String) as string,
    });
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('G45 promises TLS only where there is some', async () => {
    expect(
      (await rawRequest(api.url, { path: '/healthz' })).headers['strict-transport-security'],
    ).toBeUndefined();
  });
});
