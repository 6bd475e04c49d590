import { performance } from 'node:perf_hooks';
import { realDataPath, withRealData } from '@countersign/testing/real-data';
import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';

// Other work may share the machine; the bench judges the time, here it is only printed.
jest.setTimeout(60_000);

const documents = {
  dataset: `mutation ($input: RegisterDatasetVersionInput!) { registerDatasetVersion(input: $input) {
    ... on DatasetVersionRegistered { datasetVersion { id } } } }`,
  model: `mutation ($input: RegisterModelInput!) { registerModel(input: $input) {
    ... on ModelRegistered { model { id } } } }`,
  version: `mutation ($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) {
    ... on ModelVersionRegistered { created modelVersion { id baseline { features { name kind }
      performance { n unlabelled confusion { tp fp fn tn } metrics { name estimate { value lower upper method status } } } } } } } }`,
  predictions: `mutation ($input: LogPredictionsInput!) { logPredictions(input: $input) {
    __typename ... on RowsLogged { accepted duplicate conflicting rejected errors { line code } } } }`,
  labels: `mutation ($input: LogLabelsInput!) { logLabels(input: $input) {
    __typename ... on RowsLogged { accepted duplicate conflicting rejected errors { line code } } } }`,
  read: `query ($id: ID!) { modelVersion(id: $id) {
    traffic { predictions labels first last }
    model { lastPredictionAt }
    performance { n unlabelled metrics { name estimate { value n } } }
    june: performance(window: { start: "2021-06-01T00:00:00Z", end: "2021-07-01T00:00:00Z" }) { n unlabelled }
    columnDistribution(column: "MedInc", window: { start: "2021-06-01T00:00:00Z", end: "2021-07-01T00:00:00Z" }) {
      kind baselineN currentN baselineMissing currentMissing bins { lower upper category baseline current } } } }`,
};

interface Report {
  n: number;
  unlabelled: number;
  confusion: unknown;
  metrics: { name: string; estimate: { value: number; lower: number; upper: number; method: string } }[];
}

const mapping = { id: 'id', at: 'timestamp', prediction: 'y_pred', score: 'y_pred_proba', assumeUtc: true };
const accepted = (rows: number) => ({
  ...{ __typename: 'RowsLogged', accepted: rows, duplicate: 0, conflicting: 0, rejected: 0, errors: [] },
});

const valueOf = (report: Pick<Report, 'metrics'>, metric: string) =>
  report.metrics.find(({ name }) => name === metric)?.estimate.value ?? NaN;

withRealData(() => {
  describe('traffic of the California housing model', () => {
    let api: TestApi;
    let dana: ApiClient;
    let modelId: string;
    let versionId: string;
    let baseline: { features: { name: string; kind: string }[]; performance: Report };

    beforeAll(async () => {
      api = await startTestApi();
      dana = await api.as('dana');
      const uploadId = await dana.uploadFile(realDataPath('california_housing_reference.csv'));
      const { registerDatasetVersion } = await dana.data<{
        registerDatasetVersion: { datasetVersion: { id: string } };
      }>(documents.dataset, { input: { dataset: 'california', uploadId } });
      const { registerModel } = await dana.data<{ registerModel: { model: { id: string } } }>(
        documents.model,
        {
          input: { name: 'california', purpose: 'House prices above the median.' },
        },
      );
      modelId = registerModel.model.id;
      const datasetVersionId = registerDatasetVersion.datasetVersion.id;
      const { registerModelVersion } = await dana.data<{
        registerModelVersion: { modelVersion: { id: string; baseline: typeof baseline } };
      }>(documents.version, {
        input: {
          ...{ modelId, artifactDigest: 'ab'.repeat(32), trainingDatasetVersionId: datasetVersionId },
          baseline: { datasetVersionId, mapping: { ...mapping, label: 'clf_target' } },
        },
      });
      ({ id: versionId, baseline } = registerModelVersion.modelVersion);
    });
    afterAll(() => api.stop());

    const log = async (key: string) => {
      const uploadId = await dana.uploadFile(realDataPath('california_housing_analysis.csv'));
      const started = performance.now();
      const { logPredictions } = await dana.data<{ logPredictions: unknown }>(documents.predictions, {
        input: { modelVersionId: versionId, uploadId, mapping, idempotencyKey: key },
      });
      return { rows: logPredictions, milliseconds: performance.now() - started };
    };

    it('computes the performance of the reference from the baseline', () => {
      const report = baseline.performance;
      expect([report.n, report.unlabelled]).toEqual([5832, 0]);
      expect(report.confusion).toEqual({ tp: 1836, fp: 42, fn: 1880, tn: 2074 });
      expect(valueOf(report, 'roc_auc')).toBeCloseTo(0.9079415179034716, 9);
      const auc = report.metrics[0];
      expect([auc?.name, auc?.estimate.method]).toEqual(['roc_auc', 'roc_auc; interval: delong']);
      expect(auc?.estimate.lower).toBeLessThan(0.9079);
      expect(auc?.estimate.upper).toBeGreaterThan(0.908);
    });

    it('takes every unmapped column that is no timestamp for a feature', () => {
      expect(baseline.features.map(({ name }) => name)).toEqual([
        ...['MedInc', 'HouseAge', 'AveRooms', 'AveBedrms', 'Population', 'AveOccup', 'Latitude', 'Longitude'],
      ]);
    });

    it('imports the 8,232 rows of 343 days and prints how long it took, partitions included', async () => {
      const { rows, milliseconds } = await log('first');
      process.stderr.write(`california_housing_analysis.csv: imported in ${milliseconds.toFixed(0)} ms\n`);
      expect(rows).toEqual(accepted(8232));
    });

    it('counts every row of a resend under another key as duplicate', async () => {
      const { rows } = await log('second');
      expect(rows).toEqual({ ...accepted(0), duplicate: 8232 });
    });

    it('joins late labels and reads performance, extent and distributions', async () => {
      const uploadId = await dana.uploadFile(realDataPath('california_housing_analysis_gt.csv'));
      const { logLabels } = await dana.data<{ logLabels: unknown }>(documents.labels, {
        input: { modelId, uploadId, mapping: { id: 'id', label: 'clf_target' }, idempotencyKey: 'labels' },
      });
      expect(logLabels).toEqual(accepted(8232));
      const { modelVersion: read } = await dana.data<{
        modelVersion: {
          traffic: unknown;
          model: unknown;
          performance: Report;
          june: Report;
          columnDistribution: { bins: { baseline: number; current: number; lower: number | null }[] };
        };
      }>(documents.read, { id: versionId });
      expect(read.traffic).toEqual({
        ...{ predictions: 8232, labels: 8232 },
        ...{ first: '2021-06-01T00:00:00.000Z', last: '2022-05-09T23:00:00.000Z' },
      });
      expect(read.model).toEqual({ lastPredictionAt: '2022-05-09T23:00:00.000Z' });
      expect(valueOf(read.performance, 'roc_auc')).toBeCloseTo(0.8402458783370228, 9);
      expect([read.june.n, read.june.unlabelled]).toEqual([720, 0]);
      const { bins, ...counts } = read.columnDistribution;
      expect(counts).toEqual({
        ...{ kind: 'NUMERIC', baselineN: 5832, currentN: 720, baselineMissing: 0, currentMissing: 0 },
      });
      expect(bins).toHaveLength(32);
      expect(bins[0]?.lower).toBeNull();
      expect(bins.reduce((sum, { baseline: count }) => sum + count, 0)).toBe(5832);
      expect(bins.reduce((sum, { current }) => sum + current, 0)).toBe(720);
    });

    it('serves merged profiles and raw values of a month', async () => {
      const { services, workspaceId } = api;
      const actor = { kind: 'person', id: '0', name: 'Test', workspaceId, roles: [] } as const;
      const july = { start: new Date('2021-07-01T00:00:00Z'), end: new Date('2021-08-01T00:00:00Z') };
      const profiles = await services.traffic.window(actor, versionId, july);
      expect([...profiles.keys()].sort()).toEqual(
        [...baseline.features.map(({ name }) => name), 'prediction', 'score'].sort(),
      );
      expect([...profiles.values()].map(({ n }) => n)).toEqual(new Array(10).fill(744));
      const values = await services.traffic.columnValues(actor, versionId, { column: 'HouseAge', ...july });
      const profile = profiles.get('HouseAge');
      expect([values.length, Math.max(...values)]).toEqual([744, profile?.kind === 'numeric' && profile.max]);
      const stored = await services.models.baselineOf(actor, versionId);
      const reference = stored && (await services.models.baselineValues(actor, stored, 'score'));
      expect(reference).toHaveLength(5832);
    });
  });
});
