import { createHmac } from 'node:crypto';
import { createTokenFor, goodPassword, invitationFor, isSomebody, makeAccount } from '../../testing/accounts';
import { startTestApi, type TestApi } from '../../testing/api';
import { attemptLimits } from './attempts';

const hashKey = 'the key of the hashes of this very test';
const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Refusal { code } } }`;
const guess = (email: string, password = 'a wrong guess', workspace?: string) => ({
  password: { email, password, ...(workspace !== undefined && { workspace }) },
});
const many = 1_000_000;

interface Outcome {
  code: string;
  status: number;
  retryAfter?: number;
}

describe('attempts', () => {
  let api: TestApi;
  let replica: { url: string };
  const apis: TestApi[] = [];
  beforeAll(async () => {
    api = await start({});
    replica = await api.replica();
  });
  afterAll(async () => {
    for (const each of apis) await each.stop();
  });

  async function start(limits: Partial<typeof attemptLimits>, trustedProxies = 0): Promise<TestApi> {
    const all = { ...attemptLimits, address: many, token: many, ...limits };
    const started = await startTestApi(undefined, { hashKey, attempts: { limits: all, trustedProxies } });
    apis.push(started);
    // Counters of an earlier run would be counters of this one.
    await started.owner.query('DELETE FROM rate_limit WHERE key = ANY($1)', [everyKey()]);
    return started;
  }

  const keyOf = (kind: string, text: string) =>
    `${kind}:${createHmac('sha256', hashKey).update(`attempts ${kind} ${text}`).digest('hex')}`;
  const everyKey = () => [
    keyOf('address', '127.0.0.1'),
    keyOf('token', '127.0.0.1'),
    keyOf('provider', '127.0.0.1'),
  ];

  const send = (url: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  async function attempt(
    input: object,
    { url = api.url, headers = {} }: { url?: string; headers?: Record<string, string> } = {},
  ): Promise<Outcome> {
    const response = await send(url, { query: signIn, variables: { input } }, headers);
    const { data, errors } = (await response.json()) as {
      data: { signIn: { __typename: string; code?: string } } | null;
      errors?: { extensions: { code: string; retryAfter?: number } }[];
    };
    const { status } = response;
    if (errors?.[0]) return { status, ...errors[0].extensions };
    return { status, code: data?.signIn.code ?? data?.signIn.__typename ?? '' };
  }

  const made = (outcomes: Outcome[]) => outcomes.filter(({ code }) => code !== 'RATE_LIMITED').length;

  describe('at an account', () => {
    it('G36 A-40 lets 5 guesses a window through, and tells when to come back', async () => {
      const outcomes: Outcome[] = [];
      for (let turn = 0; turn < 12; turn += 1) outcomes.push(await attempt(guess('one@example.org')));
      expect(outcomes.map(({ code }) => code)).toEqual([
        ...Array<string>(5).fill('SIGN_IN_FAILED'),
        ...Array<string>(7).fill('RATE_LIMITED'),
      ]);
      expect(outcomes.at(-1)?.retryAfter).toBeGreaterThan(50);
      expect(outcomes.at(-1)?.retryAfter).toBeLessThanOrEqual(60);
    });

    it('G36 A-40 lets at most 10 guesses through in a minute that touches two windows', async () => {
      const email = 'two-windows@example.org';
      for (let turn = 0; turn < 5; turn += 1) await attempt(guess(email));
      const age = 'UPDATE rate_limit SET expire = expire - 60000 WHERE key = $1 RETURNING points';
      expect((await api.owner.query(age, [keyOf('account', email)])).rows).toEqual([{ points: 5 }]);
      const outcomes = [];
      for (let turn = 0; turn < 10; turn += 1) outcomes.push(await attempt(guess(email)));
      expect(made(outcomes)).toBe(5);
    });

    it('G36 A-40 refuses the right password among too many attempts, too', async () => {
      const email = 'lucky@example.org';
      await makeAccount(api, { email });
      for (let turn = 0; turn < 5; turn += 1) await attempt(guess(email));
      expect(await attempt(guess(email, goodPassword))).toMatchObject({ code: 'RATE_LIMITED' });
    });

    it('G36 A-40 counts attempts of two replicas in parallel together', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 60 }, (_, turn) =>
          attempt(guess('parallel@example.org'), { url: turn % 2 === 0 ? api.url : replica.url }),
        ),
      );
      expect(made(outcomes)).toBe(5);
    });

    it('G36 A-40 counts one address as one account in any spelling, workspace and letter', async () => {
      const spellings = [
        guess('spelt@example.org'),
        guess('  SPELT@Example.org '),
        guess('ｓpelt@example.org'),
        guess('spelt@example.org', 'x', 'no such workspace'),
        guess('spelt@example.org', 'x', ''),
        guess('spelt@example.org', 'x', 'default'),
      ];
      const outcomes = [];
      for (const input of spellings) outcomes.push(await attempt(input));
      expect(made(outcomes)).toBe(5);
    });

    it('G36 A-40 counts every alias, and makes one attempt a request', async () => {
      const fields = (count: number) =>
        Array.from(
          { length: count },
          (_, at) =>
            `a${at}: signIn(input: { password: { email: "alias@example.org", password: "guess ${at}" } }) { __typename }`,
        ).join('\n');
      const answers = async (count: number) =>
        (await (await send(api.url, { query: `mutation { ${fields(count)} }` })).json()) as {
          errors: { extensions: { code: string } }[];
        };
      const codes = async (count: number) =>
        (await answers(count)).errors.map(({ extensions }) => extensions.code);
      expect(await codes(1000)).toEqual(['QUERY_TOO_COMPLEX']);
      const { rows } = await api.owner.query('SELECT points FROM rate_limit WHERE key = $1', [
        keyOf('account', 'alias@example.org'),
      ]);
      expect(rows).toEqual([]);
      // The schema says null for none of them, so the first that is refused ends the request.
      expect(await codes(8)).toContain('QUERY_TOO_COMPLEX');
      const later = [];
      for (let turn = 0; turn < 6; turn += 1) later.push(await attempt(guess('alias@example.org')));
      expect(made(later)).toBeLessThanOrEqual(3);
    });

    it('G36 A-40 refuses a batch of requests in one body', async () => {
      const body = Array.from({ length: 20 }, () => ({
        query: signIn,
        variables: { input: guess('batch@example.org') },
      }));
      expect((await send(api.url, body)).status).toBe(400);
      expect(await attempt(guess('batch@example.org'))).toMatchObject({ code: 'SIGN_IN_FAILED' });
    });
  });

  describe('from a client address', () => {
    it('G36 A-41 lets 30 a window through, whatever headers say', async () => {
      const crowded = await start({ address: 60 });
      const names = [
        'x-forwarded-for',
        'forwarded',
        'x-real-ip',
        'client-ip',
        'true-client-ip',
        'cf-connecting-ip',
      ];
      const outcomes = [];
      for (let turn = 0; turn < 42; turn += 1) {
        const headers = { [names[turn % names.length] ?? '']: `203.0.113.${turn}` };
        outcomes.push(await attempt(guess(`spoof-${turn}@example.org`), { url: crowded.url, headers }));
      }
      expect(made(outcomes)).toBe(30);
      const token = await invitationFor(crowded, 'late@example.org');
      const invitation = { token, name: 'Late', password: goodPassword };
      expect(await attempt({ invitation }, { url: crowded.url })).toMatchObject({ code: 'RATE_LIMITED' });
    });

    it('A-41 believes of X-Forwarded-For what its own proxies wrote', async () => {
      const behind = await start({ address: 4 }, 1);
      const from = (header: string, turn: number) =>
        attempt(guess(`proxy-${turn}@example.org`), {
          url: behind.url,
          headers: { 'x-forwarded-for': header },
        });
      const outcomes = [];
      for (let turn = 0; turn < 4; turn += 1)
        outcomes.push(await from(`198.51.100.${turn}, 192.0.2.7`, turn));
      expect(made(outcomes)).toBe(2);
      expect(await from('192.0.2.8', 5)).toMatchObject({ code: 'SIGN_IN_FAILED' });
    });
  });

  describe('bearer tokens', () => {
    it('A-42 refuses tokens that are nobody’s after 50 a window, and goes on with those that are good', async () => {
      const probed = await start({ token: 100 });
      const { secret } = await createTokenFor(await probed.as('ira'), { scope: 'READ' });
      const ask = async (token: string) => {
        const headers = { authorization: `Bearer ${token}` };
        const response = await send(
          probed.url,
          { query: '{ session { viewer { actor { id } } } }' },
          headers,
        );
        return response.status;
      };
      const statuses = [];
      for (let turn = 0; turn < 60; turn += 1) statuses.push(await ask(`guess-${turn}`));
      expect(statuses.filter((status) => status === 401)).toHaveLength(50);
      expect(statuses.filter((status) => status === 429)).toHaveLength(10);
      expect(await isSomebody(probed.withToken(secret))).toBe(true);
      const door = await fetch(`${probed.url}/v1/audit/export`, {
        headers: { authorization: 'Bearer guess' },
      });
      expect(door.status).toBe(429);
      expect(Number(door.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await door.json()).toMatchObject({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
    });
  });

  describe('the counters', () => {
    it('A-43 hold neither an address nor where it came from', async () => {
      await attempt(guess('stored@example.org'));
      const { rows } = await api.owner.query<{ key: string }>('SELECT key FROM rate_limit');
      expect(rows.map(({ key }) => key)).toContain(keyOf('account', 'stored@example.org'));
      for (const { key } of rows)
        expect(key).toMatch(/^(account|address|provider|token|state):[0-9a-f]{64}$/);
    });

    it('A-43 let nobody try when they cannot be written', async () => {
      const email = 'uncounted@example.org';
      await makeAccount(api, { email });
      const when = `WHEN (NEW.key = '${keyOf('account', email)}')`;
      await api.owner.query(`
        CREATE FUNCTION refuse_count() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full'; END $$;
        CREATE TRIGGER refuse_count BEFORE INSERT OR UPDATE ON rate_limit FOR EACH ROW ${when} EXECUTE FUNCTION refuse_count()`);
      try {
        expect(await attempt(guess(email, goodPassword))).toMatchObject({ code: 'INTERNAL' });
      } finally {
        await api.owner.query('DROP TRIGGER refuse_count ON rate_limit; DROP FUNCTION refuse_count()');
      }
      expect(await attempt(guess(email, goodPassword))).toMatchObject({ code: 'SignedIn' });
    });

    it('A-43 leave one entry when they begin to refuse', async () => {
      const email = 'recorded@example.org';
      await Promise.all(Array.from({ length: 20 }, () => attempt(guess(email))));
      const [, id] = keyOf('account', email).split(':');
      const { rows } = await api.owner.query(
        `SELECT actor, action, outcome, payload FROM audit_entry WHERE workspace_id = $1 AND subject_id = $2`,
        [api.workspaceId, id],
      );
      expect(rows).toEqual([
        { actor: 'system:system', action: 'limitAttempts', outcome: 'done', payload: { kind: 'account' } },
      ]);
    });
  });
});
