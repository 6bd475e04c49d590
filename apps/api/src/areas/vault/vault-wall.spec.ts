import { type Actor } from '@countersign/domain/access';
import { type DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { connect } from '../../database/data-source';
import { entities } from '../../database/entities';
import { makeLogger } from '../../server/logger';
import { makeSchema } from '../../server/schema';
import { idOf } from '../../testing/accounts';
import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';
import { fault, run } from '../../testing/release-path';
import { walkedFields } from '../../testing/schema-walk';
import { furnishTenant } from '../../testing/tenant';

const canary = `zaunkoenig${uuidv7().slice(-6)}`;
/** The keys and values of somebody, each known again wherever it turns up. */
const row = (person: number) => [`${canary}k${person}q`, `${canary}v${person}q`];
const file = (people: number) =>
  ['customer,sex', ...Array.from({ length: people }, (_, at) => row(at).join(','))].join('\n');

describe('the wall around the vault', () => {
  let api: TestApi;
  let devi: ApiClient;
  let actor: Actor;
  let application: DataSource;
  const lines: string[] = [];
  beforeAll(async () => {
    api = await startTestApi(undefined, {}, makeLogger('trace', { write: (line) => void lines.push(line) }));
    application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities);
    application.logger.logQueryError = () => undefined;
    devi = await api.as('devi');
    actor = {
      ...{ kind: 'person', id: await idOf(devi), name: 'Devi Nair', workspaceId: api.workspaceId },
      roles: ['data_engineer'],
    };
  });
  afterAll(async () => {
    await application.destroy();
    await api.stop();
  });

  const inputOf = (uploadId: string, name = uuidv7()) => ({
    input: {
      ...{ name, purpose: 'Audits.', uploadId, keyColumn: 'customer' },
      attributes: [{ name: 'sex', origin: 'SELF_REPORTED', legalBasis: 'Consent.' }],
    },
  });
  const store = async (people = 3) => {
    const uploadId = await devi.upload('people.csv', file(people));
    const { collection } = await run<{ collection: { id: string } }>(
      devi,
      'storeSensitiveAttributes',
      inputOf(uploadId),
    );
    return api.services.vault.collection(actor, collection.id);
  };
  const openReading = async (id: string, attributes: readonly string[]) =>
    (await api.services.vault.readable(actor, id)).open(attributes);
  /** SQL in the server's place, in a transaction of a workspace. */
  const inPlace = <T>(
    work: (query: (sql: string, parameters?: unknown[]) => Promise<T>) => Promise<T>,
    workspaceId = api.workspaceId,
  ) =>
    application.transaction(async (manager) => {
      await manager.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [workspaceId]);
      return work((sql, parameters) => manager.query(sql, parameters));
    });
  const accessOf = async () =>
    (
      await api.owner.query<{ id: string; asked: number; found: number }>(
        `SELECT id, keys_asked::int AS asked, keys_found::int AS found FROM vault_access
         WHERE workspace_id = $1 ORDER BY id DESC LIMIT 1`,
        [api.workspaceId],
      )
    ).rows[0];
  const insertAccess = `INSERT INTO vault_access (id, workspace_id, collection_id, attributes, opened_at, opened_by)
    VALUES ($1, $2, $3, '{sex}', now(), 'person:x')`;
  const valuesOf = 'SELECT * FROM vault_values($1, $2::uuid[])';

  it.each([
    'SELECT attribute_values FROM vault_value',
    'SELECT * FROM vault_value',
    'SELECT v FROM vault_value v',
    'SELECT count(*) FROM vault_value WHERE attribute_values = $${x}$$',
    'DELETE FROM vault_value WHERE collection_id IS NOT NULL RETURNING attribute_values',
    'UPDATE vault_value SET attribute_values = $${}$$',
    'UPDATE vault_access SET keys_asked = 0',
    'DELETE FROM vault_access',
    'DELETE FROM vault_collection',
    'UPDATE vault_collection SET attributes = $$[]$$',
    `INSERT INTO vault_access (id, workspace_id, collection_id, attributes, opened_at, opened_by, opened_in)
     VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '{sex}', now(), '', '1')`,
  ])('V-8 V-9 refuses the role of requests this: %s', async (sql) => {
    await store();
    await expect(inPlace((query) => query(sql))).rejects.toThrow('permission denied');
  });

  it('V-9 commits no reading that is not in the audit log', async () => {
    const { id } = await store();
    const opened = inPlace((query) => query(insertAccess, [uuidv7(), api.workspaceId, id]));
    await expect(opened).rejects.toThrow('must have its entry in the audit log');
  });

  it('V-8 gives nothing for a reading of the same transaction, which could be taken back', async () => {
    const { id } = await store();
    const access = uuidv7();
    const reading = inPlace(async (query) => {
      await query(insertAccess, [access, api.workspaceId, id]);
      return query(valuesOf, [access, []]);
    });
    await expect(reading).rejects.toThrow('no reading of the vault is open here');
  });

  it('V-8 gives nothing to another workspace, after an hour, or once deleted', async () => {
    const collection = await store();
    const open = async () => {
      await (await openReading(collection.id, ['sex'])).join([]);
      return (await accessOf())?.id;
    };
    const read = (access: unknown, workspaceId?: string) =>
      inPlace((query) => query(valuesOf, [access, []]), workspaceId);
    const access = await open();
    await expect(read(access)).resolves.toHaveLength(1);
    await expect(read(access, uuidv7())).rejects.toThrow('no reading of the vault is open here');
    await expect(read(uuidv7())).rejects.toThrow('no reading of the vault is open here');
    await api.owner.query('UPDATE vault_access SET open_until = now() WHERE id = $1', [access]);
    await expect(read(access)).rejects.toThrow('no reading of the vault is open here');
    const again = await open();
    await api.services.vault.erase(actor, collection.id);
    await expect(read(again)).rejects.toThrow('no reading of the vault is open here');
  });

  it('V-13 V-14 joins values in the order of the keys, unknown ones included, and counts them', async () => {
    const collection = await store();
    const reading = await openReading(collection.id, ['sex']);
    const [[key0, value0], [, value1]] = [row(0), row(1)] as [string[], string[]];
    const keys = [row(1)[0]!, 'nobody', null, key0!, `${key0} `];
    expect(await reading.join(keys)).toEqual([[value1], null, null, [value0], null]);
    expect(await reading.join([null])).toEqual([null]);
    expect(await accessOf()).toMatchObject({ asked: 4, found: 2 });
    expect([reading.matched, reading.logged]).toEqual([
      2,
      { accessId: (await accessOf())?.id, collectionId: collection.id, attributes: ['sex'], keysAsked: 4 },
    ]);
    const { rows } = await api.owner.query<{ payload: unknown }>(
      `SELECT payload FROM audit_entry WHERE workspace_id = $1 AND action = 'readSensitiveAttributes'
         AND subject_id = $2`,
      [api.workspaceId, (await accessOf())?.id],
    );
    expect(rows).toEqual([
      { payload: { collectionId: collection.id, attributes: ['sex'], purpose: 'fairness audit' } },
    ]);
  });

  it('V-8 gives the attributes that the reading names, and no others', async () => {
    const text = 'customer,sex,race\nc1,f,green\n';
    const attributes = ['sex', 'race'].map((name) => ({ name, origin: 'OBSERVED', legalBasis: 'Law.' }));
    const uploadId = await devi.upload('people.csv', text);
    const { collection } = await run<{ collection: { id: string } }>(devi, 'storeSensitiveAttributes', {
      input: { ...inputOf(uploadId).input, attributes },
    });
    for (const [asked, values] of [
      [['race'], ['green']],
      [
        ['race', 'sex'],
        ['green', 'f'],
      ],
    ] as const)
      expect(await (await openReading(collection.id, asked)).join(['c1'])).toEqual([values]);
  });

  it('V-7 shows no value and no key, in no answer, door, log, error or entry, to anybody', async () => {
    const tenant = await furnishTenant(api, `kuckuck${uuidv7().slice(-6)}x`);
    const clients = [...tenant.clients.values()];
    const theirs = tenant.clients.get('devi') as ApiClient;
    const uploadId = await theirs.upload('people.csv', file(20));
    const told: string[] = [JSON.stringify(await run(theirs, 'storeSensitiveAttributes', inputOf(uploadId)))];
    // Every insert fails, as on a full disk: what was to be written is then in the statement that failed.
    await api.owner.query(
      `CREATE FUNCTION refuse_value() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
       CREATE TRIGGER canary BEFORE INSERT ON vault_value FOR EACH ROW EXECUTE FUNCTION refuse_value()`,
    );
    const failing = await theirs.upload('people.csv', file(21));
    told.push(JSON.stringify(await fault(theirs, 'storeSensitiveAttributes', inputOf(failing))));
    await api.owner.query('DROP TRIGGER canary ON vault_value; DROP FUNCTION refuse_value()');
    const broken = await theirs.upload('people.csv', `${file(5)}\n${row(3).join(',')}`);
    told.push(JSON.stringify(await fault(theirs, 'storeSensitiveAttributes', inputOf(broken))));
    const headless = await theirs.upload('people.csv', [row(1), row(1)].map((each) => each[0]).join(','));
    told.push(JSON.stringify(await fault(theirs, 'storeSensitiveAttributes', inputOf(headless))));
    const erase = `mutation ($id: ID!, $key: String!) {
      eraseVaultKey(input: { collectionId: $id, key: $key }) { __typename } }`;
    const { vaultCollection: id } = tenant.refs;
    told.push(JSON.stringify(await theirs.graphql(erase, { id, key: row(0)[0] })));

    const fields = walkedFields(makeSchema()).filter(({ operation }) => operation === 'query');
    await Promise.all(
      clients.map(async (client) => {
        for (const { document, variables } of fields)
          told.push(JSON.stringify(await client.graphql(document, variables(tenant.refs))));
      }),
    );
    for (const headers of tenant.headers.values())
      told.push(await (await fetch(`${api.url}/v1/audit/export`, { headers })).text());
    const { rows } = await api.owner.query('SELECT canonical, payload FROM audit_entry');
    told.push(JSON.stringify(rows), ...lines);

    expect(told.length).toBeGreaterThan(clients.length * fields.length);
    expect(lines.some((line) => line.includes('no room'))).toBe(true);
    expect(told.filter((text) => text.includes(canary)).map((text) => text.slice(0, 300))).toEqual([]);
    // Somebody looked who sees collections.
    expect(told.some((text) => text.includes('"keyColumn":"customer"'))).toBe(true);
  }, 120_000);
});
