import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { personas } from '../areas/access/personas';
import { makeSchema } from '../server/schema';
import { type Answer, type ApiClient, startTestApi, type TestApi } from '../testing/api';
import { put, type WalkedField, walkedFields } from '../testing/schema-walk';
import { furnishTenant, type Tenant } from '../testing/tenant';
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

  const unknownLike = (value: string): string => {
    if (/^[0-9a-f]{64}$/.test(value)) return createHash('sha256').update(uuidv7()).digest('hex');
    return value.includes('-') ? uuidv7() : `nobody${uuidv7()}`;
  };
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
        for (const id of [other.refs[kind], ...others]) {
          const [theirs, nobodys] = [field.variables(own.refs), field.variables(own.refs)];
          const unknown = unknownLike(id);
          put(theirs, path, id);
          said.add(id);
          put(nobodys, path, unknown);
          const answer = answered(await ask(field, theirs), id);
          const expected = answered(await ask(field, nobodys), unknown);
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
      const answer = await (other.clients.get('ira') as ApiClient).graphql(
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
});
