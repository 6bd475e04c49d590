import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';

const rows = `__typename ... on RowsLogged { accepted duplicate conflicting rejected errors { line field code message } }
  ... on Refusal { code message }`;
const documents = {
  dataset: `mutation ($input: RegisterDatasetVersionInput!) { registerDatasetVersion(input: $input) {
    ... on DatasetVersionRegistered { datasetVersion { id } } } }`,
  model: `mutation ($input: RegisterModelInput!) { registerModel(input: $input) {
    ... on ModelRegistered { model { id } } } }`,
  version: `mutation ($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) {
    ... on ModelVersionRegistered { modelVersion { id } } } }`,
  predictions: `mutation ($input: LogPredictionsInput!) { answer: logPredictions(input: $input) { ${rows} } }`,
  labels: `mutation ($input: LogLabelsInput!) { answer: logLabels(input: $input) { ${rows} } }`,
};

const header = 'id,at,age,region,score,prediction\n';
const baselineFile = `${header}${Array.from({ length: 40 }, (_, row) => `b${row},2026-01-01T00:00:00Z,${row},${row % 2 ? 'north' : 'south'},${row / 40},${row % 2}`).join('\n')}\n`;
const traffic = `${header}p1,2026-02-01T10:00:00Z,20,north,0.9,1
p2,2026-02-01T12:00:00+02:00,30,south,0.1,0
p3,2026-02-02T00:00:00Z,,east,0.5,1
`;
const mapping = { id: 'id', at: 'at', score: 'score', prediction: 'prediction' };
const logged = (counts: Record<string, unknown>) => ({
  ...{
    __typename: 'RowsLogged',
    accepted: 0,
    duplicate: 0,
    conflicting: 0,
    rejected: 0,
    errors: [],
    ...counts,
  },
});

type Fields = Record<string, unknown>;

describe('traffic', () => {
  let api: TestApi;
  let dana: ApiClient;
  let datasetVersionId: string;
  let modelId: string;
  let versionId: string;
  let models = 0;

  beforeAll(async () => {
    api = await startTestApi();
    dana = await api.as('dana');
    const input = { dataset: 'people', uploadId: await dana.upload('people.csv', baselineFile) };
    const answer = await dana.data<{ registerDatasetVersion: { datasetVersion: { id: string } } }>(
      documents.dataset,
      { input },
    );
    datasetVersionId = answer.registerDatasetVersion.datasetVersion.id;
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    models += 1;
    const input = { name: `model ${models}`, purpose: 'Who repays.' };
    const answer = await dana.data<{ registerModel: { model: { id: string } } }>(documents.model, { input });
    modelId = answer.registerModel.model.id;
    versionId = await version('a', { baseline: { datasetVersionId, mapping } });
  });

  const version = async (digit: string, more: Fields = {}) => {
    const input = { modelId, artifactDigest: digit.repeat(64), ...more };
    const answer = await dana.data<{ registerModelVersion: { modelVersion: { id: string } } }>(
      documents.version,
      { input },
    );
    return answer.registerModelVersion.modelVersion.id;
  };
  const send = async (kind: 'predictions' | 'labels', text: string | Uint8Array, more: Fields = {}) => {
    const target =
      kind === 'predictions' ? { modelVersionId: versionId, mapping } : { modelId, mapping: labelMapping };
    const uploadId = await dana.upload('rows.csv', text);
    const input = { ...target, uploadId, idempotencyKey: 'first', ...more };
    return dana.graphql(documents[kind], { input });
  };
  const labelMapping = { id: 'id', label: 'label' };
  const answerTo = async (...request: Parameters<typeof send>) => {
    const { data, errors } = await send(...request);
    if (errors) throw new Error(JSON.stringify(errors));
    return data?.['answer'] as Fields;
  };
  const faultOf = async (...request: Parameters<typeof send>) =>
    (await send(...request)).errors?.[0]?.extensions;
  const written = async () => {
    const tables = [
      'prediction',
      'prediction_identity',
      'label',
      'window_profile',
      'ingest_batch',
      'audit_entry',
    ];
    const counts = tables.map(
      (table) => `(SELECT count(*) FROM ${table} WHERE workspace_id = $1)::int AS ${table}`,
    );
    return (await api.owner.query(`SELECT ${counts.join(', ')}`, [api.workspaceId])).rows[0] as Fields;
  };
  const actor = () =>
    ({ kind: 'person', id: '0', name: 'Test', workspaceId: api.workspaceId, roles: [] }) as const;
  const february = { start: new Date('2026-02-01T00:00:00Z'), end: new Date('2026-03-01T00:00:00Z') };

  it('keeps rows, times with their zones and the profiles of their days', async () => {
    expect(await answerTo('predictions', traffic)).toEqual(logged({ accepted: 3 }));
    const { rows: stored } = await api.owner.query(
      'SELECT prediction_id AS id, at, prediction, score, features FROM prediction WHERE model_version_id = $1 ORDER BY 1',
      [versionId],
    );
    expect(stored[1]).toEqual({
      ...{ id: 'p2', at: new Date('2026-02-01T10:00:00Z'), prediction: '0', score: 0.1 },
      features: { age: 30, region: 'south' },
    });
    const { traffic: service } = api.services;
    const month = await service.window(actor(), versionId, february);
    expect([...month.keys()].sort()).toEqual(['age', 'prediction', 'region', 'score']);
    expect(month.get('age')).toMatchObject({ n: 2, missing: 1, min: 20, max: 30 });
    const end = new Date('2026-02-02T00:00:00Z');
    const firstDay = await service.window(actor(), versionId, { ...february, end, columns: ['region'] });
    expect([...firstDay.keys(), firstDay.get('region')?.n]).toEqual(['region', 2]);
    expect(await service.columnValues(actor(), versionId, { ...february, column: 'age' })).toEqual(
      Float64Array.of(20, 30),
    );
    expect(await service.extent(actor(), versionId)).toMatchObject({ predictions: 3, labels: 0 });
  });

  it('knows the UTC months that hold a prediction', async () => {
    const times = ['2026-04-01T00:30:00+01:00', '2026-01-31T23:59:59.999Z', '2026-01-02T00:00:00Z'];
    const text = times.map((at, row) => `m${row},${at},20,north,0.5,1\n`).join('');
    await answerTo('predictions', header + text);
    const months = await api.services.traffic.months(actor(), versionId);
    expect(months).toEqual([new Date('2026-01-01T00:00:00Z'), new Date('2026-03-01T00:00:00Z')]);
  });

  it('answers a resend as the first delivery, and refuses the key for another body', async () => {
    await answerTo('predictions', traffic);
    const before = await written();
    expect(await answerTo('predictions', traffic)).toEqual(logged({ accepted: 3 }));
    expect(await answerTo('predictions', traffic.replace('p3', 'p4'))).toMatchObject({
      ...{ __typename: 'Refusal', code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    const again = await answerTo('predictions', traffic, { mapping: { ...mapping, ignored: ['age'] } });
    expect(again).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await written()).toEqual({ ...before, audit_entry: Number(before['audit_entry']) + 3 });
  });

  it('counts known rows as duplicate, keeps the first of two contents and adds what is new', async () => {
    await answerTo('predictions', traffic);
    const second = `${traffic.replace('0.9', '0.8')}p4,2026-02-01T11:00:00Z,25,north,0.6,1\n`;
    const answer = await answerTo('predictions', second, { idempotencyKey: 'second' });
    expect(answer).toMatchObject(
      logged({ accepted: 1, duplicate: 2, conflicting: 1, errors: expect.anything() }),
    );
    expect(answer['errors']).toEqual([
      {
        line: 2,
        field: 'id',
        code: 'CONFLICTING_PAYLOAD',
        message: expect.stringContaining('"p1"') as unknown,
      },
    ]);
    const month = await api.services.traffic.window(actor(), versionId, february);
    expect(month.get('age')).toMatchObject({ n: 3, missing: 1 });
    expect(month.get('score')).toMatchObject({ n: 4, max: 0.9 });
  });

  it('judges repeats inside one file in the same way', async () => {
    const text = `${traffic}p1,2026-02-01T10:00:00Z,20,north,0.9,1\np1,2026-02-01T10:00:00Z,20,north,0.9,0\n`;
    const answer = await answerTo('predictions', text);
    expect(answer).toMatchObject({ accepted: 3, duplicate: 1, conflicting: 1, errors: [{ line: 6 }] });
  });

  it('takes the hour of receipt where no column states a time, and knows a resend all the same', async () => {
    const untimed = { id: 'id', score: 'score', prediction: 'prediction' };
    expect(await answerTo('predictions', traffic, { mapping: untimed })).toEqual(logged({ accepted: 3 }));
    const again = await answerTo('predictions', traffic, { mapping: untimed, idempotencyKey: 'second' });
    expect(again).toEqual(logged({ duplicate: 3 }));
  });

  it('keeps no profiles for a version without a baseline', async () => {
    versionId = await version('b');
    expect(await answerTo('predictions', traffic)).toEqual(logged({ accepted: 3 }));
    expect((await api.services.traffic.window(actor(), versionId, february)).size).toBe(0);
  });

  it.each([
    [
      'a score that is text',
      traffic.replace('0.5', 'high'),
      { code: 'NOT_A_NUMBER', line: 4, column: 'score' },
    ],
    ['a score beyond 1', traffic.replace('0.5', '1.5'), { code: 'BAD_INPUT', line: 4, column: 'score' }],
    [
      'a prediction that is text',
      traffic.replace('0.1,0', '0.1,no'),
      { code: 'NOT_A_NUMBER', line: 3, column: 'prediction' },
    ],
    [
      'a feature that is text',
      traffic.replace(',30,', ',old,'),
      { code: 'NOT_A_NUMBER', line: 3, column: 'age' },
    ],
    ['a missing id', traffic.replace('p3', ''), { code: 'MISSING_VALUE', line: 4, column: 'id' }],
    ['neither prediction nor score', traffic.replace('0.5,1', ','), { code: 'MISSING_VALUE', line: 4 }],
    [
      'a time without zone',
      traffic.replace('02T00:00:00Z', '02T00:00:00'),
      { code: 'NOT_A_TIME', line: 4, column: 'at' },
    ],
    [
      'no time',
      traffic.replace('2026-02-02T00:00:00Z', 'yesterday'),
      { code: 'NOT_A_TIME', line: 4, column: 'at' },
    ],
    [
      'a time to come',
      traffic.replace('2026-02-02', '2100-02-02'),
      { code: 'BAD_INPUT', line: 4, column: 'at' },
    ],
    ['another width', traffic.replace('p3,', 'p3,,'), { code: 'MALFORMED_ROW', line: 4 }],
    ['another delimiter', traffic.replaceAll(',', ';'), { code: 'WRONG_DELIMITER' }],
    ['no rows', header, { code: 'EMPTY_FILE' }],
    ['no bytes', '', { code: 'EMPTY_FILE' }],
    ['a column twice', traffic.replace('region', 'age'), { code: 'DUPLICATE_COLUMN', column: 'age' }],
    ['bytes that are no text', Uint8Array.of(0x50, 0x4b, 0xff, 0xfe, 0x00), { code: 'UNREADABLE_FILE' }],
  ])('refuses a file with %s, whole and with its place', async (_, text, place) => {
    const before = await written();
    expect(await faultOf('predictions', text)).toMatchObject({ field: 'uploadId', ...place });
    expect(await written()).toEqual(before);
  });

  it.each([
    [
      { ...mapping, score: 'nowhere' },
      { code: 'MISSING_COLUMN', field: 'mapping.score', column: 'nowhere' },
    ],
    [
      { ...mapping, id: null },
      { code: 'MISSING_VALUE', field: 'mapping.id' },
    ],
    [
      { id: 'id', at: 'at' },
      { code: 'MISSING_VALUE', field: 'mapping.prediction' },
    ],
    [
      { ...mapping, prediction: 'score' },
      { code: 'BAD_INPUT', column: 'score' },
    ],
    [
      { ...mapping, label: 'region' },
      { code: 'BAD_INPUT', field: 'mapping.label', column: 'region' },
    ],
  ])('refuses the mapping %j', async (wrong, place) => {
    expect(await faultOf('predictions', traffic, { mapping: wrong })).toMatchObject(place);
  });

  it('says where labels go, and takes the file once their column is left out', async () => {
    const labelled = 'id,at,score,label\np1,2026-02-01T10:00:00Z,0.9,1\n';
    const timed = { id: 'id', at: 'at', score: 'score' };
    const { errors } = await send('predictions', labelled, { mapping: { ...timed, label: 'label' } });
    expect(errors?.[0]?.message).toBe(
      'Labels go in by logLabels; to leave the column "label" out, list it in ignored.',
    );
    const withoutLabel = { mapping: { ...timed, label: null, ignored: ['label'] } };
    expect(await answerTo('predictions', labelled, withoutLabel)).toEqual(logged({ accepted: 1 }));
  });

  it('names unknown targets and uploads', async () => {
    const unknown = '01a1fba6-1fc4-713f-8071-e6efb250bdc0';
    expect(await faultOf('predictions', traffic, { modelVersionId: unknown })).toMatchObject({
      ...{ code: 'NOT_FOUND', id: unknown },
    });
    expect(await faultOf('predictions', traffic, { uploadId: unknown })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await faultOf('labels', 'id,label\np1,1\n', { modelId: 'x' })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  describe('labels', () => {
    beforeEach(async () => {
      await answerTo('predictions', traffic);
    });

    it('belong to every version that predicted the id, before or after', async () => {
      const early = await version('b');
      await answerTo('predictions', traffic, { modelVersionId: early });
      expect(await answerTo('labels', 'id,label\np1,1\np2,true\n')).toEqual(logged({ accepted: 2 }));
      const late = await version('c');
      await answerTo('predictions', traffic, { modelVersionId: late });
      for (const id of [versionId, early, late])
        expect(await api.services.traffic.outcomes(actor(), id, null)).toEqual({
          ...{ scores: [0.9, 0.1], predictions: ['1', '0'], labels: ['1', '1'], unlabelled: 1 },
        });
    });

    it('are joined by the time of the prediction', async () => {
      await answerTo('labels', 'id,label\np1,1\np3,0\n');
      const window = { start: new Date('2026-02-02T00:00:00Z'), end: new Date('2026-02-03T00:00:00Z') };
      expect(await api.services.traffic.outcomes(actor(), versionId, window)).toEqual({
        ...{ scores: [0.5], predictions: ['1'], labels: ['0'], unlabelled: 0 },
      });
    });

    it('are counted row by row: known, contradicting, without prediction', async () => {
      await answerTo('labels', 'id,label\np1,1\np2,0\n');
      const text = 'id,label\np1,1\np2,1\np3,1\np9,1\np3,0\n';
      const answer = await answerTo('labels', text, { idempotencyKey: 'second' });
      expect(answer).toMatchObject({ accepted: 1, duplicate: 1, conflicting: 2, rejected: 1 });
      expect(answer['errors']).toMatchObject([
        { line: 3, field: 'id', code: 'CONFLICTING_PAYLOAD' },
        { line: 5, field: 'id', code: 'NO_MATCHING_PREDICTION' },
        { line: 6, field: 'id', code: 'CONFLICTING_PAYLOAD' },
      ]);
      const { labels } = await api.services.traffic.outcomes(actor(), versionId, null);
      expect(labels).toEqual(['1', '0', '1']);
    });

    it('are refused when none matches', async () => {
      const before = await written();
      expect(await faultOf('labels', 'id,label\nq1,1\nq2,0\n')).toMatchObject({
        ...{ code: 'NO_MATCHING_PREDICTION', line: 2, id: 'q1' },
      });
      expect(await written()).toEqual(before);
    });

    it('are refused where their time is to come', async () => {
      const timed = { mapping: { ...labelMapping, at: 'at' } };
      expect(await faultOf('labels', 'id,label,at\np1,1,2100-01-01T00:00:00Z\n', timed)).toMatchObject({
        ...{ code: 'BAD_INPUT', field: 'uploadId', line: 2, column: 'at' },
      });
    });

    it.each([
      ['id,label\np1,maybe\n', { code: 'NOT_A_NUMBER', line: 2, column: 'label' }],
      ['id,label\np1,2\n', { code: 'BAD_INPUT', line: 2, column: 'label' }],
      ['id,label\np1,1\np2,\n', { code: 'MISSING_VALUE', line: 3, column: 'label' }],
      ['id,truth\np1,1\n', { code: 'MISSING_COLUMN', field: 'mapping.label', column: 'label' }],
    ])('are refused whole with the place of a fault: %j', async (text, place) => {
      const before = await written();
      expect(await faultOf('labels', text)).toMatchObject(place);
      expect(await written()).toEqual(before);
    });
  });

  it('shows what is no finite number beside what has a value and what is missing', async () => {
    await answerTo(
      'predictions',
      `${traffic.replace(',20,', ',NaN,')}p4,2026-02-03T00:00:00Z,-inf,east,0.5,1\n`,
    );
    const query = `query ($id: ID!) { modelVersion(id: $id) {
      columnDistribution(column: "age", window: { start: "2026-02-01T00:00:00Z", end: "2026-03-01T00:00:00Z" }) {
        baselineN baselineMissing baselineNotFinite currentN currentMissing currentNotFinite } } }`;
    const { modelVersion } = await dana.data<{ modelVersion: Fields }>(query, { id: versionId });
    expect(modelVersion['columnDistribution']).toEqual({
      ...{ baselineN: 40, baselineMissing: 0, baselineNotFinite: 0 },
      ...{ currentN: 1, currentMissing: 1, currentNotFinite: 2 },
    });
  });

  it('refuses a window that is no whole days', async () => {
    const query = `query ($id: ID!) { modelVersion(id: $id) {
      columnDistribution(column: "age", window: { start: "2026-02-01T00:00:00Z", end: "2026-02-01T12:00:00Z" }) { kind } } }`;
    const { errors } = await dana.graphql(query, { id: versionId });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'window' });
  });

  it('spreads one file over years of days, and refuses more days than one transaction holds', async () => {
    const over = (days: number) =>
      header +
      Array.from({ length: days }, (_, day) => {
        const at = new Date(Date.UTC(2010, 0, 1 + day)).toISOString();
        return `d${day},${at},20,north,0.5,1\n`;
      }).join('');
    expect(await faultOf('predictions', over(2001))).toMatchObject({ code: 'BAD_INPUT', field: 'uploadId' });
    expect(await answerTo('predictions', over(800))).toEqual(logged({ accepted: 800 }));
    const window = { start: new Date('2010-01-01T00:00:00Z'), end: new Date('2012-03-11T00:00:00Z') };
    expect(
      (await api.services.traffic.columnValues(actor(), versionId, { ...window, column: 'age' })).length,
    ).toBe(800);
  }, 60_000);

  it('takes the same rows sent twice at once only once', async () => {
    const keys = ['k1', 'k2', 'k3'];
    const answers = await Promise.all(
      keys.map((key) => answerTo('predictions', traffic, { idempotencyKey: key })),
    );
    expect(answers.reduce((sum, { accepted }) => sum + Number(accepted), 0)).toBe(3);
    const month = await api.services.traffic.window(actor(), versionId, february);
    expect(month.get('score')?.n).toBe(3);
  });
});
