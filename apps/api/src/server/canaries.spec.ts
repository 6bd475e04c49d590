import { type ApiClient, startTestApi, type TestApi } from '../testing/api';
import { documents } from '../testing/documents';
import { makeLogger } from './logger';

const numbers = Array.from({ length: 50 }, (_, index) => index);
/** Secrets that are sent as passwords, tokens, cookies and headers. */
const secrets = numbers.map((index) => `Kanarie-${index}-s3cret-wing-${index * 7919}`);
/** Personal data: addresses and names of people, and values of their rows. */
const personal = numbers.map((index) => `canary-person-${index}-${index * 104_729}@birds.example`);

const signIn =
  'mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Refusal { code message } } }';
const invite =
  'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { __typename ... on Refusal { code message } } }';

describe('canaries', () => {
  let api: TestApi;
  const lines: string[] = [];
  const answers: string[] = [];
  beforeAll(async () => {
    api = await startTestApi(undefined, {}, makeLogger('trace', { write: (line) => void lines.push(line) }));
  });
  afterAll(() => api.stop());

  const ask = async (client: ApiClient, query: string, variables: Record<string, unknown> = {}) => {
    answers.push(JSON.stringify(await client.graphql(query, variables)));
  };
  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(`${api.url}${path}`, init);
    answers.push(JSON.stringify([...response.headers]) + (await response.text()));
  };
  /** Every insert into the table fails, as on a full disk; what is tried then is logged as a bug with its statement. */
  const whileFailing = async (table: string, work: () => Promise<void>) => {
    await api.owner.query(
      `CREATE OR REPLACE FUNCTION refuse_canary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
       CREATE TRIGGER canary BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_canary()`,
    );
    try {
      await work();
    } finally {
      await api.owner.query(`DROP TRIGGER canary ON ${table}`);
    }
  };
  const sendThem = async ([ira, dana]: ApiClient[], birds: readonly number[]) => {
    if (!ira || !dana) throw new Error('Two people send them.');
    for (const index of birds) {
      const [secret, address] = [secrets[index] ?? '', personal[index] ?? ''];
      await ask(api.anonymous, signIn, { input: { password: { email: address, password: secret } } });
      await ask(api.withToken(secret), '{ datasets { totalCount } }');
      await ask(api.withCookie(secret), '{ datasets { totalCount } }');
      await ask(api.anonymous, signIn, {
        input: { invitation: { token: secret, name: address, password: secret } },
      });
      await ask(dana, invite, { input: { email: address, roles: ['AUDITOR'] } });
      await ask(ira, invite, { input: { email: address, roles: ['AUDITOR'] } });
      await ask(dana, documents.registerModel, { input: { name: `m${index}`, purpose: 'x', secret } });
      await send(`/v1/uploads?token=${secret}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}` },
        body: address,
      });
      await send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"query": "${secret}`,
      });
    }
  };

  it('G55 shows no secret and no personal data in a log, an error or an answer to somebody else', async () => {
    const people = [await api.as('ira'), await api.as('dana')];
    const few = numbers.slice(0, 5);
    await sendThem(people, numbers);
    await whileFailing('invitation', () => sendThem(people, few));
    await whileFailing('audit_entry', () => sendThem(people, few));
    expect(answers.length).toBeGreaterThan(400);
    // The statements that failed are in the log, without what they were to write.
    expect(lines.filter((line) => line.includes('no room')).length).toBeGreaterThan(10);
    const written = lines.join('\n');
    const told = answers.join('\n');
    expect(secrets.filter((secret) => written.includes(secret) || told.includes(secret))).toEqual([]);
    expect(personal.filter((address) => written.includes(address) || told.includes(address))).toEqual([]);
  });

  it('G55 stores no secret, and no personal data in what the log hashes', async () => {
    const { rows: entries } = await api.owner.query('SELECT canonical FROM audit_entry');
    const hashed = JSON.stringify(entries);
    expect(personal.filter((address) => hashed.includes(address))).toEqual([]);
    const { rows: tables } = await api.owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    );
    for (const { name } of tables) {
      const { rows } = await api.owner.query<{ text: string | null }>(
        `SELECT string_agg(t::text, ' ') AS text FROM ${name} t`,
      );
      expect([name, secrets.filter((secret) => rows[0]?.text?.includes(secret))]).toEqual([name, []]);
    }
  });
});
