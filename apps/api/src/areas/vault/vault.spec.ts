import { readdir } from 'node:fs/promises';
import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';
import { documents } from '../../testing/documents';
import { fault, registerDataset, run } from '../../testing/release-path';

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
  beforeAll(async () => {
    api = await startTestApi();
    devi = await api.as('devi');
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

  it('V-2 V-6 stores the columns that are named, and digests in place of keys', async () => {
    const collection = await store(people);
    expect(collection).toMatchObject({ people: 3, attributes: sexAndRace });
    expect(await stored(collection.id)).toEqual([
      ['a "b" \\ {x}, NULL', 'blue'],
      ['f', 'green'],
      ['m', null],
    ]);
    const { rows } = await api.owner.query<{ text: string }>(
      'SELECT v::text AS text FROM vault_value v WHERE collection_id = $1',
      [collection.id],
    );
    expect(rows.map(({ text }) => text).join()).not.toMatch(/c1|c2|c,3/);
  });
});
