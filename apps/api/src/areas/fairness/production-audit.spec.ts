import { createHash } from 'node:crypto';
import { verifyFairnessEvidence } from '@countersign/domain/fairness';
import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';
import { artifactDigest, run } from '../../testing/release-path';

const auditFields = `id verdict n unlabelled unpredicted evidenceDigest population { id }
  production { window { start end } maturedDays }
  attributes { attributes unknown groups { values counts { tp fp fn tn unlabelled } } }`;

const runAudit = `mutation ($input: RunFairnessAuditInput!) { runFairnessAudit(input: $input) {
  __typename ... on FairnessAuditCompleted { audit { ${auditFields} } } } }`;

interface Audit {
  id: string;
  verdict: string;
  n: number;
  unlabelled: number;
  unpredicted: number;
  evidenceDigest: string;
  population: { id: string } | null;
  production: { window: { start: string; end: string }; maturedDays: number } | null;
  attributes: {
    attributes: string[];
    unknown: number;
    groups: { values: string[]; counts: Record<string, number> }[];
  }[];
}

interface Body {
  subject: {
    populationDigest: string;
    source: string;
    window: unknown;
    medianScore: number | null;
    columns: Record<string, unknown>;
  };
  counts: { rows: number; scores: string; sections: unknown[] };
  results: { verdict: string };
}

type Fields = Record<string, unknown>;

const header = 'id,at,prediction,score,sex,city,region';
/** Eight predictions of July: one of unknown sex, one without city; and one before, one after, at the very edge. */
const july = [
  'before,2026-06-30T23:59:59.999Z,1,0.9,f,Oslo,north',
  'a,2026-07-01T00:00:00.000Z,1,0.9,f,Oslo,north',
  'b,2026-07-02T08:00:00Z,1,0.8,f,Oslo,north',
  'c,2026-07-03T08:00:00Z,0,0.2,f,,south',
  'd,2026-07-03T08:00:00Z,0,0.1,f,Bergen,south',
  'e,2026-07-20T08:00:00Z,1,0.7,m,Oslo,north',
  'f,2026-07-21T08:00:00Z,1,0.6,m,Bergen,north',
  'g,2026-07-22T08:00:00Z,0,0.3,m,Oslo,south',
  'h,2026-07-31T23:59:59.999Z,1,0.5,,Oslo,south',
  'after,2026-08-01T00:00:00.000Z,1,0.9,m,Oslo,north',
];
/** Of the July ones three have no label yet. */
const labels = ['before,1', 'a,1', 'b,0', 'c,1', 'e,1', 'g,0', 'after,1'];
const mapping = {
  ...{ id: 'id', at: 'at', prediction: 'prediction', score: 'score' },
  ...{ groups: ['sex', 'city'], segments: ['region'] },
};
const window = { start: '2026-07-01T00:00:00.000Z', end: '2026-08-01T00:00:00.000Z' };

/** The lines of FA-29 for the July rows with these labels, written here by hand. */
const lineOf = (row: string, labelled: ReadonlyMap<string, string>): string => {
  const [id = '', at = '', prediction, score, sex, city, region] = row.split(',');
  const text = (value: string | undefined) => (value ? JSON.stringify(value) : 'null');
  const label = text(labelled.get(id));
  const instant = new Date(at).toISOString();
  return (
    `{"at":"${instant}","groups":{"city":${text(city)},"sex":${text(sex)}},"id":"${id}","label":${label},` +
    `"prediction":"${prediction}","score":${score},"segments":{"region":${text(region)}}}\n`
  );
};
const digestOf = (rows: readonly string[], labelRows: readonly string[]) => {
  const labelled = new Map(labelRows.map((row) => row.split(',') as [string, string]));
  const hash = createHash('sha256');
  for (const row of rows) hash.update(lineOf(row, labelled));
  return hash.digest('hex');
};

describe('fairness audits of production', () => {
  let api: TestApi;
  let dana: ApiClient;
  let sam: ApiClient;
  let now = new Date('2026-10-01T12:00:00Z');
  beforeAll(async () => {
    api = await startTestApi(() => now);
    dana = await api.as('dana');
    // The groups are small: who may see such numbers runs and reads the audits.
    sam = await api.as('sam');
  });
  afterAll(() => api.stop());
  beforeEach(() => {
    now = new Date('2026-10-01T12:00:00Z');
  });

  let versions = 0;
  const newVersion = async (client = dana) => {
    versions += 1;
    const name = `production ${versions}`;
    const { model } = await run<{ model: { id: string } }>(client, 'registerModel', {
      input: { name, purpose: 'To be audited.' },
    });
    const { modelVersion } = await run<{ modelVersion: { id: string } }>(client, 'registerModelVersion', {
      input: { modelId: model.id, artifactDigest: artifactDigest('the same artefact') },
    });
    return { modelId: model.id, modelVersionId: modelVersion.id };
  };

  let deliveries = 0;
  const deliver = async (
    kind: 'logPredictions' | 'logLabels',
    target: Fields,
    { text, client = dana }: { text: string; client?: ApiClient },
  ) => {
    deliveries += 1;
    const uploadId = await client.upload('rows.csv', text);
    const idempotencyKey = `delivery ${deliveries}`;
    const answer = await run<{ accepted: number; errors: unknown[] }>(client, kind, {
      input: { ...target, uploadId, idempotencyKey },
    });
    expect(answer.errors).toEqual([]);
    return answer.accepted;
  };
  const predict = (modelVersionId: string, rows: readonly string[], more: Fields = {}) =>
    deliver('logPredictions', { modelVersionId, mapping, ...more }, { text: [header, ...rows].join('\n') });
  const label = (modelId: string, rows: readonly string[]) =>
    deliver(
      'logLabels',
      { modelId, mapping: { id: 'id', label: 'label' } },
      { text: ['id,label', ...rows].join('\n') },
    );
  /** A version with the predictions and labels of July. */
  const julyVersion = async () => {
    const version = await newVersion();
    await predict(version.modelVersionId, july);
    await label(version.modelId, labels);
    return version;
  };

  const request = (modelVersionId: string, { production, ...changes }: Fields = {}) => ({
    ...{ modelVersionId, sensitive: ['sex', 'city'], favourable: 'POSITIVE', minimumGroupSize: 1 },
    ...{ rationale: 'A loan is good for the person.', intersections: false },
    production: { window, maturedDays: 30, ...(production as Fields | undefined) },
    ...changes,
  });
  const audit = async (modelVersionId: string, changes: Fields = {}): Promise<Audit> => {
    const input = request(modelVersionId, changes);
    return (await sam.data<{ runFairnessAudit: { audit: Audit } }>(runAudit, { input })).runFairnessAudit
      .audit;
  };
  const fault = async (modelVersionId: string, changes: Fields) => {
    const input = request(modelVersionId, changes);
    const { errors } = await sam.graphql(runAudit, { input });
    return errors?.[0] && { message: errors[0].message, ...errors[0].extensions };
  };
  const bodyOf = async ({ evidenceDigest: digest }: Audit): Promise<Body> => {
    const read = 'query ($digest: String!) { evidence(digest: $digest) { body } }';
    return (await sam.data<{ evidence: { body: Body } }>(read, { digest })).evidence.body;
  };

  it('FA-27 counts every prediction of the window and no other, unlabelled and unknown ones as such', async () => {
    const { modelVersionId } = await julyVersion();
    const found = await audit(modelVersionId);
    expect(found).toMatchObject({ n: 8, unlabelled: 3, unpredicted: 0, population: null });
    expect(found.production).toEqual({ window, maturedDays: 30 });
    const [bySex, byCity] = found.attributes;
    expect(bySex).toEqual({
      ...{ attributes: ['sex'], unknown: 1 },
      groups: [
        { values: ['f'], counts: { tp: 1, fp: 1, fn: 1, tn: 0, unlabelled: 1 } },
        { values: ['m'], counts: { tp: 1, fp: 0, fn: 0, tn: 1, unlabelled: 1 } },
      ],
    });
    expect(byCity?.unknown).toBe(1);
    expect(byCity?.groups.map(({ values }) => values)).toEqual([['Bergen'], ['Oslo']]);
  });

  it('FA-13 FA-29 names the rows by a digest that their holder can compute, in evidence that verifies', async () => {
    const { modelVersionId } = await julyVersion();
    const body = await bodyOf(await audit(modelVersionId));
    expect(verifyFairnessEvidence(body).valid).toBe(true);
    const { subject } = body;
    expect(subject).toEqual({
      artifactDigest: artifactDigest('the same artefact'),
      populationDigest: digestOf(july.slice(1, -1), labels),
      ...{ source: 'predictions', medianScore: null },
      window: { from: '2026-07-01', to: '2026-07-31', maturedDays: 30 },
      columns: { prediction: 'prediction', label: 'label', score: null, stratum: null, positive: '1' },
    });
  });

  it('FA-29 gives other bytes once a label arrived late, and the same while nothing did', async () => {
    const { modelId, modelVersionId } = await julyVersion();
    const first = await audit(modelVersionId);
    expect((await audit(modelVersionId)).evidenceDigest).toBe(first.evidenceDigest);
    await label(modelId, ['f,0']);
    const later = await audit(modelVersionId);
    expect(later.evidenceDigest).not.toBe(first.evidenceDigest);
    expect(later.unlabelled).toBe(first.unlabelled - 1);
    const digests = [(await bodyOf(first)).subject, (await bodyOf(later)).subject].map(
      ({ populationDigest }) => populationDigest,
    );
    expect(digests[1]).toBe(digestOf(july.slice(1, -1), [...labels, 'f,0']));
    expect(digests[0]).not.toBe(digests[1]);
  });

  it('FA-1 FA-29 gives the same bytes in whatever order and split the rows were logged', async () => {
    const { evidenceDigest } = await audit((await julyVersion()).modelVersionId, {
      production: { useScores: true },
    });
    const other = await newVersion();
    await predict(other.modelVersionId, july.slice(4).reverse());
    await label(other.modelId, labels.slice(4));
    await predict(other.modelVersionId, july.slice(0, 4));
    await label(other.modelId, labels.slice(0, 4).reverse());
    const permuted = await audit(other.modelVersionId, { production: { useScores: true } });
    expect(permuted.evidenceDigest).toBe(evidenceDigest);
  });

  it('FA-27 counts no row of another workspace, were it of the same version', async () => {
    const { modelVersionId } = await julyVersion();
    const first = await audit(modelVersionId);
    const stranger = await startTestApi(() => now);
    try {
      await api.owner.query(`SELECT ensure_prediction_partitions(ARRAY['2026-07-05'::date])`);
      const row = `'z', '2026-07-05T00:00:00Z', '1', 0.5, NULL, '{}', '{}', '{"sex": "f"}'`;
      await api.owner.query(`INSERT INTO prediction VALUES ($1, $2, ${row})`, [
        stranger.workspaceId,
        modelVersionId,
      ]);
      const again = await audit(modelVersionId);
      expect([again.n, again.evidenceDigest]).toEqual([first.n, first.evidenceDigest]);
      const theirs = await (await stranger.as('dana')).graphql(runAudit, { input: request(modelVersionId) });
      expect(theirs.errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    } finally {
      await stranger.stop();
    }
  });

  it('FA-27 reads keys and values of any text', async () => {
    const version = await newVersion();
    const odd = ['__proto__', 'constructor', 'Ærø "quoted", \\ 😀\u2028', '1', 'true'];
    const cells = odd.map((value) => `"${value.replaceAll('"', '""')}"`);
    const text = ['id,at,prediction,"a ""key"", 鍵"'];
    cells.forEach((cell, index) => text.push(`${index},2026-07-05T00:00:00Z,${index % 2},${cell}`));
    await deliver(
      'logPredictions',
      {
        modelVersionId: version.modelVersionId,
        mapping: { id: 'id', at: 'at', prediction: 'prediction', groups: ['a "key", 鍵'] },
      },
      { text: text.join('\n') },
    );
    const { attributes } = await audit(version.modelVersionId, { sensitive: ['a "key", 鍵'] });
    expect(attributes[0]?.groups.map(({ values }) => values[0]).sort()).toEqual([...odd].sort());
  });

  it('FA-9 FA-27 finds no pass where there is one group, and none where no label has arrived', async () => {
    const version = await newVersion();
    await predict(
      version.modelVersionId,
      july.filter((row) => row.includes(',f,')),
    );
    const alone = await audit(version.modelVersionId, { sensitive: ['sex'] });
    expect(alone).toMatchObject({ verdict: 'INSUFFICIENT_EVIDENCE', n: 4, unlabelled: 4 });
    const both = await newVersion();
    await predict(both.modelVersionId, july);
    const criteria = [{ name: 'EQUAL_OPPORTUNITY', maximumDifference: 1 }];
    expect(await audit(both.modelVersionId, { criteria })).toMatchObject({
      ...{ verdict: 'INSUFFICIENT_EVIDENCE', n: 8, unlabelled: 8 },
    });
  });

  it('FA-3 FA-27 holds scores against the median of the window, when asked', async () => {
    const { modelVersionId } = await julyVersion();
    const { subject, counts } = await bodyOf(
      await audit(modelVersionId, { production: { useScores: true }, stratumColumn: 'region' }),
    );
    expect([subject.medianScore, subject.columns['score'], counts.scores]).toEqual([0.55, 'score', 'binned']);
    expect(counts.sections[0]).toMatchObject({ strata: [{ stratum: 'north' }, { stratum: 'south' }] });
  });

  describe('of a version that logs scores alone', () => {
    let version: { modelId: string; modelVersionId: string };
    beforeAll(async () => {
      version = await newVersion();
      const scored = { ...mapping, prediction: null, ignored: ['prediction'] };
      await predict(version.modelVersionId, july, { mapping: scored });
    });

    it('FA-30 decides by the threshold', async () => {
      const found = await audit(version.modelVersionId, {
        ...{ production: { threshold: 0.6 }, sensitive: ['sex'] },
        criteria: [{ name: 'DEMOGRAPHIC_PARITY', maximumDifference: 1 }],
      });
      expect(found.attributes[0]?.groups.map(({ values, counts }) => [values[0], counts.unlabelled])).toEqual(
        [
          ['f', 4],
          ['m', 3],
        ],
      );
      const { subject, counts } = await bodyOf(found);
      expect(subject.columns['prediction']).toBe('score >= 0.6');
      expect(counts.sections[0]).toMatchObject({
        groups: [
          { counts: { unlabelledPositive: 2, unlabelledNegative: 2 } },
          { counts: { unlabelledPositive: 2, unlabelledNegative: 1 } },
        ],
      });
    });

    it('FA-30 asks for a threshold where there is none', async () => {
      expect(await fault(version.modelVersionId, {})).toMatchObject({
        ...{ code: 'BAD_INPUT', field: 'production.threshold' },
      });
    });
  });

  describe('refuses', () => {
    let modelVersionId: string;
    beforeAll(async () => {
      ({ modelVersionId } = await julyVersion());
    });
    const moved = (start: string, end: string) => ({ window: { start, end } });

    it.each([
      [
        'FA-27 a window without predictions',
        { production: moved('2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z') },
        { code: 'BAD_INPUT', field: 'production.window' },
      ],
      [
        'FA-27 half a day',
        { production: moved('2026-07-01T00:00:00Z', '2026-07-05T12:00:00Z') },
        { code: 'BAD_INPUT', field: 'production.window' },
      ],
      [
        'FA-27 a window that ends before it begins',
        { production: moved('2026-07-05T00:00:00Z', '2026-07-01T00:00:00Z') },
        { code: 'BAD_INPUT', field: 'production.window' },
      ],
      [
        'FA-28 a window that ends sooner than its labels can be there',
        { production: { maturedDays: 62 } },
        { code: 'BAD_INPUT', field: 'production.window.end' },
      ],
      [
        'FA-28 a window that is not over',
        { production: { ...moved('2026-07-01T00:00:00Z', '2026-10-02T00:00:00Z'), maturedDays: 0 } },
        { code: 'BAD_INPUT', field: 'production.window.end' },
      ],
      [
        'FA-28 labels that mature before they are predicted',
        { production: { maturedDays: -1 } },
        { code: 'BAD_INPUT', field: 'production.maturedDays' },
      ],
      [
        'FA-27 an attribute that no prediction has',
        { sensitive: ['sex', 'age'] },
        { code: 'MISSING_COLUMN', field: 'sensitive', column: 'age' },
      ],
      [
        'FA-27 a segment that no prediction has',
        { stratumColumn: 'sex_of_whom' },
        { code: 'MISSING_COLUMN', field: 'stratumColumn', column: 'sex_of_whom' },
      ],
      [
        'FA-30 a threshold beside decisions',
        { production: { threshold: 0.5 } },
        { code: 'BAD_INPUT', field: 'production.threshold' },
      ],
      [
        'FA-30 a positive value that nothing has',
        { positiveValue: 'yes' },
        { code: 'BAD_INPUT', field: 'positiveValue' },
      ],
      ['FA-27 columns of a file', { labelColumn: 'label' }, { code: 'BAD_INPUT', field: 'labelColumn' }],
      [
        'FA-27 two populations',
        { datasetVersionId: '00000000-0000-7000-8000-000000000000' },
        { code: 'BAD_INPUT', field: 'production' },
      ],
      ['FA-27 no population', { production: null }, { code: 'BAD_INPUT', field: 'datasetVersionId' }],
    ])('%s', async (_what, changes: Fields, place) => {
      const input = { ...request(modelVersionId, changes), ...(changes['production'] === null && changes) };
      const { errors } = await sam.graphql(runAudit, { input });
      expect(errors?.[0]?.extensions).toMatchObject(place);
    });

    it('FA-28 until the day has come', async () => {
      now = new Date('2026-08-30T23:59:59.999Z');
      expect(await fault(modelVersionId, {})).toMatchObject({
        field: 'production.window.end',
        message:
          'Labels are given 30 days to arrive: the last day may be 2026-07-30, the end 2026-07-31T00:00:00Z.',
      });
      now = new Date('2026-08-31T00:00:00Z');
      expect((await audit(modelVersionId)).n).toBe(8);
    });

    it('F-5 FA-30 a third predicted value', async () => {
      const version = await newVersion();
      await predict(version.modelVersionId, july);
      await api.owner.query(
        `UPDATE prediction SET prediction = '2' WHERE model_version_id = $1 AND prediction_id = 'd'`,
        [version.modelVersionId],
      );
      expect(await fault(version.modelVersionId, {})).toMatchObject({
        ...{ code: 'BAD_INPUT', field: 'production.window' },
      });
    });
  });

  it('F-3 FA-27 takes a logged NaN for no group', async () => {
    const version = await newVersion();
    const rows = Array.from(
      { length: 12 },
      (_, at) => `n${at},2026-07-02T00:00:00Z,${at % 2},0.5,${['f', 'NaN', 'nan'][at % 3]},Oslo,north`,
    );
    await predict(version.modelVersionId, rows);
    const [bySex] = (await audit(version.modelVersionId)).attributes;
    expect(bySex).toMatchObject({ unknown: 8, groups: [{ values: ['f'] }] });
  });

  it('FA-31 says beforehand what a window holds, and names no value of few', async () => {
    const version = await newVersion();
    const rows = Array.from({ length: 25 }, (_, index) => {
      const sex = index < 12 ? 'f' : index < 22 ? 'm' : index === 22 ? 'x' : '';
      return `p${index},2026-07-0${1 + (index % 9)}T00:00:00Z,${index % 2},0.5,${sex},Oslo,north`;
    });
    await predict(version.modelVersionId, [...rows, ...july.slice(-1)]);
    await deliver(
      'logLabels',
      { modelId: version.modelId, mapping: { id: 'id', label: 'label', at: 'at' } },
      {
        text: 'id,label,at\np1,1,2026-07-05T00:00:00Z\np2,0,2026-07-08T12:00:00Z\nafter,1,2026-09-01T00:00:00Z',
      },
    );
    const read = `query ($id: ID!, $window: WindowInput!) { modelVersion(id: $id) { productionProfile(window: $window) {
      predictions lastLabelledAt labelDays columns { part name n missing distinct top { value count } otherCount } } } }`;
    const ask = (client: ApiClient, asked: object) =>
      client.graphql(read, { id: version.modelVersionId, window: asked });
    const { data } = await ask(dana, window);
    const { productionProfile } = data?.['modelVersion'] as { productionProfile: Fields };
    const of = (value: string, count: number) => ({ value, count });
    expect(productionProfile).toEqual({
      ...{ predictions: 25, lastLabelledAt: '2026-07-03T00:00:00.000Z', labelDays: 5.5 },
      columns: [
        { part: 'LABEL', name: 'label', n: 2, missing: 23, distinct: 2, top: [], otherCount: 2 },
        {
          ...{ part: 'PREDICTION', name: 'prediction', n: 25, missing: 0, distinct: 2 },
          ...{ top: [of('0', 13), of('1', 12)], otherCount: 0 },
        },
        { part: 'SCORE', name: 'score', n: 25, missing: 0, distinct: null, top: [], otherCount: 25 },
        {
          ...{ part: 'GROUP', name: 'city', n: 25, missing: 0, distinct: 1 },
          ...{ top: [of('Oslo', 25)], otherCount: 0 },
        },
        {
          ...{ part: 'GROUP', name: 'sex', n: 23, missing: 2, distinct: 3 },
          // The one x, named as what is left over, would be as good as named.
          ...{ top: [of('f', 12)], otherCount: 11 },
        },
        {
          ...{ part: 'SEGMENT', name: 'region', n: 25, missing: 0, distinct: 1 },
          ...{ top: [of('north', 25)], otherCount: 0 },
        },
      ],
    });
    const half = await ask(dana, { ...window, end: '2026-07-05T12:00:00Z' });
    expect(half.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'window' });
    const empty = await ask(dana, { start: '2025-01-01T00:00:00Z', end: '2025-02-01T00:00:00Z' });
    expect(empty.data?.['modelVersion']).toEqual({
      productionProfile: { predictions: 0, lastLabelledAt: null, labelDays: null, columns: [] },
    });
    const auditor = await ask(await api.as('ada'), window);
    expect(auditor.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('FA-27 is kept, read, reported and gated like an audit of a file', async () => {
    const { modelVersionId } = await julyVersion();
    const made = await audit(modelVersionId);
    const { fairnessAudit } = await sam.data<{ fairnessAudit: Audit }>(
      `query ($id: ID!) { fairnessAudit(id: $id) { ${auditFields} } }`,
      { id: made.id },
    );
    expect(fairnessAudit).toEqual(made);
    const latest = await api.database.read({ workspaceId: api.workspaceId }, ({ manager, now }) =>
      api.services.fairness.latest(manager, modelVersionId, now),
    );
    expect(latest).toMatchObject({ id: made.id, digest: made.evidenceDigest });
    const actor = {
      kind: 'person',
      id: '0',
      name: 'Test',
      workspaceId: api.workspaceId,
      roles: ['auditor'],
    } as const;
    const { document } = await api.services.fairnessReports.report(actor, made.id);
    const text = JSON.stringify(document);
    expect(text).toContain(
      '2026-07-01 to 2026-07-31 (UTC), both inclusive; labels had at least 30 days to arrive',
    );
    expect(text).toContain('Predictions made in production');
    const { rows } = await api.owner.query<{ payload: unknown }>(
      `SELECT payload FROM audit_entry WHERE workspace_id = $1 AND action = 'runFairnessAudit'
       ORDER BY sequence DESC LIMIT 1`,
      [api.workspaceId],
    );
    expect(JSON.stringify(rows[0])).toContain('2026-07-01T00:00:00.000Z');
  });

  it('FA-27 the database takes one population, not both, not neither', async () => {
    const { modelVersionId } = await julyVersion();
    const { id } = await audit(modelVersionId);
    for (const change of ['window_end = NULL', 'window_end = window_start', 'window_start = NULL'])
      await expect(
        api.owner.query(`UPDATE fairness_audit SET ${change} WHERE id = $1`, [id]),
      ).rejects.toThrow('fairness_audit_of_one_population');
  });
});
