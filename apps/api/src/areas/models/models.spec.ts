import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';

const registerModel = `mutation ($input: RegisterModelInput!) { registerModel(input: $input) {
  __typename ... on ModelRegistered { model { id name purpose task riskTier createdBy { name } } }
  ... on Refusal { code message } } }`;
const registerVersion = `mutation ($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) {
  __typename ... on Refusal { code message }
  ... on ModelVersionRegistered { created modelVersion { id number artifactDigest description
    metrics { name value n } trainingDatasetVersion { id }
    baseline { datasetVersion { id } features { name kind } mapping { id score segments ignored }
      performance { task n unlabelled confusion { tp fp fn tn } metrics { name estimate { value status reason } } } }
    traffic { predictions labels first last } performance { n unlabelled } } } } }`;
const readModel = `query ($id: ID!) { model(id: $id) { latestVersion { number } lastPredictionAt
  aliases { name protected version { number } movedAt }
  versions(first: 1) { nodes { number } pageInfo { hasNextPage endCursor } totalCount } } }`;

const file = `id,at,age,region,income,score,prediction,label
a,2026-01-01T00:00:00Z,30,north,1.5,0.9,1,1
b,2026-01-01T00:00:00Z,40,south,2.5,0.2,0,0
c,2026-01-01T00:00:00Z,,north,3.5,0.7,1,0
d,2026-01-01T00:00:00Z,50,east,4.5,0.4,0,
`;
const mapping = { id: 'id', score: 'score', prediction: 'prediction', label: 'label', ignored: ['income'] };

interface Registered {
  registerModelVersion: {
    created: boolean;
    modelVersion: { id: string; number: number } & Record<string, never>;
  };
}

describe('models', () => {
  let api: TestApi;
  let dana: ApiClient;
  let datasetVersionId: string;
  let modelId: string;
  beforeAll(async () => {
    api = await startTestApi();
    dana = await api.as('dana');
    datasetVersionId = await registerDataset('people', file);
    modelId = (await model({ name: 'risk', purpose: 'Who repays.' })).model.id;
  });
  afterAll(() => api.stop());

  const registerDataset = async (dataset: string, text: string) => {
    const uploadId = await dana.upload(`${dataset}.csv`, text);
    const { registerDatasetVersion } = await dana.data<{
      registerDatasetVersion: { datasetVersion: { id: string } };
    }>(
      `mutation ($input: RegisterDatasetVersionInput!) { registerDatasetVersion(input: $input) {
         ... on DatasetVersionRegistered { datasetVersion { id } } } }`,
      { input: { dataset, uploadId } },
    );
    return registerDatasetVersion.datasetVersion.id;
  };
  const model = async (input: Record<string, unknown>) =>
    (
      await dana.data<{ registerModel: { model: { id: string } & Record<string, unknown> } }>(registerModel, {
        input,
      })
    ).registerModel;
  const version = async (input: Record<string, unknown>) =>
    (await dana.data<Registered>(registerVersion, { input: { modelId, ...input } })).registerModelVersion;
  const refused = async (input: Record<string, unknown>) => {
    const { errors } = await dana.graphql(registerVersion, {
      input: { modelId, artifactDigest: 'f'.repeat(64), ...input },
    });
    return errors?.[0]?.extensions;
  };
  const countOf = async (table: string) => {
    const { rows } = await api.owner.query(
      `SELECT count(*)::int AS n FROM ${table} WHERE workspace_id = $1`,
      [api.workspaceId],
    );
    return (rows[0] as { n: number }).n;
  };

  it('registers a model once, returns it for the same content and refuses other content', async () => {
    const again = await model({ name: 'risk', purpose: 'Who repays.' });
    expect(again.model).toEqual({
      ...{ id: modelId, name: 'risk', purpose: 'Who repays.', task: 'BINARY', riskTier: 'MEDIUM' },
      createdBy: { name: 'Dana Okafor' },
    });
    for (const change of [{ purpose: 'Else.' }, { task: 'REGRESSION' }, { riskTier: 'HIGH' }]) {
      const answer = await model({ name: 'risk', purpose: 'Who repays.', ...change });
      expect(answer).toMatchObject({ __typename: 'Refusal', code: 'CONFLICTING_REGISTRATION' });
    }
    expect(await countOf('model')).toBe(1);
  });

  it('registers a version with its baseline, returns it for the same content and refuses other content', async () => {
    const artifactDigest = '0A'.repeat(32);
    const input = {
      ...{ artifactDigest, description: 'First.', trainingDatasetVersionId: datasetVersionId },
      metrics: [{ name: 'auc', value: 0.8, n: 4 }],
      baseline: { datasetVersionId, mapping },
    };
    const first = await version(input);
    expect(first).toMatchObject({ created: true });
    expect(first.modelVersion).toMatchObject({
      ...{ number: 1, artifactDigest: artifactDigest.toLowerCase(), description: 'First.' },
      metrics: [{ name: 'auc', value: 0.8, n: 4 }],
      trainingDatasetVersion: { id: datasetVersionId },
      baseline: {
        datasetVersion: { id: datasetVersionId },
        features: [
          { name: 'age', kind: 'NUMERIC' },
          { name: 'region', kind: 'CATEGORICAL' },
        ],
        mapping: { id: 'id', score: 'score', segments: [], ignored: ['income'] },
        performance: { task: 'BINARY', n: 3, unlabelled: 1, confusion: { tp: 1, fp: 1, fn: 0, tn: 1 } },
      },
      traffic: { predictions: 0, labels: 0, first: null, last: null },
      performance: { n: 0, unlabelled: 0 },
    });
    const again = await version({ ...input, artifactDigest: artifactDigest.toLowerCase() });
    expect([again.created, again.modelVersion.id]).toEqual([false, first.modelVersion.id]);
    const other = { ...mapping, label: null, ignored: ['income', 'label'] };
    const changes: [change: Record<string, unknown>, what: string][] = [
      [{ description: 'Another text.' }, 'description'],
      [{ trainingDatasetVersionId: null }, 'trainingDatasetVersionId'],
      [{ metrics: [{ name: 'auc', value: 0.9, n: 4 }] }, 'metrics'],
      [{ baseline: { datasetVersionId, mapping: other } }, 'baseline.mapping'],
      [{ baseline: null }, 'baseline.datasetVersionId, baseline.mapping'],
    ];
    for (const [change, what] of changes)
      expect(await version({ ...input, ...change })).toEqual({
        ...{ __typename: 'Refusal', code: 'CONFLICTING_REGISTRATION' },
        message: `This artefact is version 1, registered with another ${what}.`,
      });
    expect([await countOf('model_version'), await countOf('baseline')]).toEqual([1, 1]);
  });

  it('keeps edges and profiles of features, score and prediction', async () => {
    const [id] = await api.services.models.versionIds({ ...actor, workspaceId: api.workspaceId }, modelId);
    const baseline = await api.services.models.baselineOf(
      { ...actor, workspaceId: api.workspaceId },
      id ?? '',
    );
    expect([...(baseline?.profiles.keys() ?? [])].sort()).toEqual(['age', 'prediction', 'region', 'score']);
    const age = baseline?.profiles.get('age');
    expect(age?.profile).toMatchObject({ kind: 'numeric', n: 3, missing: 1, min: 30, max: 50 });
    expect(age?.profile.kind === 'numeric' && age.profile.edges).toEqual(age?.edges?.all);
    const answers = baseline?.profiles.get('prediction');
    expect(answers?.edges).toBeUndefined();
    expect(answers?.profile.kind === 'categorical' && [...answers.profile.counts]).toEqual([
      ['0', 2],
      ['1', 2],
    ]);
  });

  it('numbers versions and pages through them, newest first', async () => {
    await version({ artifactDigest: '2'.repeat(64) });
    const read = await dana.data<{ model: Record<string, unknown> }>(readModel, { id: modelId });
    expect(read.model).toMatchObject({
      ...{ latestVersion: { number: 2 }, lastPredictionAt: null, aliases: [] },
      versions: { nodes: [{ number: 2 }], pageInfo: { hasNextPage: true }, totalCount: 2 },
    });
  });

  it('refuses a baseline with its place, and writes nothing', async () => {
    const before = await countOf('model_version');
    const baseline = (change: Record<string, unknown>, id = datasetVersionId) => ({
      baseline: { datasetVersionId: id, mapping: { ...mapping, ...change } },
    });
    expect(await refused(baseline({ score: 'nowhere' }))).toMatchObject({
      ...{ code: 'MISSING_COLUMN', field: 'baseline.mapping.score', column: 'nowhere' },
    });
    expect(await refused(baseline({ score: 'region', ignored: ['score'] }))).toMatchObject({
      ...{ code: 'NOT_A_NUMBER', line: 2, column: 'region' },
    });
    expect(await refused(baseline({ label: 'region' }))).toMatchObject({
      ...{ code: 'NOT_A_NUMBER', line: 2, column: 'region' },
    });
    expect(await refused(baseline({ label: 'age' }))).toMatchObject({
      code: 'BAD_INPUT',
      line: 2,
      column: 'age',
    });
    expect(await refused(baseline({ score: 'income', ignored: [] }))).toMatchObject({
      ...{ code: 'BAD_INPUT', field: 'baseline.mapping', column: 'score' },
    });
    expect(await refused(baseline({ score: 'label' }))).toMatchObject({ code: 'BAD_INPUT', column: 'label' });
    const wrongScore = await registerDataset('wrong', file.replace('0.7', '1.7'));
    expect(await refused(baseline({}, wrongScore))).toMatchObject({
      code: 'BAD_INPUT',
      line: 4,
      column: 'score',
    });
    expect(await countOf('model_version')).toBe(before);
  });

  it('names what is unknown and what is malformed', async () => {
    const unknown = '01a1fba6-1fc4-713f-8071-e6efb250bdc0';
    expect(await refused({ modelId: unknown })).toMatchObject({ code: 'NOT_FOUND', id: unknown });
    expect(await refused({ modelId: 'x' })).toMatchObject({ code: 'NOT_FOUND', id: 'x' });
    expect(await refused({ trainingDatasetVersionId: unknown })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused({ artifactDigest: 'abc' })).toMatchObject({
      ...{ code: 'BAD_INPUT', field: 'artifactDigest' },
    });
    const { errors } = await dana.graphql(readModel, { id: unknown });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', id: unknown });
  });

  it('registers nothing for who may not', async () => {
    const auditor = await api.as('ada');
    const { errors } = await auditor.graphql(registerModel, { input: { name: 'x', purpose: 'x' } });
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('records one entry for each mutation that came through', async () => {
    const { rows } = await api.owner.query(
      `SELECT action, outcome, count(*)::int AS n FROM audit_entry
       WHERE workspace_id = $1 AND action LIKE 'register%' GROUP BY 1, 2 ORDER BY 1, 2`,
      [api.workspaceId],
    );
    expect(rows).toEqual([
      { action: 'registerDatasetVersion', outcome: 'done', n: 2 },
      { action: 'registerModel', outcome: 'done', n: 2 },
      { action: 'registerModel', outcome: 'refused', n: 3 },
      { action: 'registerModelVersion', outcome: 'done', n: 3 },
      // Three of them named what is not there.
      { action: 'registerModelVersion', outcome: 'refused', n: 8 },
    ]);
  });
});

const actor = { kind: 'person', id: '0', name: 'Test', roles: [] } as const;
