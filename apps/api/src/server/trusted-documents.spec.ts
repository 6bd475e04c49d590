import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, print, visit } from 'graphql';
import pino from 'pino';
import { startTestApi, type TestApi } from '../testing/api';
import { consoleDocuments } from '../testing/console-documents';
import { rawRequest } from '../testing/raw-request';
import { type RunningServer, startServer } from './http-server';
import { noTrustedDocuments, readTrustedDocuments } from './trusted-documents';

const directory = mkdtempSync(join(tmpdir(), 'countersign-trusted-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function manifest(texts: string[], name = 'manifest.json'): string {
  const file = join(directory, name);
  writeFileSync(file, JSON.stringify(Object.fromEntries(texts.map((text) => [sha256(text), text]))));
  return file;
}

const documents = consoleDocuments();
const texts = documents.map(({ document }) => print(document));
const trusted = readTrustedDocuments(manifest(texts));

/** As the console's client sends it: with the type's name in every selection but the first. */
const withTypeNames = (text: string): string => {
  const typeName = { kind: 'Field', name: { kind: 'Name', value: '__typename' } } as never;
  return print(
    visit(parse(text), {
      SelectionSet: (set, _key, parent) =>
        (parent as { kind?: string }).kind === 'OperationDefinition'
          ? undefined
          : { ...set, selections: [...set.selections, typeName] },
    }),
  );
};

describe('DO-11 G39 the manifest', () => {
  it('G39 knows every document of the console, however it is written', () => {
    expect(texts.length).toBeGreaterThan(30);
    for (const text of texts) {
      expect(trusted.textOf(sha256(text))).toBe(text);
      const spellings = [text, withTypeNames(text), text.replace(/\s+/g, '  '), `# a remark\n${text}`];
      for (const spelling of spellings) expect(trusted.has(parse(spelling))).toBe(true);
      const { definitions, ...rest } = parse(text);
      expect(trusted.has({ ...rest, definitions: [...definitions].reverse() })).toBe(true);
    }
  });

  it('G39 knows no document with one word changed: every word of every document', () => {
    let tried = 0;
    for (const text of texts) {
      for (const { index, 0: word } of text.matchAll(/[A-Za-z_]\w*/g)) {
        const changed = `${text.slice(0, index)}x${word}${text.slice(index + word.length)}`;
        let document;
        try {
          document = parse(changed);
        } catch {
          continue; // No document at all: nothing could run.
        }
        tried += 1;
        expect([changed, trusted.has(document)]).toEqual([changed, false]);
      }
    }
    expect(tried).toBeGreaterThan(1_000);
  });

  it.each([
    ['a second operation', (text: string) => `${text} query Other { auditLogHead { size } }`],
    ['another selection', (text: string) => text.replace('{', '{ auditLogHead { size }')],
    ['another alias', (text: string) => text.replace(/\{\s*(?:\w+:\s*)?(\w+)/, '{ stranger: $1')],
    [
      'a directive',
      (text: string) => text.replace(/\{\s*((?:\w+:\s*)?\w+)(\([^)]*\))?/, '{ $1$2 @skip(if: false)'),
    ],
    ['an alias of the type name', (text: string) => text.replace('{', '{ kind: __typename')],
    ['a directive on the type name', (text: string) => text.replace('{', '{ __typename @skip(if: true)')],
    ['another fragment', (text: string) => `${text} fragment Stranger on Query { auditLogHead { size } }`],
  ])('G39 knows none with %s', (_what, change) => {
    for (const text of texts) expect(trusted.has(parse(change(text)))).toBe(false);
  });

  it('G39 is refused when a hash is not that of its document', () => {
    const file = join(directory, 'spoilt.json');
    writeFileSync(file, JSON.stringify({ [sha256('{ a }')]: '{ b }' }));
    expect(() => readTrustedDocuments(file)).toThrow(/is spoilt/);
  });

  it('G39 is empty for a server without a console', () => {
    expect(noTrustedDocuments.has(parse(texts[0]!))).toBe(false);
    expect(noTrustedDocuments.textOf(sha256(texts[0]!))).toBeUndefined();
  });
});

describe('DO-11 G39 a production server', () => {
  let api: TestApi;
  let server: RunningServer;
  let url: string;
  let cookie: string;
  let token: string;
  beforeAll(async () => {
    api = await startTestApi();
    const logger = pino({ level: 'silent' });
    const options = { services: api.services, host: '127.0.0.1', port: 0, logger };
    server = await startServer({ ...options, production: { trusted } });
    url = `http://127.0.0.1:${server.port}`;
    const session = await rawRequest(api.url, {
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'mutation { signIn(input: { persona: "dana" }) { __typename } }' }),
    });
    cookie = session.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    token = await tokenOf(api);
  });
  afterAll(async () => {
    await server.stop();
    await api.stop();
  });

  async function ask(body: object, headers: Record<string, string> = { cookie }) {
    const all = { 'content-type': 'application/json', ...headers };
    const answer = await rawRequest(url, {
      method: 'POST',
      path: '/graphql',
      headers: all,
      body: JSON.stringify(body),
    });
    const { data, errors } = JSON.parse(answer.body) as {
      data?: unknown;
      errors?: { message: string; extensions: { code: string; requestId?: string } }[];
    };
    return { status: answer.status, data, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message };
  }

  it('G39 runs every document of the console for a browser, by its text and by its hash', async () => {
    for (const { document, variables } of documents) {
      const query = withTypeNames(print(document));
      if (query.startsWith('mutation')) continue;
      expect((await ask({ query, variables })).code).not.toBe('UNTRUSTED_DOCUMENT');
      const persistedQuery = { version: 1, sha256Hash: sha256(print(document)) };
      expect((await ask({ extensions: { persistedQuery }, variables })).code).not.toBe('UNTRUSTED_DOCUMENT');
    }
  });

  it('G39 answers what it runs', async () => {
    const models = documents.find(({ name }) => name === 'Models');
    const text = print(models!.document);
    const persistedQuery = { version: 1, sha256Hash: sha256(text) };
    expect(await ask({ query: text })).toMatchObject({ status: 200, data: { models: { nodes: [] } } });
    expect(await ask({ extensions: { persistedQuery } })).toMatchObject({
      status: 200,
      data: { models: { nodes: [] } },
    });
  });

  it('G39 runs no other document for a browser, signed in or not', async () => {
    for (const headers of [{ cookie }, {}, { cookie: 'countersign_session=x' }] as Record<string, string>[]) {
      expect(await ask({ query: '{ auditLogHead { size hash } }' }, headers)).toMatchObject({
        status: 403,
        code: 'UNTRUSTED_DOCUMENT',
      });
    }
  });

  it('G39 runs no document by a hash that is not in the manifest: 500 mutated ones', async () => {
    const hashes = texts.map(sha256);
    for (let each = 0; each < 500; each += 1) {
      const hash = [...hashes[each % hashes.length]!];
      hash[each % 64] = hash[each % 64] === '0' ? '1' : '0';
      const persistedQuery = { version: 1, sha256Hash: hash.join('') };
      expect((await ask({ extensions: { persistedQuery } })).code).toBe('UNTRUSTED_DOCUMENT');
    }
  });

  it.each<[string, (text: string) => object]>([
    [
      'a hash beside a text',
      (text) => ({
        query: '{ auditLogHead { size } }',
        extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } },
      }),
    ],
    [
      'a hash in capitals',
      (text) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text).toUpperCase() } } }),
    ],
    [
      'a hash that is none',
      () => ({ extensions: { persistedQuery: { version: 1, sha256Hash: '__proto__' } } }),
    ],
    [
      'a hash that is a list',
      (text) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: [sha256(text)] } } }),
    ],
    ['an empty hash', () => ({ extensions: { persistedQuery: { version: 1, sha256Hash: '' } } })],
  ])('G39 runs nothing for %s', async (_what, body) => {
    expect((await ask(body(texts[0]!))).code).toBe('UNTRUSTED_DOCUMENT');
  });

  it('G39 runs any document within the limits for a token', async () => {
    const headers = { authorization: `Bearer ${token}` };
    expect(await ask({ query: '{ auditLogHead { size } }' }, headers)).toMatchObject({
      status: 200,
      code: undefined,
    });
    const aliases = Array.from({ length: 16 }, (_, n) => `a${n}: size`).join(' ');
    expect((await ask({ query: `{ auditLogHead { ${aliases} } }` }, headers)).code).toBe('QUERY_TOO_COMPLEX');
  });

  it('G39 lends the cookie to nobody who sends a token beside it', async () => {
    const query = '{ auditLogHead { size } }';
    for (const authorization of [
      'Bearer none',
      'bearer x.y',
      'Bearer  none',
      'Basic eA==',
      'Bearer',
      'Bearer a b',
    ]) {
      const { code, data } = await ask({ query }, { cookie, authorization });
      expect([authorization, code]).toEqual([
        authorization,
        expect.stringMatching(/^UN(AUTHENTICATED|TRUSTED_DOCUMENT)$/),
      ]);
      expect(data ?? null).toBeNull();
    }
  });

  it('G39 runs no document for a bearer token that is nobody’s, trusted or not', async () => {
    const headers = { authorization: `Bearer ${token}x`, cookie };
    for (const query of [texts[0]!, '{ session { viewer { actor { id } } } }', '{ auditLogHead { size } }'])
      expect(await ask({ query }, headers)).toMatchObject({
        status: 401,
        data: undefined,
        code: 'UNAUTHENTICATED',
      });
  });

  it('DO-10 G38 shows nobody its schema, and makes no guesses', async () => {
    const headers = { authorization: `Bearer ${token}` };
    for (const query of [
      '{ __schema { types { name } } }',
      '{ __type(name: "Model") { name } }',
      '{ a: __schema { queryType { name } } }',
    ])
      expect(await ask({ query }, headers)).toMatchObject({ status: 400, data: undefined });
    const guess = await ask({ query: '{ modls { nodes { id } } auditLogHaed { size } }' }, headers);
    expect(guess.message).toBe('Cannot query field "modls" on type "Query".');
    const variable = await ask(
      {
        query: 'query ($s: PromotionState) { promotions(state: $s) { totalCount } }',
        variables: { s: 'IN_REVIEV' },
      },
      headers,
    );
    expect(variable.message).not.toMatch(/did you mean/i);
  });

  it('DO-10 G38 makes no guesses for strangers outside production either', async () => {
    const { errors } = await api.anonymous.graphql('{ modls { nodes { id } } }');
    expect(errors?.[0]?.message).toBe('Cannot query field "modls" on type "Query".');
    const known = await (await api.as('dana')).graphql('{ modls { nodes { id } } }');
    expect(known.errors?.[0]?.message).toContain('Did you mean');
  });
});

async function tokenOf(api: TestApi): Promise<string> {
  const query = `mutation { createServiceToken(input: { name: "spec", scope: READ }) { ... on ServiceTokenCreated { secret } } }`;
  const { createServiceToken } = await api
    .withToken(api.bootstrapSecret)
    .data<{ createServiceToken: { secret: string } }>(query);
  return createServiceToken.secret;
}
