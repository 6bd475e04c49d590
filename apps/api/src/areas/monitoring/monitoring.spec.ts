import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';
import { latestDriftEvidence, latestPerformanceEvidence } from './gate-evidence';
import { artifactDigest, registerDataset, run } from '../../testing/release-path';

const createMonitor = `mutation ($input: CreateMonitorInput!) { createMonitor(input: $input) { __typename
  ... on Refusal { code message }
  ... on MonitorCreated { monitor { id name kind minimumN modelVersion { id } baseline { id } latestRun { id } createdBy { name }
    checks { method appliesTo warning alert direction deciding } } } } }`;
const runMonitor = `mutation ($id: ID!) { runMonitor(monitorId: $id) { __typename
  ... on MonitorRunCompleted { run { id verdict evidenceDigest ranBy { name } monitor { id } windows { start end }
    results(first: 500) { totalCount nodes { ...result } } } } } }
  fragment result on MonitorResult { id column method verdict deciding warning alert direction baselineN pValue parameters
    window { start end } estimate { value n status reason lower upper method } }`;

interface Created {
  __typename: string;
  code: string;
  monitor: {
    id: string;
    checks: { method: string; appliesTo: string | null; alert: number; warning: number }[];
  };
}

interface Result {
  id: string;
  column: string | null;
  method: string;
  verdict: string;
  deciding: boolean;
  parameters: Record<string, unknown>;
  window: { start: string };
  estimate: { value: number | null; n: number; status: string; reason: string | null };
}

interface Run {
  id: string;
  verdict: string;
  evidenceDigest: string;
  windows: { start: string; end: string }[];
  results: { totalCount: number; nodes: Result[] };
}

const mapping = { id: 'id', at: 'at', score: 'score', prediction: 'prediction' };

/** Rows of a version: ages and cities cycle; `shift` moves the ages, `start` sets the month. */
function rows(
  count: number,
  { start, shift, labelled }: { start: string; shift: number; labelled: boolean },
): string {
  const first = Date.parse(start);
  const lines = Array.from({ length: count }, (_, row) => {
    const label = row % 3 === 0 ? 1 : 0;
    const score = label ? 0.6 + (row % 4) / 10 : 0.1 + (row % 7) / 10;
    const city = ['Oslo', 'Bergen', 'Tromsø'][row % 3];
    const fields = [
      `${start}-${row}`,
      new Date(first + row * 60_000).toISOString(),
      20 + (row % 50) + shift,
      city,
    ];
    return [...fields, score, score > 0.5 ? 1 : 0, ...(labelled ? [label] : [])].join(',');
  });
  return [`id,at,age,city,score,prediction${labelled ? ',label' : ''}`, ...lines].join('\n');
}

describe('monitors', () => {
  let api: TestApi;
  let dana: ApiClient;
  let now = new Date('2024-03-15T12:00:00Z');
  let modelId: string;
  let modelVersionId: string;
  let datasetVersionId: string;
  beforeAll(async () => {
    api = await startTestApi(() => now);
    dana = await api.as('dana');
    const upload = await dana.upload(
      'baseline.csv',
      rows(600, { start: '2023-12-01', shift: 0, labelled: true }),
    );
    datasetVersionId = await registerDataset(dana, 'baseline', upload);
    ({ modelId, modelVersionId } = await register('watched'));
    // January as the baseline, nothing in February, March shifted and still filling.
    await log('2024-01-02', 0);
    await log('2024-03-03', 40);
    const labels = rows(600, { start: '2024-01-02', shift: 0, labelled: true });
    await run(dana, 'logLabels', {
      input: {
        ...{ modelId, uploadId: await dana.upload('labels.csv', labels), idempotencyKey: 'labels' },
        mapping: { id: 'id', label: 'label', ignored: ['at', 'age', 'city', 'score', 'prediction'] },
      },
    });
  }, 60_000);
  afterAll(() => api.stop());

  /** Moves the clock, and signs in again: sessions end. */
  const moveTo = async (instant: string) => {
    now = new Date(instant);
    dana = await api.as('dana');
  };

  const register = async (name: string, withBaseline = true) => {
    const { model } = await run<{ model: { id: string } }>(dana, 'registerModel', {
      input: { name, purpose: 'To be watched.' },
    });
    const baseline = { datasetVersionId, mapping: { ...mapping, label: 'label' } };
    const input = {
      modelId: model.id,
      artifactDigest: artifactDigest(name),
      ...(withBaseline && { baseline }),
    };
    const { modelVersion } = await run<{ modelVersion: { id: string } }>(dana, 'registerModelVersion', {
      input,
    });
    return { modelId: model.id, modelVersionId: modelVersion.id };
  };

  const log = async (start: string, shift: number) => {
    const uploadId = await dana.upload('rows.csv', rows(600, { start, shift, labelled: false }));
    const input = { modelVersionId, uploadId, mapping, idempotencyKey: start };
    const answer = await run<{ accepted: number }>(dana, 'logPredictions', { input });
    expect(answer.accepted).toBe(600);
  };

  const create = async (input: Record<string, unknown>): Promise<Created> => {
    const data = await dana.data<{ createMonitor: Created }>(createMonitor, {
      input: { modelVersionId, ...input },
    });
    return data.createMonitor;
  };

  const start = async (id: string): Promise<Run> =>
    (await dana.data<{ runMonitor: { run: Run } }>(runMonitor, { id })).runMonitor.run;

  const fault = async (input: Record<string, unknown>) => {
    const { errors } = await dana.graphql(createMonitor, { input: { modelVersionId, ...input } });
    return errors?.[0];
  };

  const inTransaction = <T>(
    work: (manager: Parameters<Parameters<typeof api.database.read<T>>[1]>[0]['manager']) => Promise<T>,
  ) => api.database.read({ workspaceId: api.workspaceId }, ({ manager }) => work(manager));

  const driftEvidence = (versionId: string, method: string) =>
    inTransaction((manager) =>
      latestDriftEvidence({ manager, models: api.services.models }, versionId, { method }),
    );

  describe('creation', () => {
    it('M-9 and M-22 take the default checks that fit a column', async () => {
      const { monitor } = await create({ name: 'defaults', kind: 'DRIFT' });
      expect(monitor.checks.map(({ method, appliesTo }) => `${method} ${appliesTo}`)).toEqual([
        ...['psi NUMERIC', 'ks NUMERIC', 'wasserstein_normed NUMERIC', 'js_distance NUMERIC'],
        ...['psi CATEGORICAL', 'chi_square CATEGORICAL'],
      ]);
      expect(monitor).toMatchObject({
        minimumN: 100,
        kind: 'DRIFT',
        latestRun: null,
        createdBy: { name: 'Dana Okafor' },
      });
    });

    it("M-10 sets the lines of a performance monitor by the baseline's ROC AUC", async () => {
      const { monitor } = await create({ name: 'performance defaults', kind: 'PERFORMANCE' });
      const { modelVersion } = await dana.data<{
        modelVersion: { baseline: { performance: { metrics: Metric[] } } };
      }>(
        'query ($id: ID!) { modelVersion(id: $id) { baseline { performance { metrics { name estimate { value } } } } } }',
        { id: modelVersionId },
      );
      const rocAuc =
        modelVersion.baseline.performance.metrics.find(({ name }) => name === 'roc_auc')?.estimate.value ??
        NaN;
      expect(monitor.checks).toHaveLength(1);
      expect(monitor.checks[0]?.warning).toBeCloseTo(rocAuc - 0.02, 12);
      expect(monitor.checks[0]?.alert).toBeCloseTo(rocAuc - 0.05, 12);
    });

    it('M-20 returns the monitor that is there for the same content, and refuses other content and a missing baseline', async () => {
      const first = await create({ name: 'once', kind: 'DRIFT' });
      expect((await create({ name: 'once', kind: 'DRIFT' })).monitor.id).toBe(first.monitor.id);
      expect(await create({ name: 'once', kind: 'DRIFT', minimumN: 50 })).toMatchObject({
        ...{ __typename: 'Refusal', code: 'CONFLICTING_REGISTRATION' },
      });
      const bare = await register('bare', false);
      expect(
        await create({ name: 'bare', kind: 'DRIFT', modelVersionId: bare.modelVersionId }),
      ).toMatchObject({
        ...{ __typename: 'Refusal', code: 'NO_BASELINE' },
      });
    });

    const above = { alert: 0.2, direction: 'ABOVE' };
    it.each([
      [
        'an unknown method',
        'DRIFT',
        [{ method: 'magic', appliesTo: 'NUMERIC', ...above }],
        'checks[0].method',
        'psi, ks, wasserstein_normed, js_distance',
      ],
      [
        'a method of another kind',
        'DRIFT',
        [{ method: 'ks', appliesTo: 'CATEGORICAL', ...above }],
        'checks[0].method',
        'psi, chi_square, js_distance, cramers_v',
      ],
      [
        'a drift check without columns',
        'DRIFT',
        [{ method: 'psi', ...above }],
        'checks[0].appliesTo',
        'NUMERIC',
      ],
      [
        'a kind no column has',
        'DRIFT',
        [{ method: 'psi', appliesTo: 'TIMESTAMP', ...above }],
        'checks[0].appliesTo',
        'NUMERIC',
      ],
      [
        'a line on the good side',
        'DRIFT',
        [{ method: 'psi', appliesTo: 'NUMERIC', alert: 0.2, direction: 'BELOW' }],
        'checks[0].direction',
        'ABOVE',
      ],
      [
        'a warning beyond the alert',
        'DRIFT',
        [{ method: 'psi', appliesTo: 'NUMERIC', warning: 0.3, ...above }],
        'checks[0].warning',
        'alert',
      ],
      [
        'the same check twice',
        'DRIFT',
        [1, 2].map(() => ({ method: 'psi', appliesTo: 'NUMERIC', ...above })),
        'checks[1].method',
        'twice',
      ],
      [
        'checks of which none decides',
        'DRIFT',
        [{ method: 'psi', appliesTo: 'NUMERIC', deciding: false, ...above }],
        'checks',
        'decide',
      ],
      ['no check at all', 'DRIFT', [], 'checks', 'decide'],
      [
        'a drift method for performance',
        'PERFORMANCE',
        [{ method: 'psi', ...above }],
        'checks[0].method',
        'roc_auc, accuracy',
      ],
      [
        'a loss that is bad below',
        'PERFORMANCE',
        [{ method: 'brier', alert: 0.2, direction: 'BELOW' }],
        'checks[0].direction',
        'ABOVE',
      ],
    ])('M-22 refuses %s', async (_what, kind, checks, field, hint) => {
      const error = await fault({ name: 'refused', kind, checks });
      expect(error?.extensions).toMatchObject({ code: 'BAD_INPUT', field });
      expect(error?.message).toContain(hint);
    });

    it('says NOT_FOUND for a version, monitor or run nobody knows', async () => {
      const id = '00000000-0000-7000-8000-000000000000';
      expect((await fault({ name: 'x', kind: 'DRIFT', modelVersionId: id }))?.extensions).toMatchObject({
        code: 'NOT_FOUND',
        id,
      });
      const queries = [
        'mutation ($id: ID!) { runMonitor(monitorId: $id) { __typename } }',
        'query ($id: ID!) { monitor(id: $id) { id } }',
        'query ($id: ID!) { monitorResults(runId: $id) { totalCount } }',
      ];
      for (const query of queries) {
        expect((await dana.graphql(query, { id })).errors?.[0]?.extensions).toMatchObject({
          code: 'NOT_FOUND',
          id,
        });
      }
    });

    it('is closed to roles that may not create monitors', async () => {
      const auditor = await api.as('ada');
      const { errors } = await auditor.graphql(createMonitor, {
        input: { modelVersionId, name: 'x', kind: 'DRIFT' },
      });
      expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    });
  });

  describe('drift runs', () => {
    let monitorId: string;
    let made: Run;
    beforeAll(async () => {
      monitorId = (await create({ name: 'drift', kind: 'DRIFT' })).monitor.id;
      made = await start(monitorId);
    });
    const resultOf = ({ results }: Run, month: string, column: string, method: string) =>
      results.nodes.find(
        (found) => found.window.start.startsWith(month) && found.column === column && found.method === method,
      );

    it('M-28 makes windows only of months that hold a prediction', () => {
      // Nothing was predicted in February.
      expect(made.windows).toEqual([
        { start: '2024-01-01T00:00:00.000Z', end: '2024-02-01T00:00:00.000Z' },
        { start: '2024-03-01T00:00:00.000Z', end: '2024-04-01T00:00:00.000Z' },
      ]);
    });

    it('M-23 measures every month, feature and check, the score included', () => {
      expect(made.results.totalCount).toBe(2 * (4 + 2 + 4));
      const january = made.results.nodes.filter(({ window }) => window.start.startsWith('2024-01'));
      expect(january.map(({ column, method }) => `${column} ${method}`)).toEqual([
        ...['psi', 'ks', 'wasserstein_normed', 'js_distance'].map((method) => `age ${method}`),
        ...['city psi', 'city chi_square'],
        ...['psi', 'ks', 'wasserstein_normed', 'js_distance'].map((method) => `score ${method}`),
      ]);
      expect(january.map(({ estimate, verdict }) => [estimate.value, verdict])).toEqual(
        january.map(() => [0, 'OK']),
      );
    });

    it('keeps what one needs to compute a result again', () => {
      expect(resultOf(made, '2024-03', 'age', 'psi')).toMatchObject({
        verdict: 'ALERT',
        estimate: { n: 600 },
        baselineN: 600,
        parameters: {
          bins: 10,
          epsilon: 0.0001,
          logarithm: 'natural',
          binning: 'baseline_deciles',
          edges: expect.any(Array),
        },
      });
      // Ages 20 … 69 against 60 … 109: the lower 40 of 50 ages are gone.
      expect(resultOf(made, '2024-03', 'age', 'ks')?.estimate.value).toBeCloseTo(0.8, 12);
      expect(resultOf(made, '2024-03', 'age', 'ks')?.parameters).toMatchObject({ mode: 'exact' });
      expect(resultOf(made, '2024-03', 'city', 'chi_square')?.parameters).toMatchObject({
        degreesOfFreedom: 2,
        statistic: 0,
      });
      expect(resultOf(made, '2024-03', 'age', 'js_distance')?.parameters).toMatchObject({ base: 2 });
    });

    it('M-21 and M-28 take the verdict from the latest month with predictions that has ended', async () => {
      // On 15 March that is January.
      expect(made.verdict).toBe('OK');
      await moveTo('2024-04-01T00:00:00Z');
      expect((await start(monitorId)).verdict).toBe('ALERT');
    });

    it('M-25 gives the same digest for the same rows, whenever it runs, and none of its bytes is a clock', async () => {
      await moveTo('2024-05-01T00:00:00Z');
      const again = await start(monitorId);
      expect(again.id).not.toBe(made.id);
      expect(again.evidenceDigest).toBe(made.evidenceDigest);
      const { evidence } = await dana.data<{ evidence: { kind: string; body: { results: unknown[] } } }>(
        'query ($digest: String!) { evidence(digest: $digest) { kind body } }',
        { digest: made.evidenceDigest },
      );
      expect(evidence.kind).toBe('monitor_run');
      expect(evidence.body).toMatchObject({
        artifactDigest: artifactDigest('watched'),
        monitor: { name: 'drift', kind: 'drift', minimumN: 100 },
      });
      expect(evidence.body.results).toHaveLength(20);
    });

    it('M-27 shows a gate what its method measured on every column, in the latest month that had ended', async () => {
      const evidence = await driftEvidence(modelVersionId, 'psi');
      expect(evidence).toMatchObject({
        ...{ kind: 'drift', modelVersionId, digest: made.evidenceDigest, completeWindows: 2, method: 'psi' },
        producedAt: now.getTime(),
      });
      const march = { start: Date.parse('2024-03-01'), end: Date.parse('2024-04-01') };
      expect(evidence?.latestWindow?.window).toEqual(march);
      const values = evidence?.latestWindow?.columns.map(({ column, estimate }) => [column, estimate?.value]);
      expect(values).toEqual(
        ['age', 'city', 'score'].map((column) => [
          column,
          resultOf(made, '2024-03', column, 'psi')?.estimate.value,
        ]),
      );
    });

    it('M-27 has nothing to show of a column on which the method was not measured', async () => {
      const evidence = await driftEvidence(modelVersionId, 'ks');
      const estimates = evidence?.latestWindow?.columns.map(({ column, estimate }) => [
        column,
        estimate?.n ?? null,
      ]);
      expect(estimates).toEqual([
        ['age', 600],
        ['city', null],
        ['score', 600],
      ]);
    });

    it('filters results, and pages through them in the same order', async () => {
      const document = `query ($id: ID!, $after: String) { monitorResults(runId: $id, first: 7, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const { monitorResults }: { monitorResults: ResultPage } = await dana.data(document, {
          id: made.id,
          after,
        });
        seen.push(...monitorResults.nodes.map(({ id }) => id));
        ({ endCursor: after, hasNextPage: more } = monitorResults.pageInfo);
      }
      expect(seen).toEqual(made.results.nodes.map(({ id }) => id));
      const { monitor } = await dana.data<{ monitor: { latestRun: Record<string, { nodes: Result[] }> } }>(
        `query ($id: ID!) { monitor(id: $id) { latestRun {
          ages: results(column: "age", method: "psi") { nodes { column method } }
          march: results(window: { start: "2024-03-01T00:00:00Z", end: "2024-04-01T00:00:00Z" }, decidingOnly: true) { nodes { column method deciding } } } } }`,
        { id: monitorId },
      );
      expect(monitor.latestRun['ages']?.nodes).toEqual(Array(2).fill({ column: 'age', method: 'psi' }));
      expect(monitor.latestRun['march']?.nodes.map(({ column }) => column)).toEqual(['age', 'city', 'score']);
    });

    it('M-26 gives the model the health of its latest runs, and writes one audit entry a run', async () => {
      const read = 'query ($id: ID!) { model(id: $id) { health } }';
      const other = await register('unwatched');
      expect(await dana.data(read, { id: modelId })).toEqual({ model: { health: 'ALERT' } });
      expect(await dana.data(read, { id: other.modelId })).toEqual({ model: { health: 'UNKNOWN' } });
      const entries = await api.owner.query(
        `SELECT payload FROM audit_entry WHERE workspace_id = $1 AND action = 'runMonitor' AND outcome = 'done'
         ORDER BY sequence`,
        [api.workspaceId],
      );
      expect(entries.rows.map(({ payload }: { payload: { verdict: string } }) => payload.verdict)).toEqual([
        'ok',
        'alert',
        'alert',
      ]);
    });

    it('M-23 says unknown, with the reason, of a column without a value in a month', async () => {
      const hollow = await register('hollow');
      const lines = Array.from({ length: 150 }, (_, row) => `h${row},2024-01-05T00:00:00Z,,Oslo,0.5,1`);
      const uploadId = await dana.upload('h.csv', ['id,at,age,city,score,prediction', ...lines].join('\n'));
      const { modelVersionId: id } = hollow;
      const input = { modelVersionId: id, uploadId, mapping, idempotencyKey: 'hollow' };
      await run(dana, 'logPredictions', { input });
      const { monitor } = await create({ name: 'hollow', kind: 'DRIFT', modelVersionId: id });
      const { results } = await start(monitor.id);
      const ages = results.nodes.filter(({ column }) => column === 'age');
      expect(ages).toHaveLength(4);
      for (const { estimate, verdict } of ages) {
        expect(estimate).toMatchObject({ value: null, n: 0, status: 'NOT_COMPUTABLE', reason: 'no_rows' });
        expect(verdict).toBe('UNKNOWN');
      }
    });
  });

  describe('performance runs', () => {
    it('M-24 measure the labelled rows, state the others, and show a gate the latest month with enough labels', async () => {
      const checks = [
        { method: 'roc_auc', alert: 0.7, warning: 0.8, direction: 'BELOW' },
        { method: 'brier', alert: 0.5, direction: 'ABOVE', deciding: false },
      ];
      const { monitor } = await create({ name: 'performance', kind: 'PERFORMANCE', checks });
      const made = await start(monitor.id);
      const rocAuc = made.results.nodes.filter(({ method }) => method === 'roc_auc');
      expect(
        rocAuc.map(({ estimate, parameters }) => [
          estimate.n,
          parameters['labelled'],
          parameters['unlabelled'],
          parameters['labelCoverage'],
        ]),
      ).toEqual([
        [600, 600, 0, 1],
        [0, 0, 600, 0],
      ]);
      expect(rocAuc.map(({ verdict }) => verdict)).toEqual(['OK', 'UNKNOWN']);
      expect(rocAuc[0]?.column).toBeNull();
      // January's rows are the baseline's.
      expect(rocAuc[0]?.estimate.value).toBe(rocAuc[0]?.parameters['baselineValue']);
      expect(made.verdict).toBe('UNKNOWN');
      const evidence = await inTransaction((manager) =>
        latestPerformanceEvidence(manager, modelVersionId, { metric: 'roc_auc', minimumN: 100 }),
      );
      expect(evidence).toMatchObject({
        kind: 'performance',
        metric: 'roc_auc',
        digest: made.evidenceDigest,
        estimate: { status: 'ok', n: 600 },
        labelCoverage: 1,
      });
      expect(new Date(evidence?.window?.start ?? 0).toISOString()).toBe('2024-01-01T00:00:00.000Z');
      expect(
        await inTransaction((manager) =>
          latestPerformanceEvidence(manager, modelVersionId, { metric: 'f1', minimumN: 100 }),
        ),
      ).toBeNull();
    });

    it('M-21 says unknown of a version without traffic', async () => {
      const silent = await register('silent');
      const { monitor } = await create({
        name: 'silent',
        kind: 'DRIFT',
        modelVersionId: silent.modelVersionId,
      });
      expect(await start(monitor.id)).toMatchObject({
        verdict: 'UNKNOWN',
        windows: [],
        results: { totalCount: 0 },
      });
      const evidence = await driftEvidence(silent.modelVersionId, 'psi');
      expect(evidence).toMatchObject({ completeWindows: 0, latestWindow: null });
    });
  });

  interface Metric {
    name: string;
    estimate: { value: number };
  }

  interface ResultPage {
    nodes: { id: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  }
});
