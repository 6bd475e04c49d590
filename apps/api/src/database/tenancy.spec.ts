import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { personas } from '../areas/access/personas';
import { makeSchema } from '../server/schema';
import { type Answer, type ApiClient, startTestApi, type TestApi } from '../testing/api';
import { put, type WalkedField, walkedFields } from '../testing/schema-walk';
import { furnishTenant, type Tenant } from '../testing/tenant';
import { unboundStatement } from '../testing/unbound-statement';
import { databaseBehind, type Walls } from '../testing/walls';

const mark = { own: `kanaria${uuidv7().slice(-6)}x`, other: `kanarib${uuidv7().slice(-6)}x` };
const schema = makeSchema();
const fields = walkedFields(schema);
const lists = fields.filter(({ isList }) => isList);

/** What one walk found. */
interface Findings {
  operations: number;
  leaks: string[];
  /** Where another workspace's id was answered otherwise than one of nobody. */
  differing: string[];
  bugs: string[];
  /** Mutations that were answered NOT_FOUND. */
  unknown: number;
}

describe('two workspaces', () => {
  let api: TestApi;
  let own: Tenant;
  let other: Tenant;
  let foreign: Set<string>;
  beforeAll(async () => {
    api = await startTestApi();
    own = await furnishTenant(api, mark.own);
    other = await furnishTenant(api, mark.other);
    foreign = new Set(other.ids);
  }, 120_000);
  afterAll(() => api.stop());

  const serverBehind = async (walls: Walls) => (await api.replica(await databaseBehind(walls))).url;
  const canary = new RegExp(`${mark.other}\\d+z`, 'g');

  /** What was said in this workspace: its people may read it again, in answers and in their log. */
  const said = new Set<string>();
  /** What a text tells of the other workspace that nobody here said before. */
  const leaksIn = (text: string): string[] =>
    [...(text.match(canary) ?? []), ...(text.match(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}/g) ?? [])].filter(
      (found) => (found.startsWith(mark.other) || foreign.has(found)) && !said.has(found),
    );

  const formOf = (value: string): 'digest' | 'id' | 'name' => {
    if (/^[0-9a-f]{64}$/.test(value)) return 'digest';
    return value.includes('-') ? 'id' : 'name';
  };
  const unknown = {
    digest: () => createHash('sha256').update(uuidv7()).digest('hex'),
    id: () => uuidv7(),
    name: () => `nobody${uuidv7()}`,
  };
  const unknownLike = (value: string): string => unknown[formOf(value)]();
  /** An answer with the id that was asked for, and what differs between any two requests, taken out. */
  const answered = (answer: Answer, id: string): string =>
    JSON.stringify(answer, (key, value: unknown) => (key === 'requestId' ? undefined : value)).replaceAll(
      id,
      '<id>',
    );

  const walk = async (client: ApiClient, who: string, findings: Findings) => {
    const ask = async (field: WalkedField, variables: Record<string, unknown>) => {
      const answer = await client.graphql(field.document, variables);
      const text = JSON.stringify(answer);
      findings.operations += 1;
      for (const leak of leaksIn(text)) findings.leaks.push(`${who} ${field.name}: ${leak}`);
      if (text.includes('"INTERNAL"'))
        findings.bugs.push(`${who} ${field.name} ${JSON.stringify(variables)}`);
      if (field.operation === 'mutation' && text.includes('"NOT_FOUND"')) findings.unknown += 1;
      return answer;
    };
    const swap = async (field: WalkedField) => {
      for (const { path, kind } of field.named) {
        const others = [0, 1].map(
          (step) => other.ids[(findings.operations * 7 + step * 31) % other.ids.length] ?? '',
        );
        const askFor = async (id: string) => {
          const variables = field.variables(own.refs);
          put(variables, path, id);
          return answered(await ask(field, variables), id);
        };
        // Of an id that is made up the server knows its form alone: one of each form speaks for all.
        const nobodys = new Map<string, string>();
        for (const id of [other.refs[kind], ...others]) {
          said.add(id);
          const answer = await askFor(id);
          const expected = nobodys.get(formOf(id)) ?? (await askFor(unknownLike(id)));
          nobodys.set(formOf(id), expected);
          if (answer !== expected)
            findings.differing.push(`${who} ${field.name} ${path.join('.')}: ${answer} ${expected}`);
        }
      }
      if (field.operation === 'query') await ask(field, field.variables(own.refs));
      if (field.isList)
        for (const after of cursors.get(field.name)?.slice(1, 2) ?? [])
          await ask(field, { ...field.variables(own.refs), after });
    };
    await Promise.all(
      [0, 1, 2, 3].map(async (part) => {
        for (let at = part; at < fields.length; at += 4) await swap(fields[at] as WalkedField);
      }),
    );
  };

  /** The ends of the other workspace's pages. */
  const cursors = new Map<string, string[]>();
  beforeAll(async () => {
    const ira = other.clients.get('ira') as ApiClient;
    for (const { name, named } of lists) {
      const required = named
        .filter(({ path }) => path[0] === 'runId')
        .map(({ kind }) => `, runId: "${other.refs[kind]}"`);
      const page = await ira.data<Record<string, { edges: { cursor: string }[] }>>(
        `{ ${name}(first: 3${required.join('')}) { edges { cursor } } }`,
      );
      cursors.set(name, page[name]?.edges.map(({ cursor }) => cursor) ?? []);
    }
  });

  const walkAll = async (url: string, callers: readonly string[]): Promise<Findings> => {
    const findings: Findings = { operations: 0, leaks: [], differing: [], bugs: [], unknown: 0 };
    for (const who of callers) await walk((own.clients.get(who) as ApiClient).at(url), who, findings);
    const ada = (own.clients.get('ada') as ApiClient).at(url);
    for (const page of walkedFields(schema, cursors.get('models')?.[0] ?? null).concat(
      walkedFields(schema, cursors.get('monitors')?.[0] ?? null),
    ))
      if (page.operation === 'query')
        findings.leaks.push(
          ...leaksIn(JSON.stringify(await ada.graphql(page.document, page.variables(own.refs)))),
        );
    for (const headers of own.headers.values())
      findings.leaks.push(...leaksIn(await (await fetch(`${url}/v1/audit/export`, { headers })).text()));
    return findings;
  };
  const recorded = async ({ workspaceId }: Tenant): Promise<number> => {
    const { rows } = await api.owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit_entry WHERE workspace_id = $1 AND subject_type = 'unknown'`,
      [workspaceId],
    );
    return rows[0]?.n ?? 0;
  };

  it('G33 would show canaries: their own people see them', async () => {
    const seen = new Set<string>();
    for (const field of fields.filter(({ operation }) => operation === 'query')) {
      // Admins sign nothing, and ask for no signature.
      const who = field.name === 'signatureRequest' ? 'dana' : 'ira';
      const answer = await (other.clients.get(who) as ApiClient).graphql(
        field.document,
        field.variables(other.refs),
      );
      for (const found of JSON.stringify(answer).match(canary) ?? []) seen.add(found);
      expect([field.name, answer.errors]).toEqual([field.name, undefined]);
    }
    expect(seen.size).toBeGreaterThan(25);
  });

  it('G33 would find a leak: without any wall there are many', async () => {
    const findings: Findings = { operations: 0, leaks: [], differing: [], bugs: [], unknown: 0 };
    await walk(
      (own.clients.get('ada') as ApiClient).at(await serverBehind({ first: false, second: false })),
      'ada',
      findings,
    );
    expect(findings.leaks.length).toBeGreaterThan(100);
    expect(new Set(findings.leaks.map((leak) => leak.split(' ')[1])).size).toBeGreaterThan(15);
  });

  const everybody = [...personas.map(({ key }) => key), 'INGEST', 'READ', 'WRITE', 'ADMIN'];
  // What a role may do is decided before any wall is reached: these few may, together, do everything.
  const few = ['dana', 'mel', 'ira', 'ADMIN'];

  it.each<[string, Walls, string[]]>([
    ['behind both walls', { first: true, second: true }, everybody],
    ['behind row-level security alone', { first: false, second: true }, few],
    ['behind the first wall alone', { first: true, second: false }, few],
  ])(
    'G33 T-8 T-9 T-11 tell nothing of one another %s',
    async (_what, walls, callers) => {
      const url = await serverBehind(walls);
      const before = await recorded(own);
      const findings = await walkAll(url, callers);
      expect(findings.leaks).toEqual([]);
      expect(findings.differing).toEqual([]);
      expect(findings.bugs).toEqual([]);
      expect(findings.operations).toBeGreaterThan(220 * callers.length);
      expect(findings.unknown).toBeGreaterThan(200);
      // Every attempt is in the log of who made it, and none in the other's.
      expect(await recorded(own)).toBe(before + findings.unknown);
      expect(await recorded(other)).toBe(0);
    },
    300_000,
  );

  it('G33 FR-31 show anybody what a workspace published, and nothing else by any of its ids', async () => {
    const open = async (id: string, headers = {}) => {
      const answer = await fetch(`${api.url}/v1/published-audits/${id}`, { headers });
      return { status: answer.status, text: await answer.text() };
    };
    const page = await open(other.refs.publishedSummary);
    expect(page.status).toBe(200);
    // Its own texts are there: the model's, the population's, the groups'. Of ids, only the evidence's digest.
    expect(new Set(page.text.match(canary)).size).toBeGreaterThan(4);
    expect(leaksIn(page.text.replaceAll(canary, '').replaceAll(other.refs.evidence, ''))).toEqual([]);
    const { rows } = await api.owner.query<{ text: string }>(
      `SELECT name AS text FROM workspace WHERE id = $1
       UNION SELECT unnest(ARRAY[name, email]) FROM member WHERE workspace_id = $1`,
      [other.workspaceId],
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter(({ text }) => page.text.includes(text))).toEqual([]);
    for (const headers of [{}, ...own.headers.values()])
      expect(await open(other.refs.publishedSummary, headers)).toEqual(page);
    const nothing = await open(uuidv7());
    expect(nothing.status).toBe(404);
    for (const id of other.ids)
      if (id !== other.refs.publishedSummary) expect([id, await open(id)]).toEqual([id, nothing]);
  });

  it.each([
    ['revokeServiceToken', 'serviceToken', (id: string) => `revokeServiceToken(id: "${id}")`],
    ['revokeInvitation', 'invitation', (id: string) => `revokeInvitation(id: "${id}")`],
    [
      'createServiceToken',
      'member',
      (id: string) => `createServiceToken(input: { name: "t", sponsorId: "${id}" })`,
    ],
  ] as const)(
    'T-9 T-11 are closed to the operator, who has not named them: %s',
    async (action, kind, call) => {
      const operator = api.withToken(api.bootstrapSecret);
      const nobodys = uuidv7();
      const ask = async (id: string) =>
        answered(await operator.graphql(`mutation { ${call(id)} { __typename } }`), id);
      const answer = await ask(other.refs[kind]);
      expect(answer).toContain('NOT_FOUND');
      expect(answer).toBe(await ask(nobodys));
      const { rows } = await api.owner.query(
        `SELECT subject_id FROM audit_entry WHERE workspace_id = $1 AND action = $2 AND subject_type = 'unknown'
         ORDER BY sequence`,
        [api.workspaceId, action],
      );
      expect(rows).toEqual([{ subject_id: other.refs[kind] }, { subject_id: nobodys }]);
    },
  );

  it('G33 T-9 may each have what the other one has by name', async () => {
    const { rows } = await api.owner.query<{ model: string; dataset: string; email: string }>(
      `SELECT (SELECT name FROM model WHERE workspace_id = $1 LIMIT 1) AS model,
              (SELECT name FROM dataset WHERE workspace_id = $1 LIMIT 1) AS dataset,
              (SELECT email FROM member WHERE workspace_id = $1 LIMIT 1) AS email`,
      [other.workspaceId],
    );
    const { model, dataset, email } = rows[0] ?? { model: '', dataset: '', email: '' };
    for (const name of [model, dataset, email]) said.add(name.replace(/@.*/, ''));
    const uploadId = await (own.clients.get('dana') as ApiClient).upload('rows.csv', 'a,b\n1,2\n');
    const asked: [string, string, Record<string, unknown>, string][] = [
      ['dana', 'registerModel', { name: model, purpose: 'Ours.' }, 'ModelRegistered'],
      ['dana', 'registerDatasetVersion', { dataset, uploadId }, 'DatasetVersionRegistered'],
      ['ira', 'inviteMember', { email, roles: ['AUDITOR'] }, 'MemberInvited'],
    ];
    for (const [who, name, input, expected] of asked) {
      const { document } = fields.find((field) => field.name === name) as WalkedField;
      const answer = await (own.clients.get(who) as ApiClient).graphql(document, { input });
      expect(answer).toMatchObject({ data: { [name]: { __typename: expected } } });
      expect(leaksIn(JSON.stringify(answer))).toEqual([]);
    }
  });

  it('T-6 name the workspace in every statement that touches a row of theirs', async () => {
    // Functions, too, where what they return says whose it is.
    const { rows } = await api.owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
       WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND attname = 'workspace_id'
       UNION SELECT proname FROM pg_proc
       WHERE pronamespace = 'public'::regnamespace AND 'workspace_id' = ANY (proargnames)`,
    );
    const statements = new Map<string, unknown[]>();
    const heard = (sql: string, parameters: readonly unknown[]) => void statements.set(sql, [...parameters]);
    const database = await databaseBehind({ first: true, second: true }, { heard });
    const { url } = await api.replica(database);
    const there = {
      ...{ ...api, url, database },
      withCookie: (value: string) => api.withCookie(value).at(url),
      withToken: (secret: string) => api.withToken(secret).at(url),
    };
    const heardOf = await furnishTenant(there, `kanaric${uuidv7().slice(-6)}x`);
    for (const who of ['dana', 'ira'])
      for (const field of fields.filter(({ name }) => name !== 'createWorkspace'))
        await (heardOf.clients.get(who) as ApiClient).graphql(field.document, field.variables(heardOf.refs));
    await fetch(`${url}/v1/audit/export`, { headers: heardOf.headers.get('ira') ?? {} });
    const tenancy = {
      tables: new Set(['workspace', ...rows.map(({ name }) => name)]),
      workspaceIds: new Set([heardOf.workspaceId]),
    };
    const faults = [...statements].map(([sql, parameters]) => unboundStatement(sql, parameters, tenancy));
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
    expect(statements.size).toBeGreaterThan(150);
  });

  it.each([
    ['a table alone', 'SELECT * FROM model WHERE id = $1'],
    ['the second of two', 'SELECT * FROM model m JOIN label l ON true WHERE m.workspace_id = $2'],
    ['a value that is no workspace', 'SELECT * FROM model WHERE workspace_id = $1'],
    ['a change', 'UPDATE model SET workspace_id = $2 FROM label'],
    ['an insert', 'INSERT INTO model (id) VALUES ($2)'],
  ])('T-6 would be told of %s', (_what, sql) => {
    const tenancy = { tables: new Set(['model', 'label']), workspaceIds: new Set(['own']) };
    expect(unboundStatement(sql, ['x', 'own'], tenancy)).not.toBeNull();
  });

  it.each(['ira', 'dana'])(
    'X2 T-10 give %s no row for an id that is none',
    async (who) => {
      const client = own.clients.get(who) as ApiClient;
      const nothing = [
        undefined,
        null,
        '',
        ' ',
        [],
        {},
        [null],
        0,
        -1,
        true,
        'null',
        'undefined',
        '%',
        '*',
        "' OR true --",
      ];
      const wrong: string[] = [];
      let tried = 0;
      for (const field of fields)
        for (const { path, isNullable, isList } of field.named)
          for (const value of nothing) {
            // Where the schema lets a name be left out, nothing is the answer to no question.
            const isEmpty = isList && Array.isArray(value) && value.length === 0;
            if (isNullable && (value === undefined || value === null || isEmpty)) continue;
            const variables = field.variables(own.refs);
            put(variables, path, value);
            const answer = await client.graphql(field.document, variables);
            const codes = answer.errors?.map(({ extensions }) => String(extensions['code'])) ?? [
              refusalOf(answer),
            ];
            tried += 1;
            const isTyped = codes.every((code) => typed.has(code));
            if (!isTyped)
              wrong.push(`${field.name} ${path.join('.')} ${JSON.stringify(value)}: ${codes.join()}`);
          }
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThan(400);
    },
    120_000,
  );

  it('X2 T-10 leave a filter out where a list is asked for without', async () => {
    const ada = own.clients.get('ada') as ApiClient;
    for (const field of lists.filter(({ named }) => named.some(({ isNullable }) => isNullable)))
      for (const nothing of [undefined, null]) {
        const variables = field.variables(own.refs);
        for (const { path } of field.named) put(variables, path, nothing);
        const answer = await ada.graphql(field.document, variables);
        expect([field.name, answer.errors]).toEqual([field.name, undefined]);
        expect(leaksIn(JSON.stringify(answer))).toEqual([]);
      }
  });

  it('T-12 count what is theirs', async () => {
    const ira = own.clients.get('ira') as ApiClient;
    const tables = {
      ...{
        datasets: 'dataset',
        models: 'model',
        monitors: 'monitor',
        promotions: 'promotion',
        members: 'member',
      },
      ...{ invitations: 'invitation', fairnessAudits: 'fairness_audit', workloadTrusts: 'workload_trust' },
      serviceTokens: '(SELECT * FROM service_token WHERE secret_hash IS NOT NULL) token',
      ...{ deployments: 'deployment', policies: 'policy' },
    };
    for (const [field, table] of Object.entries(tables)) {
      const answer = await ira.data<Record<string, { totalCount: number }>>(`{ ${field} { totalCount } }`);
      const { rows } = await api.owner.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${table} WHERE workspace_id = $1`,
        [own.workspaceId],
      );
      expect([field, answer[field]?.totalCount]).toEqual([field, rows[0]?.n]);
    }
  });

  it.each([
    ['model', 'query ($id: ID!) { model(id: $id) { id } }', 'dana', 'model'],
    [
      'a monitor to run',
      'mutation ($id: ID!) { runMonitor(monitorId: $id) { __typename } }',
      'dana',
      'monitor',
    ],
    ['a member', 'mutation ($id: ID!) { deactivateMember(memberId: $id) { __typename } }', 'ira', 'member'],
  ] as const)('T-9 take no other time for what others have: %s', async (_what, document, who, kind) => {
    const client = own.clients.get(who) as ApiClient;
    const time = async (id: string) => {
      const begun = performance.now();
      await client.graphql(document, { id });
      return performance.now() - begun;
    };
    // One right after the other, either first in turn: what else the machine does meanwhile falls upon both.
    const [nobodys, differences]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < 80; turn += 1) {
      const ids = [other.refs[kind], uuidv7()];
      const [first = 0, second = 0] = [await time(ids[turn % 2]!), await time(ids[1 - (turn % 2)]!)];
      const [theirs, nobody] = turn % 2 ? [second, first] : [first, second];
      differences.push(theirs - nobody);
      nobodys.push(nobody);
    }
    expect(Math.abs(median(differences))).toBeLessThan(Math.max(5, median(nobodys) / 2));
  });
});

/** What may be said of an id that is none: it cannot be one, or there is nothing of this id, or the caller may not. */
const typed = new Set([
  'BAD_USER_INPUT',
  'BAD_INPUT',
  'NOT_FOUND',
  'FORBIDDEN',
  'STALE_ROUND',
  'SELF_APPROVAL',
  'ROLE_NOT_REQUIRED',
  'GATE_NOT_WAIVABLE',
]);

/** The code of a mutation's refusal; what it answered in place of one. */
function refusalOf({ data }: Answer): string {
  const [first] = Object.values(data ?? {}) as ({ __typename?: string; code?: string } | null)[];
  return first?.__typename === 'Refusal'
    ? String(first.code)
    : `answered ${JSON.stringify(data).slice(0, 200)}`;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
