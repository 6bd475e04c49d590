import { type ApiClient, startTestApi, type TestApi } from '../testing/api';

describe('what a caller gets for a request nothing can serve', () => {
  let api: TestApi;
  let dana: ApiClient;
  beforeAll(async () => {
    api = await startTestApi();
    dana = await api.as('dana');
  });
  afterAll(() => api.stop());

  async function ask(path: string, body?: string) {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(
      `${api.url}${path}`,
      body === undefined ? {} : { method: 'POST', headers, body },
    );
    const text = await response.text();
    expect(text).not.toMatch(/node_modules|<pre>|\bat \w/);
    return { status: response.status, ...(JSON.parse(text) as object) };
  }

  it('is told that a body is no JSON', async () => {
    expect(await ask('/graphql', '{bad')).toMatchObject({ status: 400, code: 'BAD_INPUT' });
  });

  it('is told that a body is too large', async () => {
    const query = JSON.stringify({
      query: '{ session { viewer { permissions } } }',
      variables: { x: 'x'.repeat(2 ** 20) },
    });
    expect(await ask('/graphql', query)).toMatchObject({ status: 413, code: 'BATCH_TOO_LARGE' });
  });

  it.each([
    ['objects', '{"a":', '1', '}'],
    ['lists', '[', '', ']'],
  ])('DO-8 G40 is told that variables of %s are nested too deeply', async (_what, open, core, close) => {
    const nested = (depth: number) => `${open.repeat(depth)}${core}${close.repeat(depth)}`;
    const send = (depth: number) =>
      ask('/graphql', `{"query":"{ __typename }","variables":{"deep":${nested(depth)}}}`);
    for (const depth of [32, 20_000])
      expect(await send(depth)).toMatchObject({
        status: 400,
        errors: [{ message: expect.stringMatching('32 levels'), extensions: { code: 'BAD_INPUT' } }],
      });
    expect(await send(31)).toMatchObject({ status: 200, data: { __typename: 'Query' } });
  });

  it('G40 is told that there are no subscriptions', async () => {
    expect(await ask('/graphql', '{"query":"subscription { changes }"}')).toMatchObject({
      status: 400,
      errors: [
        {
          message: 'The schema has no subscription.',
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        },
      ],
    });
  });

  it('is told that a path cannot be decoded', async () => {
    expect(await ask('/v1/%E0%A4%A')).toMatchObject({
      code: expect.stringMatching(/BAD_INPUT|NOT_FOUND/) as string,
    });
  });

  it('is told which member of a list is not valid', async () => {
    const { errors } = await dana.graphql(
      `mutation { registerModelVersion(input: { modelId: "m", artifactDigest: "${'a'.repeat(64)}",
        metrics: [{ name: "auc", value: 1 }, { name: "", value: 1 }] }) { __typename } }`,
    );
    expect(errors?.[0]).toMatchObject({
      message: 'name must be longer than or equal to 1 characters',
      extensions: { code: 'BAD_INPUT', field: 'metrics[1].name' },
    });
  });

  it('is told that a query could ask for too much', async () => {
    const { errors } = await dana.graphql(
      `{ models { nodes { ${'versions { nodes { model { '.repeat(9)} id ${'} } }'.repeat(9)} } } }`,
    );
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'QUERY_TOO_COMPLEX' } });
  });

  it('is told that a file name holds a NUL, and keeps every character of a long one', async () => {
    await expect(dana.upload('a\0.csv', 'a\n1\n')).rejects.toThrow(/400.*X-File-Name/);
    const upload = await dana.upload(`${'x'.repeat(254)}😀.csv`, 'a\n1\n');
    expect(upload).toHaveLength(36);
  });
});
