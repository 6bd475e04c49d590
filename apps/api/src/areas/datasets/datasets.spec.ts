import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';

const register = `mutation ($upload: ID!, $dataset: String!) {
  registerDatasetVersion(input: { dataset: $dataset, uploadId: $upload }) {
    __typename
    ... on DatasetVersionRegistered {
      created
      datasetVersion { id number digest rowCount format columns { name kind } profile { column n missing mean top { value count } } }
    }
  }
}`;

interface Registered {
  registerDatasetVersion: {
    created: boolean;
    datasetVersion: {
      id: string;
      number: number;
      digest: string;
      rowCount: number;
      columns: { name: string; kind: string }[];
      profile: {
        column: string;
        n: number;
        missing: number;
        mean: number | null;
        top: { value: string; count: number }[];
      }[];
    };
  };
}

const csv = 'age,city\n30,Oslo\n40,Bergen\n,Oslo\n';

describe('datasets', () => {
  let api: TestApi;
  let dana: ApiClient;
  beforeAll(async () => {
    api = await startTestApi();
    dana = await api.as('dana');
  });
  afterAll(() => api.stop());

  const registerText = async (text: string, dataset: string) =>
    dana.graphql(register, { upload: await dana.upload('file.csv', text), dataset });

  const countRows = async () => {
    const counts = ['dataset', 'audit_entry'].map(
      (table) => `(SELECT count(*) FROM ${table} WHERE workspace_id = $1) AS ${table}`,
    );
    return (await api.owner.query(`SELECT ${counts.join(', ')}`, [api.workspaceId])).rows;
  };

  it('describes every column of a registered file', async () => {
    const answer = await dana.data<Registered>(register, {
      upload: await dana.upload('people.csv', csv),
      dataset: 'people',
    });
    const { datasetVersion: version, created } = answer.registerDatasetVersion;
    expect(created).toBe(true);
    expect(version).toMatchObject({ number: 1, rowCount: 3 });
    expect(version.columns).toEqual([
      { name: 'age', kind: 'NUMERIC' },
      { name: 'city', kind: 'CATEGORICAL' },
    ]);
    expect(version.profile[0]).toMatchObject({ column: 'age', n: 2, missing: 1, mean: 35 });
    expect(version.profile[1]?.top[0]).toEqual({ value: 'Oslo', count: 2 });
  });

  it('returns the same version for the same bytes, and the next number for others', async () => {
    const again = await dana.data<Registered>(register, {
      upload: await dana.upload('renamed.csv', csv),
      dataset: 'people',
    });
    expect(again.registerDatasetVersion).toMatchObject({ created: false, datasetVersion: { number: 1 } });
    const next = await dana.data<Registered>(register, {
      upload: await dana.upload('people.csv', `${csv}50,Oslo\n`),
      dataset: 'people',
    });
    expect(next.registerDatasetVersion).toMatchObject({
      created: true,
      datasetVersion: { number: 2, rowCount: 4 },
    });
  });

  it.each([
    ['an empty file', '', { code: 'EMPTY_FILE', field: 'uploadId' }],
    ['a header without rows', 'a,b\n', { code: 'EMPTY_FILE', field: 'uploadId' }],
    ['another delimiter', 'a;b\n1;2\n', { code: 'WRONG_DELIMITER', field: 'uploadId' }],
    ['a column name twice', 'a,b,a\n1,2,3\n', { code: 'DUPLICATE_COLUMN', column: 'a' }],
    ['a row with too many fields', 'a,b\n1,2\n1,2,3\n', { code: 'MALFORMED_ROW', line: 3 }],
  ])('refuses %s, naming the place, and keeps nothing', async (_what, text, place) => {
    const before = await countRows();
    const { errors } = await registerText(text, 'bad');
    expect(errors?.[0]?.extensions).toMatchObject(place);
    expect(await countRows()).toEqual(before);
  });

  it.each([
    ['blank', '   '],
    ['with a line break', 'a\nb'],
    ['that reads backwards on screen', 'abc\u202edef'],
  ])('refuses a name %s', async (_what, dataset) => {
    const { errors } = await registerText(csv, dataset);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'dataset' });
  });

  it('names an unknown upload', async () => {
    const upload = '01900000-0000-7000-8000-000000000000';
    const { errors } = await dana.graphql(register, { upload, dataset: 'people' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', id: upload });
    const nonsense = await dana.graphql('{ dataset(id: "not-an-id") { name } }');
    expect(nonsense.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', id: 'not-an-id' });
  });

  it('pages by keyset without gaps or repeats', async () => {
    for (const name of ['alpha', 'beta', 'gamma']) await registerText(csv, name);
    const query =
      'query ($after: String) { datasets(first: 2, after: $after) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }';
    interface List {
      datasets: {
        totalCount: number;
        nodes: { name: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    }
    const first = (await dana.data<List>(query)).datasets;
    const second = (await dana.data<List>(query, { after: first.pageInfo.endCursor })).datasets;
    expect([...first.nodes, ...second.nodes].map(({ name }) => name)).toEqual([
      'alpha',
      'beta',
      'gamma',
      'people',
    ]);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage, first.totalCount]).toEqual([
      true,
      false,
      4,
    ]);
    const foreign = await dana.graphql(query, { after: 'bm9wZQ' });
    expect(foreign.errors?.[0]?.extensions).toMatchObject({ code: 'UNKNOWN_CURSOR', field: 'after' });
  });

  it('reads NDJSON as it reads CSV', async () => {
    const rows = '{"age":30,"city":"Oslo"}\n{"age":40,"city":"Bergen"}\n{"city":"Oslo"}\n';
    const answer = await dana.data<Registered>(register, {
      upload: await dana.upload('people.ndjson', rows),
      dataset: 'people in lines',
    });
    const { datasetVersion: version } = answer.registerDatasetVersion;
    expect(version).toMatchObject({ rowCount: 3, format: 'NDJSON' });
    expect(version.profile[0]).toMatchObject({ column: 'age', n: 2, missing: 1, mean: 35 });
  });
});
