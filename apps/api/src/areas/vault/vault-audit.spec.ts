import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';
import { artifactDigest, fault, registerDataset, run } from '../../testing/release-path';

const runAudit = `mutation ($input: RunFairnessAuditInput!) { runFairnessAudit(input: $input) {
  __typename ... on FairnessAuditCompleted { audit { id n evidence
    attributes { attributes unknown groups { values counts { tp fp fn tn } } } } } } }`;

interface Audit {
  id: string;
  n: number;
  evidence: string;
  attributes: { attributes: string[]; unknown: number; groups: { values: string[]; counts: unknown }[] }[];
}

interface Evidence {
  subject: { vault?: unknown; columns: Record<string, unknown> };
  policy: { attributes: { name: string; origin: string; legalBasis: string }[] };
  counts: unknown;
}

const people = Array.from({ length: 60 }, (_, at) => ({
  id: `c${at}`,
  sex: ['f', 'm', ''][at % 3],
  age: at % 2 ? 'old' : 'young',
  label: Number(at % 4 < 2),
  prediction: Number(at % 5 < 3),
}));
const lines = (header: string, rows: readonly string[]) => [header, ...rows].join('\n');
/** What is held apart: of the last five people nothing. */
const vaultFile = lines(
  'customer,sex',
  people.slice(0, 55).map(({ id, sex }) => `${id},${sex}`),
);
/** The population, with the values that the vault gives and without. */
const bare = lines(
  'number,age,label,prediction',
  people.map(({ id, age, label, prediction }) => `${id},${age},${label},${prediction}`),
);
const joined = lines(
  'number,sex,age,label,prediction',
  people.map(
    ({ id, sex, age, label, prediction }, at) => `${id},${at < 55 ? sex : ''},${age},${label},${prediction}`,
  ),
);
const consent = { origin: 'SELF_REPORTED', legalBasis: 'Consent of 2026.' };

describe('fairness audits that read the vault', () => {
  let api: TestApi;
  let devi: ApiClient;
  /** May run audits and see small numbers. */
  let sam: ApiClient;
  let collectionId: string;
  let modelId: string;
  let modelVersionId: string;
  const datasets = { bare: '', joined: '' };
  beforeAll(async () => {
    api = await startTestApi();
    [devi, sam] = [await api.as('devi'), await api.as('sam')];
    collectionId = await store(vaultFile);
    const dana = await api.as('dana');
    datasets.bare = await registerDataset(dana, 'bare', await dana.upload('bare.csv', bare));
    datasets.joined = await registerDataset(dana, 'joined', await dana.upload('joined.csv', joined));
    ({ modelId, modelVersionId } = await newVersion(dana));
  });
  afterAll(() => api.stop());

  let collections = 0;
  const store = async (text: string, more: Record<string, unknown> = {}) => {
    const uploadId = await devi.upload('people.csv', text);
    const input = {
      ...{ name: `people ${(collections += 1)}`, purpose: 'Audits.', uploadId, keyColumn: 'customer' },
      ...{ attributes: [{ name: 'sex', ...consent }], ...more },
    };
    const { collection } = await run<{ collection: { id: string } }>(devi, 'storeSensitiveAttributes', {
      input,
    });
    return collection.id;
  };
  const newVersion = async (dana: ApiClient) => {
    const { model } = await run<{ model: { id: string } }>(dana, 'registerModel', {
      input: { name: 'loans', purpose: 'To be audited.' },
    });
    const { modelVersion } = await run<{ modelVersion: { id: string } }>(dana, 'registerModelVersion', {
      input: { modelId: model.id, artifactDigest: artifactDigest('loans') },
    });
    return { modelId: model.id, modelVersionId: modelVersion.id };
  };
  const inputOf = (more: Record<string, unknown> = {}) => ({
    input: {
      ...{ modelVersionId, datasetVersionId: datasets.bare, labelColumn: 'label' },
      ...{ predictionColumn: 'prediction', sensitive: ['sex', 'age'], favourable: 'POSITIVE' },
      ...{ rationale: 'A loan is good.', minimumGroupSize: 1, vault: { collectionId, keyColumn: 'number' } },
      ...more,
    },
  });
  const audit = async (more: Record<string, unknown> = {}, client = sam): Promise<Audit> =>
    (await client.data<{ runFairnessAudit: { audit: Audit } }>(runAudit, inputOf(more))).runFairnessAudit
      .audit;
  const evidenceOf = ({ evidence }: Audit) => JSON.parse(evidence) as Evidence;
  const accesses = async (client: ApiClient, id = collectionId) =>
    (
      await client.data<{ vaultCollection: { accesses: { nodes: Record<string, unknown>[] } } }>(
        `query ($id: ID!) { vaultCollection(id: $id) { accesses(first: 500) { nodes {
          attributes keysAsked keysFound auditId openedBy { kind } } } } }`,
        { id },
      )
    ).vaultCollection.accesses.nodes;
  const entries = async () =>
    (
      await api.owner.query<{ action: string; subject: string; payload: Record<string, unknown> }>(
        `SELECT action, subject_id AS subject, payload FROM audit_entry
         WHERE workspace_id = $1 ORDER BY sequence DESC LIMIT 2`,
        [api.workspaceId],
      )
    ).rows;

  it('V-11 V-13 counts as if the values stood in the file, people without a value as unknown', async () => {
    const own = {
      ...{ datasetVersionId: datasets.joined, vault: null },
      attributes: [{ name: 'sex', origin: 'SELF_REPORTED', legalBasis: consent.legalBasis }],
    };
    const [vault, file] = [await audit(), await audit(own)];
    expect(evidenceOf(vault).counts).toEqual(evidenceOf(file).counts);
    expect(evidenceOf(vault).policy).toEqual(evidenceOf(file).policy);
    const sex = vault.attributes.find(({ attributes }) => attributes.join() === 'sex');
    // 55 held, of whom a third said nothing; and five of whom nothing is held.
    expect(sex).toMatchObject({ unknown: 23 });
    expect(sex?.groups.map(({ values }) => values)).toEqual([['f'], ['m']]);
  });

  it('V-12 V-15 names in the evidence what came from the vault, with its origin and legal basis', async () => {
    const { subject, policy } = evidenceOf(await audit());
    expect(subject.vault).toEqual({ key: 'number', attributes: ['sex'], matched: 55 });
    expect(policy.attributes).toMatchObject([
      { name: 'sex', origin: 'self_reported', legalBasis: consent.legalBasis },
      { name: 'age', origin: 'unknown', legalBasis: '' },
    ]);
    const without = await audit({ datasetVersionId: datasets.joined, vault: null });
    expect(without.evidence).not.toContain('"vault"');
  });

  it('V-14 puts the reading on record before, and names it in the entry of the audit', async () => {
    const { id } = await audit();
    const [ran, read] = await entries();
    expect([ran?.action, read?.action]).toEqual(['runFairnessAudit', 'readSensitiveAttributes']);
    expect(ran?.payload['vault']).toEqual({
      ...{ accessId: read?.subject, collectionId, attributes: ['sex'], keysAsked: 60 },
    });
    const seen = { attributes: ['sex'], keysAsked: 60, auditId: id, openedBy: { kind: 'PERSON' } };
    expect((await accesses(await api.as('riley')))[0]).toEqual({ ...seen, keysFound: 55 });
    // V-16: how many had no value could be few people.
    expect((await accesses(devi))[0]).toEqual({ ...seen, keysFound: null });
  });

  it('V-14 keeps a reading on record whose audit failed', async () => {
    const reference = [{ name: 'sex', reference: 'x' }];
    expect(await fault(sam, 'runFairnessAudit', inputOf({ attributes: reference }))).toMatchObject({
      code: 'BAD_INPUT',
      field: 'attributes[0].reference',
    });
    expect((await accesses(sam))[0]).toMatchObject({ keysAsked: 60, auditId: null });
    expect((await entries())[0]?.action).toBe('readSensitiveAttributes');
  });

  describe('refuses, before anything is read,', () => {
    const refusals: [what: string, more: () => Record<string, unknown>, place: Record<string, unknown>][] = [
      [
        'another origin',
        () => ({ attributes: [{ name: 'sex', origin: 'INFERRED' }] }),
        { code: 'BAD_INPUT', field: 'attributes[0].origin' },
      ],
      [
        'another legal basis',
        () => ({ attributes: [{ name: 'sex', legalBasis: 'None.' }] }),
        { code: 'BAD_INPUT', field: 'attributes[0].legalBasis' },
      ],
      [
        'an attribute that is a column as well',
        () => ({ datasetVersionId: datasets.joined }),
        { code: 'BAD_INPUT', field: 'sensitive', column: 'sex' },
      ],
      [
        'a collection that holds nothing to audit',
        () => ({ sensitive: ['age'] }),
        { code: 'BAD_INPUT', field: 'vault.collectionId' },
      ],
      [
        'a column that is not there',
        () => ({ vault: { collectionId, keyColumn: 'customer' } }),
        { code: 'MISSING_COLUMN', field: 'vault.keyColumn', column: 'customer' },
      ],
      [
        'a key that is an outcome',
        () => ({ vault: { collectionId, keyColumn: 'label' } }),
        { code: 'BAD_INPUT', field: 'vault.keyColumn' },
      ],
      [
        'a file without a column of keys',
        () => ({ vault: { collectionId } }),
        { code: 'BAD_INPUT', field: 'vault.keyColumn' },
      ],
      [
        'a collection that nobody has',
        () => ({ vault: { collectionId: '01900000-0000-7000-8000-000000000000', keyColumn: 'number' } }),
        { code: 'NOT_FOUND' },
      ],
    ];
    it.each(refusals)('V-10 V-11 V-12 %s', async (_what, more, place) => {
      const before = (await accesses(sam)).length;
      expect(await fault(sam, 'runFairnessAudit', inputOf(more()))).toMatchObject(place);
      expect((await accesses(sam)).length).toBe(before);
    });

    it('V-17 a collection that is deleted or over', async () => {
      const deleted = await store(vaultFile);
      await devi.data('mutation ($id: ID!) { deleteSensitiveAttributes(id: $id) { __typename } }', {
        id: deleted,
      });
      const over = await store(vaultFile, { keptUntil: new Date(Date.now() + 3_600_000).toISOString() });
      await api.owner.query('UPDATE vault_collection SET kept_until = now() WHERE id = $1', [over]);
      for (const id of [deleted, over]) {
        const vault = { collectionId: id, keyColumn: 'number' };
        expect(await fault(sam, 'runFairnessAudit', inputOf({ vault }))).toMatchObject({
          ...{ code: 'BAD_INPUT', field: 'vault.collectionId' },
        });
        expect(await accesses(sam, id)).toEqual([]);
      }
    });
  });

  it('V-13 refuses a key that stands there twice, with its line', async () => {
    const dana = await api.as('dana');
    const twice = lines('number,age,label,prediction', ['c1,old,1,1', 'c2,old,0,0', 'c1,young,0,1']);
    const datasetVersionId = await registerDataset(dana, 'twice', await dana.upload('twice.csv', twice));
    expect(await fault(sam, 'runFairnessAudit', inputOf({ datasetVersionId }))).toMatchObject({
      ...{ code: 'BAD_INPUT', field: 'vault.keyColumn', column: 'number', line: 4 },
    });
  });

  describe('of production', () => {
    const window = { start: '2026-07-01T00:00:00.000Z', end: '2026-08-01T00:00:00.000Z' };
    const production = {
      ...{ datasetVersionId: null, labelColumn: null, predictionColumn: null, intersections: false },
      production: { window, maturedDays: 1 },
    };
    beforeAll(async () => {
      const dana = await api.as('dana');
      const deliver = async (kind: 'logPredictions' | 'logLabels', text: string, target: object) =>
        run(dana, kind, {
          input: { ...target, uploadId: await dana.upload('rows.csv', text), idempotencyKey: kind },
        });
      const at = (day: number) => `2026-07-${String((day % 28) + 1).padStart(2, '0')}T08:00:00Z`;
      const predictions = people.map(
        ({ id, age, prediction }, day) => `${id},${at(day)},${prediction},${age}`,
      );
      await deliver('logPredictions', lines('id,at,prediction,age', predictions), {
        modelVersionId,
        mapping: { id: 'id', at: 'at', prediction: 'prediction', groups: ['age'] },
      });
      await deliver(
        'logLabels',
        lines(
          'id,label',
          people.map(({ id, label }) => `${id},${label}`),
        ),
        {
          modelId,
          mapping: { id: 'id', label: 'label' },
        },
      );
    });

    it('V-11 V-13 joins predictions by their ids', async () => {
      const found = await audit({ ...production, vault: { collectionId } });
      const file = await audit({ intersections: false });
      expect(evidenceOf(found).counts).toEqual(evidenceOf(file).counts);
      expect(evidenceOf(found).subject.vault).toEqual({ key: null, attributes: ['sex'], matched: 55 });
      expect((await accesses(sam))[1]).toMatchObject({ auditId: found.id, keysAsked: 60, keysFound: 55 });
    });

    it.each([
      ['a column of keys', { keyColumn: 'id' }, 'vault.keyColumn'],
      ['a group that predictions name as well', {}, 'sensitive'],
    ])('V-11 refuses %s', async (_what, more, field) => {
      const held = await store('customer,age\nc1,old\n', { attributes: [{ name: 'age', ...consent }] });
      const vault = { collectionId: held, ...more };
      expect(await fault(sam, 'runFairnessAudit', inputOf({ ...production, sensitive: ['age'], vault })))
        // The field that was asked for, and not a column.
        .toMatchObject({ code: 'BAD_INPUT', field });
    });

    it('V-14 joins over another connection, however many ask at once', async () => {
      const many = Array.from({ length: 25 }, () => audit({ ...production, vault: { collectionId } }));
      const counts = (await Promise.all(many)).map((each) => JSON.stringify(evidenceOf(each).counts));
      expect(new Set(counts).size).toBe(1);
    }, 60_000);
  });

  it('V-16 says in the report that the values came from the vault', async () => {
    const { id } = await audit();
    const cookie = await sessionOf('sam');
    const page = await (
      await fetch(`${api.url}/v1/fairness-audits/${id}/report.html`, { headers: { cookie } })
    ).text();
    expect(page).toContain('The values of sex were no part of the population.');
    expect(page).toContain('Consent of 2026.');
  });

  const sessionOf = async (persona: string): Promise<string> => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `mutation { signIn(input: { persona: "${persona}" }) { __typename } }` }),
    });
    return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };
});
