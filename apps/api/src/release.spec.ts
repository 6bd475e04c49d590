import { readFile } from 'node:fs/promises';
import { seededRandom } from '@countersign/statistics/random';
import { realDataPath, withRealData } from '@countersign/testing/real-data';
import { startTestApi, type ApiClient, type TestApi } from './testing/api';
import { fault, registerDataset, registerVersion, run } from './testing/release-path';

const housing = {
  id: 'id',
  at: 'timestamp',
  score: 'y_pred_proba',
  prediction: 'y_pred',
  label: 'clf_target',
  assumeUtc: true,
};

withRealData(() =>
  describe('a release on the California housing data, end to end', () => {
    let api: TestApi;
    let dana: ApiClient;
    let ids: { modelId: string; modelVersionId: string };
    beforeAll(async () => {
      api = await startTestApi();
      dana = await api.as('dana');
      const upload = await dana.uploadFile(realDataPath('california_housing_reference.csv'));
      const baselineId = await registerDataset(dana, 'california-housing', upload);
      ids = await registerVersion(dana, { model: 'house-prices', baselineId, mapping: housing });
    });
    afterAll(() => api.stop());

    it('computes the baseline performance that the reference implementations compute', async () => {
      const { modelVersion } = await dana.data<{ modelVersion: { baseline: { performance: Performance } } }>(
        `query ($id: ID!) { modelVersion(id: $id) { baseline { performance { n confusion { tp fp fn tn } metrics { name estimate { value n lower upper method } } } } } }`,
        { id: ids.modelVersionId },
      );
      const { performance } = modelVersion.baseline;
      expect(performance.confusion).toEqual({ tp: 1836, fp: 42, fn: 1880, tn: 2074 });
      expect(metric(performance, 'roc_auc')).toBeCloseTo(0.9079415179034716, 9);
    });

    it('registers Parquet as it does CSV, and knows the same bytes again', async () => {
      const register = async () => {
        const uploadId = await dana.uploadFile(realDataPath('adult.parquet'));
        return run(dana, 'registerDatasetVersion', { input: { dataset: 'census', uploadId } });
      };
      expect(await register()).toMatchObject({
        created: true,
        datasetVersion: { number: 1, rowCount: 48842 },
      });
      expect(await register()).toMatchObject({ created: false, datasetVersion: { number: 1 } });
      const cut = (await readFile(realDataPath('adult.parquet'))).subarray(0, 5000);
      const input = { dataset: 'census', uploadId: await dana.upload('cut.parquet', cut) };
      expect(await fault(dana, 'registerDatasetVersion', { input })).toMatchObject({
        code: 'UNREADABLE_FILE',
        field: 'uploadId',
      });
    });

    it('takes a year of predictions once, and its late labels', async () => {
      const { modelVersionId, modelId } = ids;
      const predictions = {
        ...{
          modelVersionId,
          uploadId: await dana.uploadFile(realDataPath('california_housing_analysis.csv')),
        },
        ...{ mapping: { ...housing, label: null }, idempotencyKey: 'analysis' },
      };
      const taken = { accepted: 8232, duplicate: 0, conflicting: 0, rejected: 0 };
      expect(await run(dana, 'logPredictions', { input: predictions })).toMatchObject(taken);
      expect(await run(dana, 'logPredictions', { input: predictions })).toMatchObject(taken);
      const resent = await run(dana, 'logPredictions', {
        input: { ...predictions, idempotencyKey: 'again' },
      });
      expect(resent).toMatchObject({ accepted: 0, duplicate: 8232 });
      const labels = {
        ...{ modelId, uploadId: await dana.uploadFile(realDataPath('california_housing_analysis_gt.csv')) },
        ...{ mapping: { id: 'id', label: 'clf_target' }, idempotencyKey: 'labels' },
      };
      expect(await run(dana, 'logLabels', { input: labels })).toMatchObject(taken);
      const { modelVersion } = await dana.data<{
        modelVersion: { performance: Performance; traffic: unknown };
      }>(
        `query ($id: ID!) { modelVersion(id: $id) { traffic { predictions labels } performance { n unlabelled metrics { name estimate { value } } } } }`,
        { id: modelVersionId },
      );
      expect(modelVersion.traffic).toEqual({ predictions: 8232, labels: 8232 });
      expect(metric(modelVersion.performance, 'roc_auc')).toBeCloseTo(0.8402458783370228, 9);
    });

    it('finds drift and lost performance, month by month, with the same evidence for the same data', async () => {
      for (const kind of ['DRIFT', 'PERFORMANCE']) {
        const input = { modelVersionId: ids.modelVersionId, name: kind.toLowerCase(), kind };
        const { monitor } = await run<{ monitor: { id: string } }>(dana, 'createMonitor', { input });
        const first = await run<{ run: Run }>(dana, 'runMonitor', { id: monitor.id });
        expect(first.run.windows).toHaveLength(12);
        const second = await run<{ run: Run }>(dana, 'runMonitor', { id: monitor.id });
        expect(second.run.evidenceDigest).toBe(first.run.evidenceDigest);
        const { monitorResults } = await dana.data<{ monitorResults: { nodes: Result[] } }>(
          `query ($id: ID!) { monitorResults(runId: $id, first: 500) { nodes { column method verdict alert parameters estimate { value n status reason method } } } }`,
          { id: first.run.id },
        );
        expect(monitorResults.nodes.length).toBeGreaterThan(11);
        expect(monitorResults.nodes.map(({ verdict }) => verdict)).toContain('ALERT');
        for (const { estimate, parameters } of monitorResults.nodes) {
          expect(estimate.n).toBeGreaterThan(0);
          expect((estimate.value === null) === (estimate.status !== 'OK')).toBe(true);
          expect(Object.keys(parameters).length).toBeGreaterThan(0);
        }
      }
    });

    it('blocks the promotion of a drifting version, and cannot be talked into activating it', async () => {
      const input = { modelVersionId: ids.modelVersionId, rationale: 'It did well last year.' };
      const requested = await run<{ promotion: PromotionShape }>(dana, 'requestPromotion', { input });
      expect(requested.promotion.state).toBe('BLOCKED');
      const verdicts = Object.fromEntries(
        requested.promotion.gates.map(({ kind, verdict }) => [kind, verdict]),
      );
      expect(verdicts).toMatchObject({ DRIFT: 'FAIL', FAIRNESS: 'UNKNOWN' });
      for (const persona of ['sam', 'riley']) {
        const vote = await run(await api.as(persona), 'castVote', { input: ballot(requested.promotion) });
        expect(vote).toMatchObject({ __typename: 'VoteCast', promotion: { state: 'BLOCKED' } });
      }
      const activated = await run(await api.as('mel'), 'activatePromotion', { id: requested.promotion.id });
      expect(activated).toMatchObject({ __typename: 'Refusal', code: 'GATES_NOT_PASSED' });
      const { model } = await dana.data<{ model: unknown }>(
        'query ($id: ID!) { model(id: $id) { aliases { name } } }',
        { id: ids.modelId },
      );
      expect(model).toEqual({ aliases: [] });
    });

    it('audits COMPAS by race, sex and both to the published values', async () => {
      const upload = await dana.uploadFile(realDataPath('compas.csv'));
      const datasetVersionId = await registerDataset(dana, 'compas', upload);
      const input = {
        ...{
          modelVersionId: ids.modelVersionId,
          datasetVersionId,
          labelColumn: 'label_value',
          predictionColumn: 'score',
        },
        ...{
          sensitive: ['race', 'sex'],
          favourable: 'NEGATIVE',
          rationale: 'High risk is the bad outcome.',
          minimumGroupSize: 1,
        },
      };
      // The groups are small: who may see such numbers runs the audit.
      const sam = await api.as('sam');
      const { audit } = await run<{ audit: Audit }>(sam, 'runFairnessAudit', { input });
      expect(audit.verdict).toBe('FAIL');
      expect(audit.attributes.map(({ attributes }) => attributes)).toEqual([
        ['race'],
        ['sex'],
        ['race', 'sex'],
      ]);
      const race = audit.attributes[0]!;
      const disparity = (name: string) => race.disparities.find(({ criterion }) => criterion === name)!;
      expect(disparity('DEMOGRAPHIC_PARITY').difference.value).toBeCloseTo(0.457117595, 9);
      expect(disparity('DEMOGRAPHIC_PARITY').ratio.value).toBeCloseTo(0.314323607, 9);
      expect(disparity('EQUALIZED_ODDS').difference.value).toBeCloseTo(0.576691729, 9);
      expect(race.groups.find(({ values }) => values[0] === 'Caucasian')?.counts).toEqual({
        tp: 505,
        fp: 349,
        fn: 461,
        tn: 1139,
      });
    });

    it('names the place of every kind of bad input and writes nothing', async () => {
      const { modelVersionId, modelId } = ids;
      const before = await countRows(api);
      const predictions = async (text: string) => ({
        input: {
          modelVersionId,
          uploadId: await dana.upload('p.csv', text),
          mapping: { id: 'id', at: 'at', score: 'score' },
          idempotencyKey: `file of ${text.length}`,
        },
      });
      const header = 'id,at,score\n';
      expect(
        await fault(
          dana,
          'logPredictions',
          await predictions(`${header}x1,2026-01-01T00:00:00Z,0.5\nx2,2026-01-01T00:00:00Z,high\n`),
        ),
      ).toMatchObject({
        code: 'NOT_A_NUMBER',
        line: 3,
      });
      expect(await fault(dana, 'logPredictions', await predictions('id,score\nx1,0.5\n'))).toMatchObject({
        code: 'MISSING_COLUMN',
        column: 'at',
      });
      expect(await fault(dana, 'logPredictions', await predictions(''))).toMatchObject({
        code: 'EMPTY_FILE',
      });
      expect(await fault(dana, 'logPredictions', await predictions('id;at;score\n1;2;3\n'))).toMatchObject({
        code: 'WRONG_DELIMITER',
      });
      const labels = {
        modelId,
        uploadId: await dana.upload('l.csv', 'id,label\nnobody,1\n'),
        mapping: { id: 'id', label: 'label' },
        idempotencyKey: 'stray',
      };
      expect(await fault(dana, 'logLabels', { input: labels })).toMatchObject({
        code: 'NO_MATCHING_PREDICTION',
        line: 2,
      });
      expect(await countRows(api)).toEqual(before);
    });

    it('records an attempt on what is not there, and does nothing else', async () => {
      const { audit_entry: entries, ...before } = await countRows(api);
      const unknown = '01900000-0000-7000-8000-000000000000';
      expect(await fault(dana, 'runMonitor', { id: unknown })).toMatchObject({
        code: 'NOT_FOUND',
        id: unknown,
      });
      expect(await countRows(api)).toEqual({ ...before, audit_entry: String(Number(entries) + 1) });
    });

    it('keeps one verified audit entry for every change and every refusal', async () => {
      const { verifyAuditLog, auditLog } = await (
        await api.as('ada')
      ).data<{
        verifyAuditLog: { valid: boolean; entries: number };
        auditLog: { nodes: { action: string; outcome: string }[]; totalCount: number };
      }>('{ verifyAuditLog { valid entries } auditLog(first: 200) { totalCount nodes { action outcome } } }');
      expect(verifyAuditLog).toEqual({ valid: true, entries: auditLog.totalCount });
      const actions = auditLog.nodes.map(({ action, outcome }) => `${action} ${outcome}`);
      expect(actions.filter((each) => each === 'castVote DONE')).toHaveLength(2);
      expect(actions).toContain('activatePromotion REFUSED');
    });
  }),
);

describe('a release whose gates pass, end to end', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  it('is signed by two people of two roles, never by the requester, and moves the alias', async () => {
    const dana = await api.as('dana');
    const { modelId, modelVersionId } = await quietVersion(dana);
    const requested = await run<{ promotion: PromotionShape }>(dana, 'requestPromotion', {
      input: { modelVersionId, rationale: 'Better, and quiet.' },
    });
    expect(requested.promotion.gates.map(({ verdict, reason }) => ({ verdict, reason }))).toEqual(
      requested.promotion.gates.map(({ reason }) => ({ verdict: 'PASS', reason })),
    );
    const input = ballot(requested.promotion);
    expect(await run(dana, 'castVote', { input })).toMatchObject({
      __typename: 'Refusal',
      code: 'SELF_APPROVAL',
    });
    const sam = await api.as('sam');
    expect(await run(sam, 'castVote', { input })).toMatchObject({
      vote: { counts: true },
      promotion: { state: 'IN_REVIEW' },
    });
    expect(await run(sam, 'castVote', { input })).toMatchObject({ code: 'ALREADY_VOTED' });
    expect(await run(await api.as('mel'), 'activatePromotion', { id: input.promotionId })).toMatchObject({
      code: 'QUORUM_NOT_REACHED',
    });
    expect(await run(await api.as('riley'), 'castVote', { input })).toMatchObject({
      promotion: { state: 'APPROVED' },
    });
    expect(await run(await api.as('mel'), 'activatePromotion', { id: input.promotionId })).toMatchObject({
      promotion: { state: 'ACTIVE' },
    });
    expect(await run(await api.as('riley'), 'castVote', { input })).toMatchObject({
      code: 'PROMOTION_CLOSED',
    });
    const { model } = await dana.data<{ model: unknown }>(
      'query ($id: ID!) { model(id: $id) { aliases { name protected version { id } promotion { id } } } }',
      { id: modelId },
    );
    expect(model).toEqual({
      aliases: [
        {
          name: 'champion',
          protected: true,
          version: { id: modelVersionId },
          promotion: { id: input.promotionId },
        },
      ],
    });
  });
});

interface Performance {
  confusion: unknown;
  metrics: { name: string; estimate: { value: number } }[];
}
interface Run {
  id: string;
  verdict: string;
  evidenceDigest: string;
  windows: unknown[];
}
interface Result {
  column: string | null;
  method: string;
  verdict: string;
  parameters: Record<string, unknown>;
  estimate: { value: number | null; n: number; status: string };
}
interface PromotionShape {
  id: string;
  state: string;
  round: number;
  subjectDigest: string;
  gates: { kind: string; verdict: string; reason: string }[];
}
interface Audit {
  verdict: string;
  attributes: {
    attributes: string[];
    groups: { values: string[]; counts: unknown }[];
    disparities: { criterion: string; difference: { value: number }; ratio: { value: number } }[];
  }[];
}

const metric = ({ metrics }: Performance, name: string) =>
  metrics.find((each) => each.name === name)?.estimate.value;

const ballot = ({ id, round, subjectDigest }: PromotionShape) => ({
  promotionId: id,
  decision: 'APPROVE',
  comment: 'Read it.',
  round,
  subjectDigest,
});

async function countRows(api: TestApi): Promise<Record<string, string>> {
  const tables = [
    'prediction',
    'prediction_identity',
    'label',
    'ingest_batch',
    'window_profile',
    'monitor_run',
    'audit_entry',
  ];
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table} WHERE workspace_id = $1) AS ${table}`);
  const { rows } = await api.owner.query<Record<string, string>>(`SELECT ${counts.join(', ')}`, [
    api.workspaceId,
  ]);
  return rows[0] ?? {};
}

/** A version on steady data: the same law for baseline and three months of traffic, no gap between the groups. Seed 11. */
async function quietVersion(dana: ApiClient) {
  const random = seededRandom(11);
  const rows = (count: number, at: (index: number) => Date) =>
    Array.from({ length: count }, (_, index) => {
      const income = random.gaussian();
      const score = 1 / (1 + Math.exp(-2 * income));
      const label = random.next() < score ? 1 : 0;
      return [
        `r${index}`,
        at(index).toISOString(),
        income,
        score.toFixed(6),
        score >= 0.5 ? 1 : 0,
        label,
        index % 2 ? 'f' : 'm',
      ];
    });
  const text = (header: string, lines: unknown[][]) =>
    [header, ...lines.map((line) => line.join(','))].join('\n');
  const header = 'id,at,income,score,prediction,label,sex';
  const hour = 3_600_000;
  const baseline = rows(4000, (index) => new Date(Date.UTC(2026, 0, 1) + index * hour));
  const traffic = rows(2160, (index) => new Date(Date.UTC(2026, 6, 1) + index * hour));
  const baselineId = await registerDataset(
    dana,
    'steady',
    await dana.upload('baseline.csv', text(header, baseline)),
  );
  const mapping = {
    id: 'id',
    at: 'at',
    score: 'score',
    prediction: 'prediction',
    label: 'label',
    groups: ['sex'],
  };
  const ids = await registerVersion(dana, { model: 'steady', baselineId, mapping });
  const { modelVersionId, modelId } = ids;
  const upload = await dana.upload('traffic.csv', text(header, traffic));
  await run(dana, 'logPredictions', {
    input: {
      modelVersionId,
      uploadId: upload,
      mapping: { ...mapping, label: null, ignored: ['label'] },
      idempotencyKey: 'p',
    },
  });
  const labelMapping = { id: 'id', label: 'label', ignored: ['at', 'income', 'score', 'prediction', 'sex'] };
  await run(dana, 'logLabels', {
    input: { modelId, uploadId: upload, mapping: labelMapping, idempotencyKey: 'l' },
  });
  for (const kind of ['DRIFT', 'PERFORMANCE']) {
    const { monitor } = await run<{ monitor: { id: string } }>(dana, 'createMonitor', {
      input: { modelVersionId, name: kind, kind },
    });
    await run(dana, 'runMonitor', { id: monitor.id });
  }
  const audit = {
    modelVersionId,
    datasetVersionId: baselineId,
    labelColumn: 'label',
    predictionColumn: 'prediction',
  };
  await run(dana, 'runFairnessAudit', {
    input: { ...audit, sensitive: ['sex'], favourable: 'POSITIVE', rationale: 'A positive is a grant.' },
  });
  return ids;
}
