import fc from 'fast-check';
import { startTestApi, type ApiClient, type TestApi } from '../testing/api';
import { rawRequest } from '../testing/raw-request';

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype];
const before = prototypes.map((prototype) => Object.getOwnPropertyNames(prototype).sort());

function assertClean(): void {
  expect(prototypes.map((prototype) => Object.getOwnPropertyNames(prototype).sort())).toEqual(before);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(([] as unknown as { polluted?: unknown }).polluted).toBeUndefined();
}

const hostileKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
  'valueOf',
];

/** JSON text with hostile keys anywhere; written by hand, since an object literal would lose `__proto__`. */
const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('"polluted"', '1', 'true', 'null'),
    fc
      .array(fc.tuple(fc.constantFrom(...hostileKeys, 'polluted', 'query', 'variables'), tie('json')), {
        maxLength: 4,
      })
      .map((members) => `{${members.map(([key, value]) => `"${key}":${value}`).join(',')}}`),
    fc.array(tie('json'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
  ),
}));

describe('DO-13 G42 hostile keys', () => {
  let api: TestApi;
  let dana: ApiClient;
  beforeAll(async () => {
    api = await startTestApi();
    dana = await api.as('dana');
  });
  afterAll(() => api.stop());

  const send = (body: string) =>
    rawRequest(api.url, {
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json' },
      body,
    });

  it('G42 leave every prototype as it was: 600 bodies, seed 1', async () => {
    await fc.assert(
      fc.asyncProperty(json, async (text) => {
        const answers = await Promise.all([
          send(text),
          send(`{"query":"{ session { __typename } }","variables":${text}}`),
          send(`{"query":"{ session { __typename } }","extensions":${text}}`),
        ]);
        for (const { status } of answers) expect(status).toBeLessThan(500);
        assertClean();
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it.each(hostileKeys)('G42 are data or refused as %s in the input of a mutation', async (key) => {
    const text = `{"query":"mutation ($input: RegisterModelInput!) { registerModel(input: $input) { __typename } }","variables":{"input":{"name":"n","purpose":"p","${key}":{"polluted":true}}}}`;
    const { status } = await send(text);
    expect(status).toBeLessThan(500);
    assertClean();
    const { errors } = await dana.graphql(
      'mutation ($input: RegisterModelInput!) { registerModel(input: $input) { __typename } }',
      JSON.parse(`{"input":{"name":"${key}","purpose":"p"}}`) as Record<string, unknown>,
    );
    expect(errors).toBeUndefined();
    assertClean();
  });

  it('G42 are columns like any other in the header of a CSV file, or refused by name', async () => {
    for (const key of hostileKeys) {
      const upload = await dana.upload(`${key}.csv`, `id,${key},polluted\n1,2,3\n2,3,4\n`);
      const { data, errors } = await dana.graphql(
        `mutation ($u: ID!, $d: String!) { registerDatasetVersion(input: { dataset: $d, uploadId: $u }) {
          ... on DatasetVersionRegistered { datasetVersion { columns { name } } } } }`,
        { u: upload, d: `hostile ${key}` },
      );
      assertClean();
      if (errors) expect(errors[0]?.extensions['code']).not.toBe('INTERNAL');
      else expect(JSON.stringify(data)).toContain(`"${key}"`);
    }
  });

  it('G42 are no header that means something', async () => {
    for (const key of hostileKeys)
      expect(
        (await rawRequest(api.url, { path: '/healthz', headers: { [key]: '{"polluted":true}' } })).status,
      ).toBe(200);
    expect(
      (await rawRequest(api.url, { path: '/v1/__proto__/constructor?__proto__[polluted]=1' })).status,
    ).toBe(404);
    assertClean();
  });
});
