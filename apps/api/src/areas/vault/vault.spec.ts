import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { systemActor } from '../../jobs/job';
import { createTokenFor, idOf } from '../../testing/accounts';
import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';
import { documents } from '../../testing/documents';
import { fault, registerDataset, run } from '../../testing/release-path';
import { VaultService } from './vault.service';

interface Collection {
  id: string;
  name: string;
  people: number;
  attributes: { name: string; origin: string; legalBasis: string }[];
}

const consent = { origin: 'SELF_REPORTED', legalBasis: 'Consent, asked for on the form.' };
const sexAndRace = [
  { name: 'sex', ...consent },
  { name: 'race', origin: 'ADMINISTRATIVE', legalBasis: 'Statute 12.' },
];
let collections = 0;
const freshName = () => `people ${(collections += 1)}`;

describe('the vault', () => {
  let api: TestApi;
  let devi: ApiClient;
  let clock = () => new Date();
  beforeAll(async () => {
    api = await startTestApi(() => clock());
    devi = await api.as('devi');
  });
  afterEach(() => {
    clock = () => new Date();
  });
  afterAll(() => api.stop());

  const inputOf = (uploadId: string, more: Record<string, unknown> = {}) => ({
    input: {
      ...{ name: freshName(), purpose: 'To audit who gets loans.', uploadId, keyColumn: 'customer' },
      ...{ attributes: sexAndRace, ...more },
    },
  });
  const upload = (text: string | Uint8Array, name = 'people.csv') => devi.upload(name, text);
  const store = async (text: string, more: Record<string, unknown> = {}) =>
    (
      await run<{ collection: Collection }>(
        devi,
        'storeSensitiveAttributes',
        inputOf(await upload(text), more),
      )
    ).collection;
  const count = async (table: string) =>
    (
      await api.owner.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${table} WHERE workspace_id = $1`,
        [api.workspaceId],
      )
    ).rows[0]?.n;
  const stored = async (id: string) =>
    (
      await api.owner.query<{ values: (string | null)[] }>(
        'SELECT attribute_values AS values FROM vault_value WHERE collection_id = $1 ORDER BY 1',
        [id],
      )
    ).rows.map(({ values }) => values);
  const people = 'customer,income,sex,race\nc1,7,f,green\nc2,8,m,\n"c,3",9,"a ""b"" \\ {x}, NULL",blue\n';
  const expectNothingStored = async () => {
    expect(await count('vault_value')).toBe(0);
    expect(await count('vault_collection')).toBe(0);
  };

  describe('storing', () => {
    const refusals: [what: string, text: string | Uint8Array, place: Record<string, unknown>][] = [
      [
        'a key twice',
        'customer,sex,race\nc1,f,green\nc2,m,blue\nc1,m,blue\n',
        { code: 'BAD_INPUT', line: 4, column: 'customer' },
      ],
      ['an empty key', 'customer,sex,race\nc1,f,x\n,m,x\n', { code: 'MISSING_VALUE', line: 3 }],
      ['a blank key', 'customer,sex,race\n"  ",m,x\n', { code: 'MISSING_VALUE', line: 2 }],
      [
        'a value that is too long',
        `customer,sex,race\nc1,${'f'.repeat(201)},x\n`,
        { code: 'BAD_INPUT', line: 2, column: 'sex' },
      ],
      ['a row of another width', 'customer,sex,race\nc1,f,x\nc2,m\n', { code: 'MALFORMED_ROW', line: 3 }],
      ['no row', 'customer,sex,race\n', { code: 'EMPTY_FILE' }],
      [
        'bytes that are no UTF-8',
        Buffer.from('customer,sex,race\nc1,m\xe4nnlich,x\n', 'latin1'),
        { code: 'UNREADABLE_FILE' },
      ],
      ['a name of a column twice', 'customer,sex,race,race\nc1,f,x,y\n', { code: 'DUPLICATE_COLUMN' }],
    ];
    it.each(refusals)(
      'V-3 V-4 V-5 refuses %s with its place, and nothing is stored',
      async (_what, text, place) => {
        const uploadId = await upload(text);
        expect(await fault(devi, 'storeSensitiveAttributes', inputOf(uploadId))).toMatchObject({
          ...place,
          field: 'uploadId',
        });
        await expectNothingStored();
        // The same bytes would be refused again, so they are gone.
        expect(await fault(devi, 'storeSensitiveAttributes', inputOf(uploadId))).toMatchObject({
          code: 'NOT_FOUND',
        });
      },
    );

    it('V-5 a column that the file does not have is refused, and the file stays for another try', async () => {
      const uploadId = await upload(people);
      const other = [{ name: 'age', ...consent }];
      expect(
        await fault(devi, 'storeSensitiveAttributes', inputOf(uploadId, { attributes: other })),
      ).toMatchObject({ code: 'MISSING_COLUMN', column: 'age' });
      expect(
        await fault(devi, 'storeSensitiveAttributes', inputOf(uploadId, { keyColumn: 'person' })),
      ).toMatchObject({ code: 'MISSING_COLUMN', column: 'person' });
      await expectNothingStored();
      const again = await run(devi, 'storeSensitiveAttributes', inputOf(uploadId, { name: 'another try' }));
      expect(again.__typename).toBe('SensitiveAttributesStored');
    });

    it.each([
      ['the key', { keyColumn: 'sex' }, 'attributes[0].name'],
      ['another', { attributes: [sexAndRace[0], sexAndRace[0]] }, 'attributes[1].name'],
    ])('V-2 an attribute that is %s is refused', async (_what, more, field) => {
      const uploadId = await upload(people);
      expect(await fault(devi, 'storeSensitiveAttributes', inputOf(uploadId, more))).toMatchObject({
        code: 'BAD_INPUT',
        field,
      });
    });

    it('V-2 needs a legal basis for each attribute, and 1 to 8 of them', async () => {
      const uploadId = await upload(people);
      const many = Array.from({ length: 9 }, (_, at) => ({ name: `a${at}`, ...consent }));
      for (const attributes of [[], many, [{ name: 'sex', origin: 'OBSERVED', legalBasis: ' ' }]]) {
        const { errors } = await devi.graphql(
          documents.storeSensitiveAttributes,
          inputOf(uploadId, { attributes }),
        );
        expect(errors?.[0]?.extensions['code']).toMatch(/BAD_(USER_)?INPUT/);
      }
    });

    it('V-2 V-6 stores the columns that are named, and digests in place of keys', async () => {
      const collection = await store(people);
      expect(collection).toMatchObject({ people: 3, attributes: sexAndRace });
      expect(await stored(collection.id)).toEqual([
        ['a "b" \\ {x}, NULL', 'blue'],
        ['f', 'green'],
        ['m', null],
      ]);
      const { rows } = await api.owner.query<{ digests: string }>(
        `SELECT string_agg(replace(key_digest::text, '-', ''), ',') AS digests FROM vault_value
         WHERE collection_id = $1`,
        [collection.id],
      );
      const plain = ['c1', 'c2', 'c,3'].map((key) => createHash('sha256').update(key).digest('hex'));
      for (const digest of plain) expect(rows[0]?.digests).not.toContain(digest.slice(0, 32));
    });

    it('V-6 gives one key another digest in another collection', async () => {
      const [one, other] = [await store(people), await store(people)];
      const { rows } = await api.owner.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM vault_value a JOIN vault_value b USING (key_digest)
         WHERE a.collection_id = $1 AND b.collection_id = $2`,
        [one.id, other.id],
      );
      expect(rows).toEqual([{ n: 0 }]);
    });

    it('V-2 uses a name once at a time', async () => {
      const { id, name } = await store(people, { name: 'taken' });
      const uploadId = await upload(people);
      expect(await run(devi, 'storeSensitiveAttributes', inputOf(uploadId, { name }))).toMatchObject({
        code: 'CONFLICTING_REGISTRATION',
      });
      await devi.data('mutation ($id: ID!) { deleteSensitiveAttributes(id: $id) { __typename } }', { id });
      expect(await run(devi, 'storeSensitiveAttributes', inputOf(uploadId, { name }))).toMatchObject({
        __typename: 'SensitiveAttributesStored',
      });
    });

    it('V-5 erases the file, unless its bytes are a dataset or another upload as well', async () => {
      const text = `${people}c4,1,x,y\n`;
      const digest = createHash('sha256').update(text).digest('hex');
      const isThere = () => existsSync(api.services.uploads.stored(digest, 'csv').path);
      await store(text);
      expect(isThere()).toBe(false);
      const later = await upload(text);
      await store(text);
      expect(isThere()).toBe(true);
      await registerDataset(devi, 'people as data', later);
      await store(text);
      expect(isThere()).toBe(true);
    });
  });

  describe('listing and deleting', () => {
    const collectionOf = async (client: ApiClient, id: string) =>
      (
        await client.data<{ vaultCollection: Record<string, unknown> }>(
          `query ($id: ID!) { vaultCollection(id: $id) { name purpose keyColumn people erasedAt erasedBy { kind }
            attributes { name origin legalBasis } accesses { totalCount } } }`,
          { id },
        )
      ).vaultCollection;
    const remove = (client: ApiClient, id: string) =>
      client.graphql('mutation ($id: ID!) { deleteSensitiveAttributes(id: $id) { __typename } }', { id });

    it('V-1 shows what is held to auditors and no value; others do not even see that', async () => {
      const { id, name } = await store(people);
      const shown = await collectionOf(await api.as('ada'), id);
      expect(shown).toMatchObject({ name, keyColumn: 'customer', people: 3, attributes: sexAndRace });
      const { errors } = await (await api.as('pat')).graphql('{ vaultCollections { totalCount } }');
      expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
      for (const persona of ['dana', 'sam', 'mel', 'riley', 'ada'])
        expect((await remove(await api.as(persona), id)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    });

    it('V-1 is nothing for tokens', async () => {
      const ira = await api.as('ira');
      for (const scope of ['READ', 'WRITE', 'ADMIN']) {
        const { secret } = await createTokenFor(ira, { name: `vault ${scope}`, scope });
        const { errors } = await api.withToken(secret).graphql('{ vaultCollections { totalCount } }');
        expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
      }
    });

    it('V-18 erases the values and keeps the record; a second time changes nothing', async () => {
      const { id, name } = await store(people);
      expect((await remove(devi, id)).errors).toBeUndefined();
      expect(await stored(id)).toEqual([]);
      const erased = await collectionOf(devi, id);
      expect(erased).toMatchObject({ name, people: 0, attributes: sexAndRace, erasedBy: { kind: 'PERSON' } });
      expect((await remove(await api.as('ira'), id)).errors).toBeUndefined();
      expect(await collectionOf(devi, id)).toEqual(erased);
    });

    it('V-19 erases what was to be kept until now, and only that', async () => {
      const kept = await store(people);
      const soon = new Date(Date.now() + 60_000);
      const over = await store(people, { keptUntil: soon.toISOString() });
      const system = systemActor(api.workspaceId);
      const { vault } = api.services;
      expect(await vault.eraseOver(system)).toBe(0);
      clock = () => soon;
      expect(await vault.eraseOver(system)).toBe(1);
      expect(await vault.eraseOver(system)).toBe(0);
      expect([(await stored(over.id)).length, (await stored(kept.id)).length]).toEqual([0, 3]);
      expect(await collectionOf(devi, over.id)).toMatchObject({ people: 0, erasedBy: { kind: 'SYSTEM' } });
    });

    it('V-19 is kept until an instant in the future', async () => {
      const past = { keptUntil: new Date(Date.now() - 1000).toISOString() };
      expect(
        await fault(devi, 'storeSensitiveAttributes', inputOf(await upload(people), past)),
      ).toMatchObject({ code: 'BAD_INPUT', field: 'keptUntil' });
    });

    it('V-20 erases one person, and the log does not say whom', async () => {
      const { id } = await store(people);
      const erase = async (key: string) =>
        (
          await devi.data<{ eraseVaultKey: Record<string, unknown> }>(
            `mutation ($input: EraseVaultKeyInput!) { eraseVaultKey(input: $input) {
              ... on VaultKeyErased { erased collection { people } } ... on Refusal { code } } }`,
            { input: { collectionId: id, key } },
          )
        ).eraseVaultKey;
      expect(await erase('c,3')).toEqual({ erased: true, collection: { people: 2 } });
      expect(await erase('c,3')).toEqual({ erased: false, collection: { people: 2 } });
      expect(await stored(id)).toEqual([
        ['f', 'green'],
        ['m', null],
      ]);
      const { rows } = await api.owner.query(
        `SELECT canonical, payload FROM audit_entry WHERE workspace_id = $1 AND action = 'eraseVaultKey'`,
        [api.workspaceId],
      );
      expect(rows).toHaveLength(2);
      expect(JSON.stringify(rows)).not.toContain('c,3');
    });

    it('V-20 is refused where the keys were stored under another secret', async () => {
      const { id } = await store(people);
      const other = new VaultService(api.database, api.services.uploads, 'another secret of the server');
      const actor = {
        ...{ kind: 'person' as const, id: await idOf(devi), name: 'Devi Nair' },
        ...{ workspaceId: api.workspaceId, roles: ['data_engineer' as const] },
      };
      const answer = await other.eraseKey(actor, { collectionId: id, key: 'c1' });
      expect(answer).toMatchObject({ code: 'VAULT_KEY_CHANGED' });
      expect(await stored(id)).toHaveLength(3);
    });

    it('V-10 is like an unknown one in another workspace', async () => {
      const { id } = await store(people);
      const foreign = await startTestApi();
      try {
        const theirs = await foreign.as('devi');
        const of = (asked: string) =>
          theirs.graphql('query ($id: ID!) { vaultCollection(id: $id) { name } }', { id: asked });
        const [there, nowhere] = [await of(id), await of('01900000-0000-7000-8000-000000000000')];
        expect(there.errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
        expect(there.errors?.[0]?.message).toBe(nowhere.errors?.[0]?.message);
        expect((await remove(theirs, id)).data?.['deleteSensitiveAttributes']).toBeFalsy();
        expect(await stored(id)).toHaveLength(3);
      } finally {
        await foreign.stop();
      }
    });
  });
});
