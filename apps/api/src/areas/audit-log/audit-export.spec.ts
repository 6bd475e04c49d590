import { request, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  parseCheckpoint,
  parseVerifierKey,
  verifyBundle,
  verifyConsistency,
  verifyInclusion,
  type BundleOptions,
  type VerifierKey,
} from '@countersign/domain/audit-log';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { tamper } from '../../testing/tampering';

const head =
  '{ auditLogHead { size hash unsignedEntries checkpointAge signingFault witnessedAt vkeys checkpoint { size root note vkey } } }';

interface Checkpoint {
  size: number;
  root: string;
  note: string;
  vkey: string;
}
interface Head {
  auditLogHead: {
    size: number;
    hash: string;
    unsignedEntries: number;
    checkpointAge: number | null;
    signingFault: string | null;
    witnessedAt: null;
    vkeys: string[];
    checkpoint: Checkpoint | null;
  };
}

describe('the log outside the server', () => {
  let api: TestApi;
  let ada: ApiClient;
  beforeAll(async () => {
    api = await startTestApi();
    ada = await api.as('ada');
    const dana = await api.as('dana');
    const register = (name: string) =>
      dana.data(`mutation { registerModel(input: { name: "${name}", purpose: "Test." }) { __typename } }`);
    for (let index = 0; index < 20; index += 1) await register(`model ${index}`);
    await api.services.checkpoints.sign(api.workspaceId);
    for (let index = 20; index < 40; index += 1) await register(`model ${index}`);
  });
  afterAll(() => api.stop());

  const readHead = async () => (await ada.data<Head>(head)).auditLogHead;
  const fetchBundle = async (query = '', secret?: string) => {
    const cookie = await cookieOf('ada');
    return fetch(`${api.url}/v1/audit/export${query}`, {
      headers: secret === undefined ? { cookie } : { authorization: `Bearer ${secret}` },
    });
  };
  const cookieOf = async (persona: string) => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `mutation { signIn(input: { persona: "${persona}" }) { __typename } }` }),
    });
    return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };
  const verified = (text: string, options: BundleOptions = {}) => verifyBundle(pieces(text), options);
  async function* pieces(text: string) {
    yield new TextEncoder().encode(text);
  }
  const pinned = async (): Promise<VerifierKey[]> =>
    (await readHead()).vkeys.map((text) => parseVerifierKey(text)).filter((key) => key !== null);

  it('AS-14 tells where the log ends, how much of it is signed, by which key, and that no witness has seen it', async () => {
    await api.services.checkpoints.sign(api.workspaceId);
    const { size, checkpoint, ...rest } = await readHead();
    expect(rest).toMatchObject({ unsignedEntries: 0, signingFault: null, witnessedAt: null });
    expect(rest.checkpointAge).toBeLessThan(60);
    expect(rest.vkeys).toEqual([checkpoint?.vkey]);
    expect(checkpoint?.size).toBe(size);
    expect(parseCheckpoint(checkpoint?.note ?? '')).toMatchObject({ size, root: checkpoint?.root });
  });

  it('AS-14 lists checkpoints, newest first, in pages', async () => {
    const page = `query ($after: String) { auditCheckpoints(first: 1, after: $after) {
      totalCount nodes { size note at } pageInfo { hasNextPage endCursor } } }`;
    interface Page {
      auditCheckpoints: {
        totalCount: number;
        nodes: { size: number }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    }
    const sizes: number[] = [];
    let after: string | null = null;
    do {
      const { auditCheckpoints } = (await ada.data(page, { after })) as Page;
      sizes.push(...auditCheckpoints.nodes.map(({ size }) => size));
      after = auditCheckpoints.pageInfo.hasNextPage ? auditCheckpoints.pageInfo.endCursor : null;
    } while (after !== null);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes.length).toBeGreaterThanOrEqual(2);
  });

  it('AS-15 proves every entry, in the signed tree and in a smaller one', async () => {
    const ask = `query ($sequence: Int!, $size: Int) { auditInclusionProof(sequence: $sequence, size: $size) {
      sequence size hash root proof checkpoint { size root note } } }`;
    interface Answer {
      auditInclusionProof: {
        size: number;
        hash: string;
        root: string;
        proof: string[];
        checkpoint: Checkpoint | null;
      };
    }
    const { checkpoint } = await readHead();
    for (const sequence of [1, 2, 17, 32, checkpoint!.size])
      for (const size of [null, Math.max(33, sequence)]) {
        const { auditInclusionProof: found } = await ada.data<Answer>(ask, { sequence, size });
        const { hash: leaf, root, proof } = found;
        expect(verifyInclusion({ index: sequence - 1, size: found.size, leaf, proof, root })).toBe(true);
        if (size === null) expect(found).toMatchObject({ size: checkpoint!.size, root: checkpoint!.root });
        expect(verifyInclusion({ index: sequence, size: found.size, leaf, proof, root })).toBe(false);
      }
  });

  it('AS-15 proves that the log was only added to', async () => {
    const { size } = await readHead();
    const ask = `query ($oldSize: Int!, $newSize: Int) { auditConsistencyProof(oldSize: $oldSize, newSize: $newSize) {
      oldSize newSize oldRoot newRoot proof } }`;
    for (const [oldSize, newSize] of [
      [1, 2],
      [7, 7],
      [16, 33],
      [30, null],
    ] as const) {
      const { auditConsistencyProof } = (await ada.data(ask, { oldSize, newSize })) as {
        auditConsistencyProof: Parameters<typeof verifyConsistency>[0];
      };
      expect(auditConsistencyProof.newSize).toBe(newSize ?? size);
      expect(verifyConsistency(auditConsistencyProof)).toBe(true);
    }
  });

  it.each([
    ['auditInclusionProof(sequence: 0) { size }', 'sequence'],
    ['auditInclusionProof(sequence: 100000) { size }', 'sequence'],
    ['auditInclusionProof(sequence: 5, size: 4) { size }', 'size'],
    ['auditInclusionProof(sequence: 5, size: 100000) { size }', 'size'],
    ['auditConsistencyProof(oldSize: 0) { newSize }', 'oldSize'],
    ['auditConsistencyProof(oldSize: 6, newSize: 5) { newSize }', 'oldSize'],
    ['auditConsistencyProof(oldSize: 1, newSize: 100000) { newSize }', 'newSize'],
  ])('AS-15 names the argument of %s', async (query, field) => {
    const { errors } = await ada.graphql(`{ ${query} }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field });
  });

  it('AS-17 exports the whole log as a bundle that verifies against the pinned key and a checkpoint noted before', async () => {
    const noted = parseCheckpoint((await readHead()).checkpoint?.note ?? '')!;
    const response = await fetchBundle();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/x-ndjson/);
    expect(response.headers.get('content-disposition')).toMatch(/audit-.*-1-\d+\.ndjson/);
    const result = await verified(await response.text(), { keys: await pinned(), checkpoints: [noted] });
    expect(result.checks.filter(({ status }) => status !== 'passed')).toMatchObject([{ check: 'witness' }]);
    expect(result).toMatchObject({ valid: true, from: 1, entries: result.to, workspaceId: api.workspaceId });
  });

  it('AS-18 ends where a checkpoint does: at the entry asked for, or at the next one signed', async () => {
    const { checkpoint } = await readHead();
    const bundle = async (query: string) =>
      verified(await (await fetchBundle(query)).text(), { keys: await pinned() });
    expect(await bundle('?from=3&to=20')).toMatchObject({
      valid: true,
      from: 3,
      to: expect.any(Number) as number,
    });
    expect((await bundle('?from=3&to=5')).to).toBeLessThanOrEqual(checkpoint!.size);
    const { size } = await readHead();
    expect(await bundle(`?from=${size}&to=${size}`)).toMatchObject({
      valid: true,
      from: size,
      to: size,
      entries: 1,
    });
  });

  it('AS-18 begins anywhere: what lies before is in the frontier', async () => {
    const { size } = await readHead();
    for (const from of [2, 17, 32, 33, size])
      expect(
        await verified(await (await fetchBundle(`?from=${from}`)).text(), { keys: await pinned() }),
      ).toMatchObject({
        valid: true,
        from,
      });
  });

  it('AS-19 records who took which part of the log, before they have it', async () => {
    const before = await readHead();
    await (await fetchBundle('?from=2&to=5')).text();
    const { auditLog } = (await ada.data(
      '{ auditLog(first: 3) { nodes { sequence action actor { name } payload } } }',
    )) as {
      auditLog: { nodes: { sequence: number; action: string; payload: unknown }[] };
    };
    const entry = auditLog.nodes.find(({ action }) => action === 'exportAuditLog');
    expect(entry?.sequence).toBeGreaterThan(before.size);
    expect(entry?.payload).toMatchObject({ from: 2 });
  });

  it.each([
    ['?from=0', 'from'],
    ['?from=x', 'from'],
    ['?from=1&from=2', 'from'],
    ['?to=-1', 'to'],
    ['?to=1e3', 'to'],
    ['?to=9999999', 'to'],
    ['?from=6&to=5', 'from'],
  ])('AS-20 answers %s with a problem that names the field, and exports nothing', async (query, field) => {
    const response = await fetchBundle(query);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({ code: 'BAD_INPUT', field });
  });

  it('AS-20 lets nobody in without the permission', async () => {
    expect((await fetch(`${api.url}/v1/audit/export`)).status).toBe(401);
    expect((await fetchBundle('', api.bootstrapSecret)).status).toBe(403);
  });

  it('AS-20 destroys the connection when the export fails on the way: no file looks whole that is cut', async () => {
    const { manager } = { manager: api.services.database };
    const snapshot = manager.snapshot.bind(manager);
    manager.snapshot = (actor, work) =>
      snapshot(actor, async (tx) => {
        let pages = 0;
        const query = tx.manager.query.bind(tx.manager);
        tx.manager.query = ((text: string, parameters: unknown[]) => {
          if (text.includes('canonical') && (pages += 1) === 1) throw new Error('the disk is gone');
          return query(text, parameters);
        }) as typeof query;
        return work(tx);
      });
    try {
      const response = await fetchBundle();
      expect(response.status).toBe(200);
      await expect(response.text()).rejects.toThrow();
    } finally {
      manager.snapshot = snapshot;
    }
  });

  it('AS-20 waits for a slow reader and goes on, and frees its place when the reader leaves', async () => {
    const cookie = await cookieOf('ada');
    const open = () =>
      new Promise<IncomingMessage>((resolve, reject) => {
        const asked = request(`${api.url}/v1/audit/export`, { headers: { cookie }, agent: false }, resolve);
        asked.on('error', reject).end();
      });
    for (let index = 0; index < 10; index += 1) {
      const response = await open();
      response.destroy();
    }
    // The server notices a moment later that they have gone. Were it never to, this would never end.
    let slow = await open();
    for (; slow.statusCode !== 200; slow = await open()) slow.resume();
    await sleep(50);
    let text = '';
    for await (const part of slow.setEncoding('utf8')) text += part as string;
    expect(await verified(text, { keys: await pinned() })).toMatchObject({ valid: true });
  });

  describe('when the owner of the database has changed it', () => {
    const OURS = () => `workspace_id = '${api.workspaceId}'`;
    beforeAll(async () => {
      await api.services.checkpoints.sign(api.workspaceId);
      for (const table of ['audit_entry', 'audit_checkpoint', 'audit_head', 'audit_subtree'])
        await api.owner.query(`CREATE TEMP TABLE kept_${table} AS SELECT * FROM ${table} WHERE ${OURS()}`);
    });
    afterEach(async () => {
      const tables = ['audit_checkpoint', 'audit_subtree', 'audit_entry', 'audit_head'];
      await tamper(
        api.owner,
        ...tables.flatMap((table) => [
          `DELETE FROM ${table} WHERE ${OURS()}`,
          `INSERT INTO ${table} SELECT * FROM kept_${table}`,
        ]),
      );
      await api.services.checkpoints.sign(api.workspaceId);
    });

    it.each([
      [
        'the text of an entry',
        `UPDATE audit_entry SET canonical = replace(canonical, 'done', 'DONE') WHERE OURS AND sequence = 7`,
        7,
        8,
      ],
      [
        'details of an entry',
        `UPDATE audit_entry SET payload = '{"name": "x"}' WHERE OURS AND sequence = 9`,
        9,
        9,
      ],
      [
        'details of an entry, and the salt that would tell,',
        `UPDATE audit_entry SET payload = '{"name": "x"}', salt = NULL WHERE OURS AND sequence = 9`,
        9,
        9,
      ],
      [
        'details of an entry, all but their salt,',
        `UPDATE audit_entry SET payload = NULL WHERE OURS AND sequence = 9`,
        9,
        9,
      ],
      [
        'two entries for one another',
        `UPDATE audit_entry SET sequence = -5 WHERE OURS AND sequence = 5;
        UPDATE audit_entry SET sequence = 5 WHERE OURS AND sequence = 12; UPDATE audit_entry SET sequence = 12 WHERE OURS AND sequence = -5`,
        5,
        5,
      ],
      ['an entry for nothing', `DELETE FROM audit_entry WHERE OURS AND sequence = 11`, 11, 11],
    ])(
      'AS-21 X9 the verifier finds %s exchanged, and names the first bad entry',
      async (_what, sql, firstBad, firstBadOfBundle) => {
        // A bundle holds no hash beside a text: one that fits its place is found by the entry after it (L-15).
        const keys = await pinned();
        const to = (await readHead()).size;
        await tamper(api.owner, sql.replaceAll('OURS', OURS()));
        const response = await fetchBundle(`?to=${to}`);
        const text = await response.text();
        expect(response.status).toBe(200);
        const result = await verified(text, { keys });
        expect(result).toMatchObject({ valid: false, firstBad: firstBadOfBundle });
        expect(await ada.data('{ verifyAuditLog { valid firstBad } }')).toEqual({
          verifyAuditLog: { valid: false, firstBad },
        });
      },
    );

    it('AS-16 finds a past that was written anew with all its hashes, from the first entry no checkpoint bears out', async () => {
      const { size } = await readHead();
      const { rows } = await api.owner.query<{ size: string }>(
        `SELECT size FROM audit_checkpoint WHERE ${OURS()} ORDER BY size`,
      );
      const first = Number(rows[0]?.size);
      expect(first).toBeLessThan(size);
      await tamper(
        api.owner,
        `UPDATE audit_checkpoint SET root = repeat('a', 64) WHERE ${OURS()} AND size = ${size}`,
      );
      const before = Number(rows.at(-2)?.size);
      expect(await ada.data('{ verifyAuditLog { valid firstBad reason } }')).toMatchObject({
        verifyAuditLog: { valid: false, firstBad: before + 1 },
      });
    });

    it.each([
      ['a checkpoint by a key that is not ours', `UPDATE audit_checkpoint SET vkey = 'x' WHERE OURS`],
      ['a checkpoint taken from another place', `UPDATE audit_checkpoint SET size = size + 1000 WHERE OURS`],
      [
        'a checkpoint without signature',
        `UPDATE audit_checkpoint SET note = split_part(note, '—', 1) WHERE OURS`,
      ],
    ])('AS-16 finds %s', async (_what, sql) => {
      await tamper(api.owner, sql.replaceAll('OURS', OURS()));
      expect(await ada.data('{ verifyAuditLog { valid } }')).toEqual({ verifyAuditLog: { valid: false } });
    });

    it('AS-9 exports what was signed before, and signs no more: the problem says why', async () => {
      const { size } = await readHead();
      await tamper(
        api.owner,
        `UPDATE audit_entry SET hash = repeat('a', 64) WHERE ${OURS()} AND sequence = 2`,
      );
      expect((await fetchBundle(`?from=3&to=${size}`)).status).toBe(200);
      const response = await fetchBundle('');
      expect(await response.json()).toMatchObject({ code: 'LOG_NOT_SIGNED' });
      expect((await readHead()).signingFault).toMatch(/first \d+ entries/);
    });
  });
});
