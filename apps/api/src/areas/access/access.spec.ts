import { DataSource } from 'typeorm';
import { connect } from '../../database/data-source';
import { entities } from '../../database/entities';
import { doors } from '../../doors/mount';
import { rootFields } from '../../server/permit';
import { makeSchema } from '../../server/schema';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';

const createToken = `mutation ($scope: TokenScope!, $days: Int! = 1) {
  createServiceToken(input: { name: "ci", scope: $scope, expiresInDays: $days }) {
    __typename
    ... on ServiceTokenCreated { id secret scope }
  }
}`;

interface Created {
  createServiceToken: { id: string; secret: string };
}

describe('access', () => {
  let api: TestApi;
  let operator: ApiClient;
  beforeAll(async () => {
    api = await startTestApi();
    operator = api.withToken(api.bootstrapSecret);
  });
  afterAll(() => api.stop());

  const tokenClient = async (scope: string) =>
    api.withToken((await operator.data<Created>(createToken, { scope })).createServiceToken.secret);

  it('declares a permission for every root field and every door', () => {
    makeSchema();
    const open = [
      ...rootFields()
        .filter(({ permissions }) => permissions.includes('anyone'))
        .map(({ name }) => name),
      ...doors.filter(({ permission }) => permission === 'anyone').map(({ path }) => path),
    ];
    expect(open.sort()).toEqual([
      ...['/healthz', '/readyz', '/v1/published-audits/:publicationId', '/v1/sign-in/oidc'],
      ...['session', 'signIn'],
    ]);
    expect(rootFields().every(({ permissions }) => permissions.length === 1)).toBe(true);
  });

  it('answers an anonymous caller nothing but who may sign in', async () => {
    const { session } = await api.anonymous.data<{
      session: { viewer: null; signInMethods: { personas: { key: string }[] } };
    }>(
      '{ session { viewer { permissions } signInMethods { password oidc personas { key name job roles } } } }',
    );
    expect(session).toMatchObject({ viewer: null, signInMethods: { password: true, oidc: false } });
    expect(session.signInMethods.personas.map(({ key }) => key)).toContain('riley');
    const { data, errors } = await api.anonymous.graphql('{ datasets { nodes { id } } }');
    expect([data, errors?.[0]?.extensions['code']]).toEqual([null, 'UNAUTHENTICATED']);
    await expect(api.anonymous.upload('a.csv', 'a\n1\n')).rejects.toThrow('401');
  });

  it.each([
    ['NUL in a variable', 'a\0b', 'query ($n: ID!) { dataset(id: $n) { id } }', 'n'],
    ['half a surrogate pair in a variable', 'a\ud800', 'query ($n: ID!) { dataset(id: $n) { id } }', 'n'],
    ['NUL in a literal', 'x', 'query { dataset(id: "a\\u0000") { id } }', 'a literal of the document'],
  ])('refuses %s as bad input', async (_what, n, query, field) => {
    const { errors } = await (await api.as('dana')).graphql(query, { n });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_INPUT',
      field,
      requestId: expect.any(String),
    });
  });

  it('knows no GET on GraphQL and no path that is not a door', async () => {
    for (const path of ['/graphql?query={session{viewer{permissions}}}', '/v1/nothing', '/api/2.0/nothing']) {
      const response = await fetch(`${api.url}${path}`);
      expect([response.status, response.headers.get('content-type')]).toEqual([
        path.startsWith('/graphql') ? 405 : 404,
        expect.stringContaining('application/problem+json'),
      ]);
    }
  });

  it('refuses what the roles do not allow, and says which permission is missing', async () => {
    const ada = await api.as('ada');
    const { errors } = await ada.graphql(
      'mutation { registerDatasetVersion(input: { dataset: "x", uploadId: "y" }) { __typename } }',
    );
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('dataset.register'),
      extensions: { code: 'FORBIDDEN' },
    });
    await expect(ada.upload('a.csv', 'a\n1\n')).rejects.toThrow('403');
  });

  it('lets the operator make tokens and do nothing else', async () => {
    expect((await operator.graphql('{ datasets { nodes { id } } }')).errors?.[0]?.extensions['code']).toBe(
      'FORBIDDEN',
    );
    const reader = await tokenClient('READ');
    await expect(reader.data('{ datasets { totalCount } }')).resolves.toEqual({
      datasets: { totalCount: 0 },
    });
    expect((await reader.graphql(createToken, { scope: 'ADMIN' })).errors?.[0]?.extensions['code']).toBe(
      'FORBIDDEN',
    );
  });

  it('A-9 lets an ingest token bring files in', async () => {
    const ingest = await tokenClient('INGEST');
    await expect(ingest.upload('a.csv', 'a\n1\n')).resolves.toMatch(/^[0-9a-f-]{36}$/);
  });

  describe('row-level security', () => {
    let application: DataSource;
    beforeAll(async () => {
      application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities);
      const dana = await api.as('dana');
      const upload = await dana.upload('a.csv', 'a\n1\n');
      await dana.data(
        `mutation { registerDatasetVersion(input: { dataset: "private", uploadId: "${upload}" }) { __typename } }`,
      );
    });
    afterAll(() => application.destroy());

    const tables = async () =>
      (
        await api.owner.query(`SELECT c.relname AS name, c.relrowsecurity AS secured FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'migrations'`)
      ).rows as {
        name: string;
        secured: boolean;
      }[];

    it('works under a role that is neither superuser nor owner', async () => {
      const [row] = await application.query(`SELECT current_user AS name, rolsuper, rolbypassrls,
        (SELECT count(*) FROM pg_class WHERE relowner = r.oid)::int AS owned FROM pg_roles r WHERE rolname = current_user`);
      expect(row).toEqual({ name: 'countersign_app', rolsuper: false, rolbypassrls: false, owned: 0 });
    });

    it('covers every table', async () => {
      expect((await tables()).filter(({ secured }) => !secured)).toEqual([]);
    });

    it('shows no row of any table without a workspace, nor with another one', async () => {
      // Who tries to sign in is in no workspace yet: the counters hold keyed hashes and belong to none. Nor do the digests of
      // the policies that came with the software.
      const common = ['rate_limit', 'built_in_policy'];
      const owned = (await tables()).filter(({ name }) => !common.includes(name));
      for (const { name } of owned) {
        await expect(application.query(`SELECT count(*)::int AS n FROM ${name}`)).resolves.toEqual([
          { n: 0 },
        ]);
      }
      await application.transaction(async (manager) => {
        await manager.query(
          `SELECT set_config('countersign.workspace_id', '01900000-0000-7000-8000-000000000000', true)`,
        );
        await expect(manager.query('SELECT count(*)::int AS n FROM dataset')).resolves.toEqual([{ n: 0 }]);
      });
    });

    it('refuses rows of another workspace', async () => {
      const insert = `INSERT INTO upload VALUES (gen_random_uuid(), $1, 'a', 'b', 1, now(), 'person:x')`;
      await expect(application.query(insert, [api.workspaceId])).rejects.toThrow('row-level security');
    });

    it('cannot change what is append-only', async () => {
      for (const table of ['audit_entry', 'evidence', 'vote', 'prediction', 'dataset_version']) {
        await expect(application.query(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
        await expect(application.query(`UPDATE ${table} SET workspace_id = workspace_id`)).rejects.toThrow(
          'permission denied',
        );
      }
    });
  });
});
