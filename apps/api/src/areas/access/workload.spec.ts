import { type ServerResponse } from 'node:http';
import { idOf, isSomebody, makeAccount } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { releasableVersion } from '../../testing/releasable-version';
import { run } from '../../testing/release-path';
import { ed25519Key, startTestIssuer, type TestIssuer } from '../../testing/workload-issuer';

const trust = `mutation ($input: TrustWorkloadInput!) { trustWorkload(input: $input) {
  __typename ... on Refusal { code } ... on WorkloadTrusted { workloadTrust { id audience } } } }`;
const end = `mutation ($id: ID!) { endWorkloadTrust(id: $id) {
  __typename ... on WorkloadTrustEnded { workloadTrust { id endedAt endedBy { name } } } } }`;
const subject = 'repo:acme/scoring:environment:production';

interface Trusted {
  trustWorkload: { workloadTrust: { id: string; audience: string }; code?: string };
}

describe('tokens of workloads', () => {
  let now: Date | null = null;
  let api: TestApi;
  let ira: ApiClient;
  let issuer: TestIssuer;
  let audience: string;
  let firstTrust: string;
  const reasons: string[] = [];
  const clock = () => now ?? new Date();
  const settings = {
    workloads: {
      privateHosts: new Set(['127.0.0.1']),
      warn: (reason: string) => void reasons.push(reason),
    },
  };
  const trusting = async (client: ApiClient, input: object = {}) =>
    (
      await client.data<Trusted>(trust, {
        input: { name: 'release', issuer: issuer.issuer, subjects: [subject], scope: 'WRITE', ...input },
      })
    ).trustWorkload;

  beforeAll(async () => {
    [api, issuer] = await Promise.all([startTestApi(clock, settings), startTestIssuer()]);
    ira = await api.as('ira');
    audience = `countersign:${api.workspaceId}`;
    firstTrust = (await trusting(ira)).workloadTrust.id;
  });
  beforeEach(() => void reasons.splice(0));
  afterEach(() => {
    now = null;
    issuer.instead = null;
  });
  afterAll(async () => {
    await issuer.stop();
    await api.stop();
  });

  type Forgery = Parameters<TestIssuer['token']>[1];
  const token = (claims: object = {}, forgery: Forgery = {}) =>
    issuer.token({ aud: audience, sub: subject, ...claims }, { now: clock().getTime(), ...forgery });
  /** What a request with this token is answered: a status, and the code where it was refused. */
  const tried = async (bearer: string) => {
    const response = await fetch(`${api.url}/graphql`, {
      ...{ method: 'POST', body: JSON.stringify({ query: '{ session { viewer { permissions } } }' }) },
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}`, connection: 'close' },
    });
    const text = await response.text();
    return { status: response.status, code: /"code":"(\w+)"/.exec(text)?.[1], text };
  };
  const seconds = (offset: number) => Math.floor(clock().getTime() / 1000) + offset;

  it('A-54 takes a token that its issuer signed for the service that a trust names', async () => {
    const client = api.withToken(token());
    const { session } = await client.data<{ session: { viewer: { actor: object; permissions: string[] } } }>(
      '{ session { viewer { actor { id kind name } permissions } } }',
    );
    expect(session.viewer.actor).toEqual({ id: firstTrust, kind: 'SERVICE', name: 'release' });
    expect(session.viewer.permissions).toContain('model.register');
    // At doors as at fields.
    expect(await client.upload('a.csv', 'a\n1\n')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('A-54 lets no workload vote, activate or administer, whatever its trust says', async () => {
    const { viewer } = (
      await api
        .withToken(token())
        .data<{ session: { viewer: { permissions: string[] } } }>('{ session { viewer { permissions } } }')
    ).session;
    for (const permission of ['promotion.vote', 'promotion.activate', 'token.create', 'member.invite'])
      expect(viewer.permissions).not.toContain(permission);
    const vote = `mutation { castVote(input: { promotionId: "x", round: 1, subjectDigest: "x", decision: APPROVE }) { __typename } }`;
    const { errors } = await api.withToken(token()).graphql(vote);
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const admin = await ira.graphql(trust, {
      input: { name: 'x', issuer: issuer.issuer, subjects: ['x'], scope: 'ADMIN' },
    });
    expect(admin.errors).toHaveLength(1);
    const { rows } = await api.owner.query(
      `SELECT id FROM service_token WHERE workspace_id = $1 AND scope = 'admin'`,
      [api.workspaceId],
    );
    expect(rows).toEqual([]);
  });

  it('A-54 holds also by SQL: no trust of an admin or of a token, and none is changed', async () => {
    const service = (scope: string, secret: string | null) =>
      api.owner.query<{ id: string }>(
        `INSERT INTO service_token (id, workspace_id, name, scope, secret_hash, created_at, created_by, expires_at)
         VALUES (gen_random_uuid(), $1, 'x', $2, $3, now(), 'operator:operator', now() + interval '1 day') RETURNING id`,
        [api.workspaceId, scope, secret],
      );
    const trusted = async (scope: string, secret: string | null) => {
      const { rows } = await service(scope, secret);
      const values = [rows[0]?.id, api.workspaceId, issuer.issuer];
      return api.owner.query(`INSERT INTO workload_trust VALUES ($1, $2, $3, '{by-sql}', '{}')`, values);
    };
    await expect(trusted('admin', null)).rejects.toThrow('without the scope admin');
    await expect(trusted('read', 'a secret')).rejects.toThrow('without a secret');
    await expect(trusted('read', null)).resolves.toMatchObject({ rowCount: 1 });
    for (const change of [`UPDATE workload_trust SET subjects = '{x}'`, 'DELETE FROM workload_trust'])
      await expect(
        api.database.unrecorded(api.workspaceId, ({ manager }) => manager.query(change)),
      ).rejects.toThrow('permission denied');
  });

  it('A-54 P-8 keeps whoever answers for a workload from voting on what it asked for', async () => {
    const both = await makeAccount(api, { email: 'both@example.org', roles: ['ADMIN', 'RISK_OFFICER'] });
    await trusting(both, { subjects: ['release'] });
    const version = await releasableVersion(api, 'asked for by a workload');
    await version.fairness('Who is let in.');
    const input = { modelVersionId: version.modelVersionId, rationale: 'Released by a pipeline.' };
    const { promotion } = await run<{
      promotion: { id: string; round: number; subjectDigest: string };
    }>(api.withToken(token({ sub: 'release' })), 'requestPromotion', { input });
    const { id: promotionId, round, subjectDigest } = promotion;
    const vote = `mutation ($input: CastVoteInput!) { castVote(input: $input) { __typename ... on Refusal { code } } }`;
    const variables = { input: { promotionId, round, subjectDigest, decision: 'APPROVE' } };
    expect(await both.data(vote, variables)).toEqual({
      castVote: { __typename: 'Refusal', code: 'SELF_APPROVAL' },
    });
    expect(await (await api.as('riley')).data(vote, variables)).toEqual({
      castVote: { __typename: 'VoteCast' },
    });
  });

  it('A-54 takes Ed25519 as well, and a token without a type', async () => {
    const ed = ed25519Key();
    issuer.instead = (path, response) =>
      void response.end(JSON.stringify(path === '/keys' ? { keys: [ed.jwk] } : issuer.metadata));
    // After the keys that it had before are no longer believed.
    now = new Date(Date.now() + 3_600_000);
    const bearer = token({}, { header: { alg: 'EdDSA', kid: 'ed', typ: undefined }, sign: ed.sign });
    expect(await tried(bearer)).toMatchObject({ status: 200 });
  });

  // [what is wrong, the claims, how it is forged, the reason in the log]
  const wrong: [string, () => object, (() => Forgery) | null, RegExp][] = [
    ['another audience', () => ({ aud: 'countersign' }), null, /somebody else/],
    ['no audience', () => ({ aud: undefined }), null, /somebody else/],
    ['a second audience', () => ({ aud: [audience, 'sts.example.org'] }), null, /somebody else/],
    ['the audience of nothing', () => ({ aud: 'countersign:' }), null, /somebody else/],
    ['another issuer', () => ({ iss: 'https://token.example.org' }), null, /names the issuer/],
    ['the issuer with a slash', () => ({ iss: `${issuer.issuer}/` }), null, /names the issuer/],
    ['an issuer that no text is', () => ({ iss: 'https://a\0b' }), null, /names no issuer/],
    ['no issuer', () => ({ iss: undefined }), null, /names no issuer/],
    ['another subject', () => ({ sub: `${subject}x` }), null, /subject is another/],
    ['a subject in capitals', () => ({ sub: subject.toUpperCase() }), null, /subject is another/],
    ['no subject', () => ({ sub: undefined }), null, /missing required "sub"/],
    ['a subject that is a list', () => ({ sub: [subject] }), null, /subject is another/],
    ['an end an hour ago', () => ({ exp: seconds(-3600), iat: seconds(-3900) }), null, /"exp"/],
    ['an end over a minute ago', () => ({ exp: seconds(-62) }), null, /"exp"/],
    ['no end', () => ({ exp: undefined }), null, /missing required "exp"/],
    ['an end that is no number', () => ({ exp: `${seconds(300)}` }), null, /"exp" claim must be a number/],
    ['an end far away', () => ({ exp: seconds(86_500) }), null, /holds for too long/],
    ['an end without end', () => ({ exp: 1e300 }), null, /holds for too long/],
    ['a start to come', () => ({ nbf: seconds(120) }), null, /"nbf"/],
    ['no making', () => ({ iat: undefined }), null, /missing required "iat"/],
    ['a making to come', () => ({ iat: seconds(120) }), null, /"iat"/],
    ['a making two days ago', () => ({ iat: seconds(-172_800) }), null, /"iat"/],
    ['the signature of another key', () => ({}), () => ({ sign: issuer.forged.anotherKey }), /signature/],
    ['no signature', () => ({}), () => ({ sign: issuer.forged.none }), /signature/],
    [
      'alg none',
      () => ({}),
      () => ({ header: { alg: 'none' }, sign: issuer.forged.none }),
      /of no kind that counts/,
    ],
    [
      'HS256, keyed by the public key',
      () => ({}),
      () => ({ header: { alg: 'HS256' }, sign: issuer.forged.publicKeyAsSecret }),
      /of no kind that counts/,
    ],
    [
      'an algorithm that the key is not for',
      () => ({}),
      () => ({ header: { alg: 'PS256' } }),
      /no applicable key/,
    ],
    ['an unknown key', () => ({}), () => ({ header: { kid: 'made-up' } }), /no applicable key/],
    [
      'a key of its own',
      () => ({}),
      () => ({ header: { kid: 'made-up', jku: 'https://evil.example.org/keys', jwk: ed25519Key().jwk } }),
      /no applicable key/,
    ],
    ['a critical extension', () => ({}), () => ({ header: { crit: ['x'], x: 1 } }), /x/],
    ['the type of an access token', () => ({}), () => ({ header: { typ: 'at+jwt' } }), /another type/],
  ];

  it.each(wrong)('A-55 refuses a token with %s', async (_what, claims, forgery, reason) => {
    expect(await tried(token())).toMatchObject({ status: 200 });
    const bearer = token(claims(), forgery?.() ?? {});
    const { status, code, text } = await tried(bearer);
    expect([status, code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(text).toContain('The bearer token is unknown, expired or revoked.');
    expect(reasons).toEqual([expect.stringMatching(reason)]);
    // Nothing of the token is in the log.
    for (const part of bearer.split('.').filter((each) => each !== ''))
      expect(reasons[0]).not.toContain(part);
  });

  it.each([
    ['nothing in it', 'a.b.c'],
    ['no JSON in it', `${'e30'.repeat(3)}.e30.e30`],
    ['a list in the place of claims', `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.W10.AA`],
    ['five parts, as encrypted ones have', 'a.b.c.d.e'],
    ['ten thousand characters', `${'a'.repeat(5000)}.${'a'.repeat(5000)}.a`],
  ])('A-55 refuses a text of three parts with %s', async (_what, bearer) => {
    expect(await tried(bearer)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('A-55 refuses a header of 100 kB before anything of it is read', async () => {
    expect((await tried(`${'a'.repeat(50_000)}.${'a'.repeat(50_000)}.a`)).status).toBe(431);
    expect(reasons).toEqual([]);
  });

  it('A-55 allows for clocks that are a minute apart', async () => {
    const early = { nbf: seconds(50), iat: seconds(50) };
    for (const claims of [early, { exp: seconds(-50) }])
      expect(await tried(token(claims))).toMatchObject({ status: 200 });
  });

  it('A-55 counts tokens that prove nothing as any wrong token, and not the good ones', async () => {
    const attempts = { limits: { account: 10, address: 60, provider: 60, token: 6 }, trustedProxies: 0 };
    const strict = await startTestApi(undefined, { ...settings, attempts });
    try {
      await trusting(await strict.as('ira'));
      const aud = `countersign:${strict.workspaceId}`;
      const ask = async (claims: object) => {
        const client = strict.withToken(issuer.token({ aud, sub: subject, ...claims }));
        return (await client.graphql('{ session { viewer { permissions } } }')).errors?.[0]?.extensions[
          'code'
        ];
      };
      for (let each = 0; each < 10; each += 1) expect(await ask({})).toBeUndefined();
      const codes = [];
      for (let each = 0; each < 5; each += 1) codes.push(await ask({ sub: 'x' }));
      expect(codes).toEqual([...Array<string>(3).fill('UNAUTHENTICATED'), 'RATE_LIMITED', 'RATE_LIMITED']);
      // What is over is not written to the log of the server either.
      expect(reasons).toHaveLength(3);
      expect(await ask({})).toBeUndefined();
    } finally {
      await strict.stop();
    }
  });

  describe('further claims', () => {
    const other = 'repo:acme/scoring:ref:refs/heads/main';
    const claims = [
      { name: 'ref', values: ['refs/heads/main', 'refs/heads/release'] },
      { name: 'repository_id', values: ['7'] },
    ];
    beforeAll(() => trusting(ira, { name: 'main', subjects: ['repo:else', other], claims, scope: 'READ' }));

    it.each([
      ['all of them', { ref: 'refs/heads/main', repository_id: '7' }, 200],
      ['another of the values', { ref: 'refs/heads/release', repository_id: '7' }, 200],
      ['one missing', { ref: 'refs/heads/main' }, 401],
      ['one that is longer', { ref: 'refs/heads/main2', repository_id: '7' }, 401],
      ['a pattern', { ref: 'refs/heads/*', repository_id: '7' }, 401],
      ['a list of the values', { ref: ['refs/heads/main'], repository_id: '7' }, 401],
      ['a number', { ref: 'refs/heads/main', repository_id: 7 }, 401],
    ])('A-56 holds a token against every claim, letter by letter: %s', async (_what, said, status) => {
      expect((await tried(token({ sub: other, ...said }))).status).toBe(status);
    });

    it('A-56 gives of several trusts that a token meets the newest', async () => {
      const both = token({ sub: other, ref: 'refs/heads/main', repository_id: '7' });
      const permissions = async () =>
        (
          await api
            .withToken(both)
            .data<{ session: { viewer: { permissions: string[] } } }>(
              '{ session { viewer { permissions } } }',
            )
        ).session.viewer.permissions;
      expect(await permissions()).not.toContain('model.register');
      const newer = await trusting(ira, { subjects: [other], scope: 'INGEST' });
      expect(await permissions()).toEqual(['label.log', 'prediction.log', 'upload.create']);
      await ira.data(end, { id: newer.workloadTrust.id });
      expect(await permissions()).toContain('dataset.read');
    });
  });

  it('A-56 takes a token for one workspace in no other, though both trust the same', async () => {
    const elsewhere = await startTestApi(clock, settings);
    try {
      await trusting(await elsewhere.as('ira'));
      const bearer = issuer.token({ aud: `countersign:${elsewhere.workspaceId}`, sub: subject });
      // One database, so that either server answers for both workspaces: each for the one that the token names.
      const where = '{ session { viewer { workspace { id } } } }';
      for (const client of [elsewhere.withToken(bearer), api.withToken(bearer)])
        expect(await client.data(where)).toEqual({
          session: { viewer: { workspace: { id: elsewhere.workspaceId } } },
        });
      const nobody = issuer.token({ aud: 'countersign:01900000-0000-7000-8000-000000000000', sub: subject });
      expect((await tried(nobody)).status).toBe(401);
    } finally {
      await elsewhere.stop();
    }
  });

  describe('an issuer', () => {
    let fresh: TestIssuer;
    beforeEach(async () => {
      fresh = await startTestIssuer();
      await trusting(ira, { issuer: fresh.issuer });
      now = new Date();
    });
    afterEach(() => fresh.stop());
    const later = (by: number) => {
      now = new Date(clock().getTime() + by);
    };
    const of = (claims: object = {}, forgery: Forgery = {}) =>
      fresh.token({ aud: audience, sub: subject, ...claims }, { now: clock().getTime(), ...forgery });

    it('A-57 is asked once for many tokens at a time, and not again while its keys are fresh', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => tried(of())));
      expect(answers.map(({ status }) => status)).toEqual(Array<number>(20).fill(200));
      later(599_000);
      expect((await tried(of())).status).toBe(200);
      expect(fresh.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
      later(2_000);
      expect((await tried(of())).status).toBe(200);
      expect(fresh.asked).toHaveLength(4);
    });

    it('A-57 G37 is found with its new key, and asked once for however many keys that are made up', async () => {
      const before = of();
      expect((await tried(before)).status).toBe(200);
      fresh.rotate();
      later(20_000);
      const made = (kid: number) => tried(of({}, { header: { kid: `made-up-${kid}` } }));
      const answers = [];
      for (let kid = 0; kid < 30; kid += 1) answers.push((await made(kid)).status);
      expect(answers).toEqual(Array<number>(30).fill(401));
      expect(fresh.asked).toHaveLength(4);
      expect((await tried(of())).status).toBe(200);
      // The key that it took back signs no more.
      expect((await tried(before)).status).toBe(401);
      expect(fresh.asked).toHaveLength(4);
    });

    const json = (body: unknown) => (_path: string, response: ServerResponse) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const keysOnly =
      (answer: (response: ServerResponse) => unknown) => (path: string, response: ServerResponse) =>
        void (path === '/keys' ? answer(response) : response.end(JSON.stringify(fresh.metadata)));

    it.each([
      [
        'answers with an error',
        (_path: string, response: ServerResponse) => void response.writeHead(503).end(),
      ],
      [
        'sends elsewhere',
        (path: string, response: ServerResponse) =>
          void response.writeHead(302, { location: `${issuer.issuer}${path}` }).end(),
      ],
      [
        'speaks another protocol',
        (_path: string, { socket }: ServerResponse) =>
          void socket?.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
      ],
      ['hangs up', (_path: string, response: ServerResponse) => void response.destroy()],
      ['tells no JSON', (_path: string, response: ServerResponse) => void response.end('<html>')],
      ['tells nothing', json(null)],
      [
        'names itself otherwise',
        json({ issuer: 'https://token.example.org', jwks_uri: 'https://x.example' }),
      ],
      ['has keys that are none', keysOnly((response) => response.end('{"keys":{}}'))],
      [
        'has a megabyte of keys',
        keysOnly((response) =>
          response.end(JSON.stringify({ keys: [{ kty: 'RSA', n: 'A'.repeat(1 << 20) }] })),
        ),
      ],
      [
        'has its keys in a private network',
        (_path: string, response: ServerResponse) =>
          void response.end(JSON.stringify({ ...fresh.metadata, jwks_uri: 'https://169.254.169.254/keys' })),
      ],
      [
        'has its keys in the clear elsewhere',
        (_path: string, response: ServerResponse) =>
          void response.end(JSON.stringify({ ...fresh.metadata, jwks_uri: 'http://keys.example.org/' })),
      ],
    ])(
      'A-57 lets nobody in while it %s: PROVIDER_UNAVAILABLE, and again once it answers',
      async (_what, instead) => {
        const elsewhere = issuer.asked.length;
        fresh.instead = instead;
        for (let each = 0; each < 5; each += 1)
          expect(await tried(of())).toMatchObject({ status: 503, code: 'PROVIDER_UNAVAILABLE' });
        const door = await fetch(`${api.url}/v1/gate`, {
          headers: { authorization: `Bearer ${of()}`, connection: 'close' },
        });
        expect([door.status, ((await door.json()) as { code: string }).code]).toEqual([
          503,
          'PROVIDER_UNAVAILABLE',
        ]);
        // Asked once, by at most two questions; and nobody else.
        expect(fresh.asked.length).toBeLessThanOrEqual(2);
        expect(issuer.asked).toHaveLength(elsewhere);
        expect(reasons).toHaveLength(1);
        fresh.instead = null;
        expect((await tried(of())).status).toBe(503);
        later(16_000);
        expect((await tried(of())).status).toBe(200);
      },
    );

    it('A-57 with a key that is too short for its purpose proves nothing', async () => {
      fresh.instead = keysOnly((response) =>
        response.end(JSON.stringify({ keys: [{ kty: 'RSA', kid: 'key-1', n: 'AQAB', e: 'AQAB' }] })),
      );
      expect((await tried(of())).status).toBe(401);
      expect(reasons).toHaveLength(1);
    });

    it('A-57 that is trusted by nobody is never asked', async () => {
      const stranger = await startTestIssuer();
      try {
        expect((await tried(stranger.token({ aud: audience, sub: subject }))).status).toBe(401);
        expect(stranger.asked).toEqual([]);
      } finally {
        await stranger.stop();
      }
    });
  });

  it.each([
    ['plain http elsewhere', 'http://issuer.example.org'],
    ['loopback that the operator does not list', 'https://127.0.0.2'],
    ['metadata of a cloud', 'https://169.254.169.254'],
    ['a private network', 'https://10.0.0.1/oidc'],
    ['loopback of IPv6', 'https://[::1]'],
    ['an address with a name in it', 'https://user:secret@issuer.example.org'],
    ['a question', 'https://issuer.example.org/?a=b'],
    ['a fragment', 'https://issuer.example.org/#a'],
    ['another scheme', 'file:///etc/passwd'],
    ['no address', 'issuer'],
    ['a space', 'https://issuer.example.org/a b'],
  ])('A-57 trusts no issuer at %s', async (_what, address) => {
    const { errors } = await ira.graphql(trust, {
      input: { name: 'x', issuer: address, subjects: ['x'] },
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'issuer' });
    expect(JSON.stringify(errors)).not.toContain('secret');
  });

  it.each([
    ['no subject', { subjects: [] }, 'subjects'],
    ['an empty subject', { subjects: [''] }, 'subjects'],
    ['a subject twice', { subjects: ['a', 'a'] }, 'subjects'],
    ['21 subjects', { subjects: Array.from({ length: 21 }, (_, each) => `s${each}`) }, 'subjects'],
    ['a subject with a control character', { subjects: ['a\u0007b'] }, 'subjects'],
    ['a claim that is always looked at', { claims: [{ name: 'aud', values: ['x'] }] }, 'claims[0].name'],
    ['a claim without values', { claims: [{ name: 'ref', values: [] }] }, 'claims[0].values'],
    ['a claim of no name', { claims: [{ name: '__proto__', values: ['x'] }] }, 'claims[0].name'],
    [
      'a claim twice',
      {
        claims: [
          { name: 'ref', values: ['x'] },
          { name: 'ref', values: ['y'] },
        ],
      },
      'claims[1].name',
    ],
    ['no name', { name: ' ' }, 'name'],
    ['an end in two years', { expiresInDays: 731 }, 'expiresInDays'],
  ])('A-56 takes no trust with %s', async (_what, change, field) => {
    const input = { name: 'x', issuer: issuer.issuer, subjects: ['x'], ...change };
    const { errors } = await ira.graphql(trust, { input });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field });
  });

  it('A-58 ends a trust at once, says who did, and says so again when asked twice', async () => {
    const { workloadTrust } = await trusting(ira, { subjects: ['ended'] });
    const client = api.withToken(token({ sub: 'ended' }));
    expect(await isSomebody(client)).toBe(true);
    const first = await ira.data(end, { id: workloadTrust.id });
    expect(first).toMatchObject({
      endWorkloadTrust: { workloadTrust: { endedBy: { name: 'Ira Castellan' } } },
    });
    expect(await ira.data(end, { id: workloadTrust.id })).toEqual(first);
    expect(await isSomebody(client)).toBe(false);
    const { errors } = await ira.graphql(end, { id: '01900000-0000-7000-8000-000000000000' });
    expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  it('A-58 ends a trust by itself, and with whoever answers for it', async () => {
    await trusting(ira, { subjects: ['short'], expiresInDays: 1 });
    now = new Date(Date.now() + 86_390_000);
    expect(await isSomebody(api.withToken(token({ sub: 'short' })))).toBe(true);
    now = new Date(Date.now() + 86_401_000);
    expect(await isSomebody(api.withToken(token({ sub: 'short' })))).toBe(false);
    now = null;
    const adi = await makeAccount(api, { email: 'adi@example.org', roles: ['ADMIN'] });
    await trusting(adi, { subjects: ['adis'] });
    const client = api.withToken(token({ sub: 'adis' }));
    expect(await isSomebody(client)).toBe(true);
    const memberId = await idOf(adi);
    const change = (field: string) =>
      ira.data(`mutation ($id: ID!) { ${field}(memberId: $id) { __typename } }`, { id: memberId });
    await change('deactivateMember');
    expect(await isSomebody(client)).toBe(false);
    await change('reactivateMember');
    expect(await isSomebody(client)).toBe(true);
  });

  it('A-58 keeps trusts and tokens apart: neither list shows the other’s, nor does either end the other', async () => {
    const { workloadTrust } = await trusting(ira, { subjects: ['apart'] });
    const lists = await ira.data<Record<string, { nodes: { id: string }[] }>>(
      `{ serviceTokens(first: 100) { nodes { id } } workloadTrusts(first: 100) { totalCount nodes { id name scope
         issuer audience subjects claims { name values } sponsor { name } createdBy { kind } endedAt } } }`,
    );
    const ids = (list: string) => lists[list]?.nodes.map(({ id }) => id);
    expect(ids('serviceTokens')).not.toContain(workloadTrust.id);
    expect(lists['workloadTrusts']?.nodes.find(({ id }) => id === workloadTrust.id)).toEqual({
      ...{ id: workloadTrust.id, name: 'release', scope: 'WRITE', issuer: issuer.issuer, audience },
      ...{ subjects: ['apart'], claims: [], sponsor: { name: 'Ira Castellan' } },
      ...{ createdBy: { kind: 'PERSON' }, endedAt: null },
    });
    const revoke = 'mutation ($id: ID!) { revokeServiceToken(id: $id) { __typename } }';
    const { errors } = await ira.graphql(revoke, { id: workloadTrust.id });
    expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    const sam = await api.as('sam');
    expect((await sam.graphql('{ workloadTrusts { totalCount } }')).errors?.[0]?.extensions['code']).toBe(
      'FORBIDDEN',
    );
  });

  it('A-59 records what a workload did under its trust, for its sponsor, with whose token it was', async () => {
    const bearer = token({ jti: 'run-7' });
    const register = `mutation { registerModel(input: { name: "by workload", purpose: "A test." }) {
      __typename ... on RecordedChange { auditEntry { sequence } } } }`;
    const { registerModel } = await api
      .withToken(bearer)
      .data<{ registerModel: { auditEntry: { sequence: number } } }>(register);
    const { rows } = await api.owner.query<{ actor: string; canonical: string; payload: object }>(
      'SELECT actor, canonical, payload FROM audit_entry WHERE workspace_id = $1 AND sequence = $2',
      [api.workspaceId, registerModel.auditEntry.sequence],
    );
    expect(rows[0]?.actor).toBe(`service:${firstTrust}`);
    expect((JSON.parse(rows[0]?.canonical ?? '') as { actor: object }).actor).toEqual({
      ...{ id: firstTrust, kind: 'service', session: 'workload', onBehalfOf: await idOf(ira) },
    });
    expect(rows[0]?.payload).toMatchObject({
      workload: { issuer: issuer.issuer, subject, tokenId: 'run-7' },
    });
    expect(rows[0]?.canonical).not.toContain(bearer);
  });

  it('A-59 leaves a name that the log can hold out where the token has another', async () => {
    const register = `mutation { registerModel(input: { name: "odd", purpose: "A test." }) { __typename } }`;
    await api.withToken(token({ jti: 'a\0\ud800' })).data(register);
    const { rows } = await api.owner.query<{ workload: object }>(
      `SELECT payload -> 'workload' AS workload FROM audit_entry WHERE workspace_id = $1 ORDER BY sequence DESC LIMIT 1`,
      [api.workspaceId],
    );
    expect(rows).toEqual([{ workload: { issuer: issuer.issuer, subject } }]);
  });
});
