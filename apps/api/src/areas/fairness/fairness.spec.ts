import { realDataPath, withRealData } from '@countersign/testing/real-data';
import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';
import { artifactDigest, registerDataset, run } from '../../testing/release-path';

const auditFields = `id verdict n unlabelled unpredicted minimumGroupSize favourable rationale evidenceDigest
  modelVersion { id } population { id } ranBy { name }
  criteria { name maximumDifference minimumRatio }
  attributes { attributes unknown
    groups { values n share eligible counts { tp fp fn tn unlabelled }
      selectionRate { value n numerator denominator lower upper } favourableRate { value } truePositiveRate { value status reason } }
    disparities { criterion verdict reason difference { value } ratio { value } between { values } } }`;

const runAudit = `mutation ($input: RunFairnessAuditInput!) { runFairnessAudit(input: $input) {
  __typename ... on FairnessAuditCompleted { audit { ${auditFields} } } } }`;

interface Audit {
  id: string;
  verdict: string;
  n: number;
  unlabelled: number;
  unpredicted: number;
  evidenceDigest: string;
  criteria: { name: string; maximumDifference: number | null; minimumRatio: number | null }[];
  attributes: AttributeAudit[];
}

interface AttributeAudit {
  attributes: string[];
  unknown: number;
  groups: {
    values: string[];
    n: number;
    eligible: boolean;
    counts: Record<'tp' | 'fp' | 'fn' | 'tn' | 'unlabelled', number>;
    selectionRate: { value: number };
  }[];
  disparities: {
    criterion: string;
    verdict: string;
    reason: string | null;
    difference: { value: number | null };
    ratio: { value: number | null };
    between: { values: string[] }[];
  }[];
}

/** Ten rows: two of the label unknown, one unpredicted, one of unknown group. Line 1 is the header. */
const small = `score,label,sex,city
1,1.0,f,Oslo
1.0,0,f,Oslo
0,1,f,
0,0,f,Bergen
1,1,m,Oslo
1,1,m,Bergen
0,0,m,Oslo
1,,m,Bergen
,1,m,Bergen
0,,,Oslo
`;

describe('fairness audits', () => {
  let api: TestApi;
  let dana: ApiClient;
  let sam: ApiClient;
  let modelVersionId: string;
  let populationId: string;
  beforeAll(async () => {
    api = await startTestApi();
    dana = await api.as('dana');
    // The groups are small: who may see such numbers runs and reads the audits.
    sam = await api.as('sam');
    modelVersionId = await registerVersion('audited');
    populationId = await register('small', small);
  });
  afterAll(() => api.stop());

  const register = async (dataset: string, text: string) =>
    registerDataset(dana, dataset, await dana.upload('population.csv', text));

  const registerVersion = async (name: string) => {
    const { model } = await run<{ model: { id: string } }>(dana, 'registerModel', {
      input: { name, purpose: 'To be audited.' },
    });
    const input = { modelId: model.id, artifactDigest: artifactDigest(name) };
    const { modelVersion } = await run<{ modelVersion: { id: string } }>(dana, 'registerModelVersion', {
      input,
    });
    return modelVersion.id;
  };

  const request = (changes: Record<string, unknown> = {}) => ({
    ...{ modelVersionId, datasetVersionId: populationId, labelColumn: 'label', predictionColumn: 'score' },
    ...{ sensitive: ['sex', 'city'], favourable: 'POSITIVE', rationale: 'A loan is good for the person.' },
    ...{ minimumGroupSize: 1, ...changes },
  });

  const audit = async (changes: Record<string, unknown> = {}): Promise<Audit> => {
    const input = request(changes);
    return (await sam.data<{ runFairnessAudit: { audit: Audit } }>(runAudit, { input })).runFairnessAudit
      .audit;
  };

  const fault = async (changes: Record<string, unknown>) => {
    const { errors } = await sam.graphql(runAudit, { input: request(changes) });
    return errors?.[0]?.extensions;
  };

  it('F-2 and F-3 compare numbers as numbers and count what is empty', async () => {
    const { n, unlabelled, unpredicted, attributes } = await audit();
    expect({ n, unlabelled, unpredicted }).toEqual({ n: 9, unlabelled: 2, unpredicted: 1 });
    const [bySex] = attributes;
    expect(bySex?.unknown).toBe(1);
    expect(bySex?.groups.map(({ values, counts }) => ({ values, counts }))).toEqual([
      { values: ['f'], counts: { tp: 1, fp: 1, fn: 1, tn: 1, unlabelled: 0 } },
      { values: ['m'], counts: { tp: 2, fp: 0, fn: 0, tn: 1, unlabelled: 1 } },
    ]);
    expect(bySex?.groups.map(({ selectionRate }) => selectionRate.value)).toEqual([0.5, 0.75]);
  });

  it('F-8 counts a row for each attribute it has a value for, and crosses all of them when asked', async () => {
    const { attributes } = await audit();
    expect(attributes.map((part) => [part.attributes, part.unknown, part.groups.length])).toEqual([
      [['sex'], 1, 2],
      [['city'], 1, 2],
      [['sex', 'city'], 2, 4],
    ]);
    const alone = await audit({ intersections: false });
    expect(alone.attributes.map((part) => part.attributes)).toEqual([['sex'], ['city']]);
  });

  it('F-12 judges by the default criteria when none are given', async () => {
    const { criteria } = await audit();
    expect(criteria).toEqual([
      { name: 'IMPACT_RATIO', minimumRatio: 0.8, maximumDifference: null },
      { name: 'DEMOGRAPHIC_PARITY', minimumRatio: null, maximumDifference: 0.2 },
      { name: 'EQUAL_OPPORTUNITY', minimumRatio: null, maximumDifference: 0.2 },
      { name: 'EQUALIZED_ODDS', minimumRatio: null, maximumDifference: 0.2 },
    ]);
  });

  it('F-10 compares rates of the favourable prediction, whichever it is, for the impact ratio', async () => {
    const criteria = [{ name: 'IMPACT_RATIO', minimumRatio: 0.8 }];
    const ratios = await Promise.all(
      ['POSITIVE', 'NEGATIVE'].map(async (favourable) => {
        const { attributes } = await audit({ favourable, criteria, sensitive: ['sex'] });
        return attributes[0]?.disparities[0];
      }),
    );
    expect(ratios[0]?.ratio.value).toBeCloseTo(0.5 / 0.75, 12);
    expect(ratios[0]?.between.map(({ values }) => values)).toEqual([['f'], ['m']]);
    expect(ratios[1]?.ratio.value).toBeCloseTo(0.25 / 0.5, 12);
    expect(ratios[1]?.between.map(({ values }) => values)).toEqual([['m'], ['f']]);
  });

  it.each([
    [
      'FAIL',
      [
        { name: 'DEMOGRAPHIC_PARITY', maximumDifference: 0.2 },
        { name: 'IMPACT_RATIO', minimumRatio: 0.1 },
      ],
      1,
    ],
    ['PASS', [{ name: 'DEMOGRAPHIC_PARITY', maximumDifference: 0.25 }], 1],
    ['INSUFFICIENT_EVIDENCE', [{ name: 'DEMOGRAPHIC_PARITY', maximumDifference: 0.25 }], 5],
  ])('F-11 concludes %s', async (verdict, criteria, minimumGroupSize) => {
    const answer = await audit({ criteria, minimumGroupSize, sensitive: ['sex'] });
    expect(answer.verdict).toBe(verdict);
  });

  it.each([
    [
      'F-1 of the label',
      { labelColumn: 'truth' },
      { code: 'MISSING_COLUMN', field: 'labelColumn', column: 'truth' },
    ],
    ['F-1 of a group', { sensitive: ['age'] }, { code: 'MISSING_COLUMN', field: 'sensitive', column: 'age' }],
    ['F-4', { positiveValue: 'yes' }, { code: 'BAD_INPUT', field: 'positiveValue', column: 'label' }],
    ['F-6 label and prediction', { labelColumn: 'score' }, { code: 'BAD_INPUT', field: 'predictionColumn' }],
    ['F-6 an outcome as group', { sensitive: ['label'] }, { code: 'BAD_INPUT', field: 'sensitive' }],
    ['F-6 an attribute twice', { sensitive: ['sex', 'sex'] }, { code: 'BAD_INPUT', field: 'sensitive' }],
    ['F-13 no limit', { criteria: [{ name: 'IMPACT_RATIO' }] }, { code: 'BAD_INPUT', field: 'criteria[0]' }],
    [
      'F-13 a limit out of range',
      { criteria: [{ name: 'IMPACT_RATIO', minimumRatio: 1.25 }] },
      { code: 'BAD_INPUT', field: 'criteria[0].minimumRatio' },
    ],
    [
      'F-13 a criterion twice',
      { criteria: [1, 0.5].map((minimumRatio) => ({ name: 'IMPACT_RATIO', minimumRatio })) },
      { code: 'BAD_INPUT', field: 'criteria[1].name' },
    ],
    ['no group at all', { sensitive: [] }, { code: 'BAD_INPUT', field: 'sensitive' }],
    ['an empty positive value', { positiveValue: ' ' }, { code: 'BAD_INPUT', field: 'positiveValue' }],
    [
      'an unknown model version',
      { modelVersionId: '00000000-0000-7000-8000-000000000000' },
      { code: 'NOT_FOUND', id: '00000000-0000-7000-8000-000000000000' },
    ],
  ])('F-1 F-4 F-6 F-13 refuse bad input: %s', async (_what, changes, place) => {
    expect(await fault(changes)).toMatchObject(place);
  });

  it('F-5 refuses a third predicted value with its line', async () => {
    const datasetVersionId = await register('three', 'score,label,sex\n1,1,f\n0,0,m\n,1,m\nmaybe,1,f\n');
    expect(await fault({ datasetVersionId, sensitive: ['sex'] })).toMatchObject({
      ...{ code: 'BAD_INPUT', field: 'predictionColumn', column: 'score', line: 5 },
    });
  });

  it('F-6 refuses a column that names persons', async () => {
    const rows = Array.from({ length: 1_001 }, (_, row) => `1,1,p${row}`);
    const datasetVersionId = await register('persons', `score,label,name\n${rows.join('\n')}\n`);
    expect(await fault({ datasetVersionId, sensitive: ['name'] })).toMatchObject({ field: 'sensitive' });
  });

  it('F-14 gives the same digest for the same request on the same bytes, and the counts lead to every number', async () => {
    const [first, again, other] = [await audit(), await audit(), await audit({ minimumGroupSize: 2 })];
    expect(again.id).not.toBe(first.id);
    expect(again.evidenceDigest).toBe(first.evidenceDigest);
    expect(other.evidenceDigest).not.toBe(first.evidenceDigest);
    const { evidence } = await sam.data<{ evidence: { kind: string; body: Record<string, unknown> } }>(
      'query ($digest: String!) { evidence(digest: $digest) { kind body } }',
      { digest: first.evidenceDigest },
    );
    expect(evidence.kind).toBe('fairness_audit');
    expect(evidence.body).toMatchObject({
      schema: 'countersign.fairness-audit/2',
      subject: { artifactDigest: artifactDigest('audited') },
      counts: { rows: 10 },
      results: { verdict: 'FAIL' },
    });
    expect(JSON.stringify(evidence.body)).not.toContain(modelVersionId);
  });

  it('F-7 derives what is read later from the stored counts', async () => {
    const made = await audit();
    const { fairnessAudit } = await sam.data<{ fairnessAudit: Audit }>(
      `query ($id: ID!) { fairnessAudit(id: $id) { ${auditFields} } }`,
      { id: made.id },
    );
    expect(fairnessAudit).toEqual(made);
    const stored = await api.owner.query<{ report: object }>(
      'SELECT report FROM fairness_audit WHERE id = $1',
      [made.id],
    );
    expect(Object.keys(stored.rows[0]?.report ?? {}).sort()).toEqual(['counts', 'policy', 'subject']);
  });

  it('F-15 shows a gate the counts of the newest audit, and a version its own', async () => {
    const version = await registerVersion('gated');
    const latest = () =>
      api.database.read({ workspaceId: api.workspaceId }, ({ manager, now }) =>
        api.services.fairness.latest(manager, version, now),
      );
    expect(await latest()).toBeNull();
    await audit({ modelVersionId: version });
    const newest = await audit({
      modelVersionId: version,
      criteria: [{ name: 'IMPACT_RATIO', minimumRatio: 0 }],
    });
    expect(await latest()).toMatchObject({
      kind: 'fairness',
      id: newest.id,
      favourable: 'positive',
      populations: newest.attributes.map(({ attributes }) => ({ attributes })),
      modelVersionId: version,
    });
    // The verdict is the audit's own: the gate gets the counts and judges them.
    expect(await latest()).not.toHaveProperty('verdict');
    const pages = await dana.data<{ modelVersion: { fairnessAudits: AuditPage }; fairnessAudits: AuditPage }>(
      `query ($id: ID!) { modelVersion(id: $id) { fairnessAudits(first: 1) { totalCount nodes { id } pageInfo { hasNextPage } } }
        fairnessAudits(modelVersionId: $id) { totalCount nodes { id } pageInfo { hasNextPage } } }`,
      { id: version },
    );
    expect(pages.modelVersion.fairnessAudits).toEqual({
      ...{ totalCount: 2, nodes: [{ id: newest.id }], pageInfo: { hasNextPage: true } },
    });
    expect(pages.fairnessAudits.nodes).toHaveLength(2);
  });

  it('writes one audit entry for each audit, and nothing for a refused one', async () => {
    const entries = async () =>
      (
        await api.owner.query(
          `SELECT 1 FROM audit_entry WHERE workspace_id = $1 AND action = 'runFairnessAudit'`,
          [api.workspaceId],
        )
      ).rowCount ?? 0;
    const before = await entries();
    await audit();
    await fault({ labelColumn: 'truth' });
    expect(await entries()).toBe(before + 1);
  });

  it('is closed to callers who have not signed in, and to roles that may not run audits', async () => {
    const anonymous = await api.anonymous.graphql(runAudit, { input: request() });
    expect(anonymous.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    const auditor = await (await api.as('ada')).graphql(runAudit, { input: request() });
    expect(auditor.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  interface AuditPage {
    totalCount: number;
    nodes: { id: string }[];
    pageInfo: { hasNextPage: boolean };
  }

  // Expected values: counts by pandas on the same file; parity values as Fairlearn gives them.
  withRealData(() =>
    describe('of the COMPAS scores, by race, sex and both', () => {
      const compas = async (minimumGroupSize: number) => {
        const upload = await dana.uploadFile(realDataPath('compas.csv'));
        const datasetVersionId = await registerDataset(dana, 'compas', upload);
        const changes = { labelColumn: 'label_value', sensitive: ['race', 'sex'], favourable: 'NEGATIVE' };
        return audit({ ...changes, datasetVersionId, minimumGroupSize });
      };
      const groupOf = (part: AttributeAudit | undefined, ...values: string[]) =>
        part?.groups.find((group) => group.values.join() === values.join());
      const disparity = (part: AttributeAudit | undefined, criterion: string) =>
        part?.disparities.find((found) => found.criterion === criterion);

      it('counts as the reference does', async () => {
        const { n, unlabelled, unpredicted, attributes } = await compas(1);
        expect({ n, unlabelled, unpredicted }).toEqual({ n: 7214, unlabelled: 0, unpredicted: 0 });
        const [byRace, bySex, byBoth] = attributes;
        const total = (key: 'tp' | 'fp' | 'fn' | 'tn') =>
          bySex?.groups.reduce((sum, { counts }) => sum + counts[key], 0);
        expect([total('tp'), total('fp'), total('fn'), total('tn')]).toEqual([2035, 1282, 1216, 2681]);
        expect(groupOf(byRace, 'African-American')?.counts).toMatchObject({
          tp: 1369,
          fp: 805,
          fn: 532,
          tn: 990,
        });
        expect(groupOf(byRace, 'Caucasian')?.counts).toMatchObject({ tp: 505, fp: 349, fn: 461, tn: 1139 });
        expect(groupOf(byBoth, 'Asian', 'Female')).toMatchObject({
          n: 2,
          counts: { tp: 0, fp: 0, fn: 1, tn: 1 },
        });
        expect(byBoth?.groups).toHaveLength(12);
      });

      it('gives the published parity values by race, and fails', async () => {
        const { attributes, verdict } = await compas(1);
        const parity = disparity(attributes[0], 'DEMOGRAPHIC_PARITY');
        expect(parity?.difference.value).toBeCloseTo(0.457117595, 9);
        expect(parity?.ratio.value).toBeCloseTo(0.314323607, 9);
        expect(parity?.verdict).toBe('FAIL');
        expect(disparity(attributes[0], 'EQUALIZED_ODDS')?.difference.value).toBeCloseTo(0.576691729, 9);
        expect(verdict).toBe('FAIL');
      });

      it('F-9 shows the 18 Native Americans, outside every verdict', async () => {
        const [byRace] = (await compas(30)).attributes;
        expect(groupOf(byRace, 'Native American')).toMatchObject({
          n: 18,
          eligible: false,
          counts: { tp: 9, fp: 3, fn: 1, tn: 5 },
        });
        const between = byRace?.disparities.flatMap((found) => found.between.map(({ values }) => values[0]));
        expect(between).not.toContain('Native American');
        expect(disparity(byRace, 'DEMOGRAPHIC_PARITY')?.difference.value).toBeLessThan(0.457);
      });
    }),
  );
});
