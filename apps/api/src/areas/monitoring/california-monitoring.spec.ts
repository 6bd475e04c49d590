import { realDataPath, withRealData } from '@countersign/testing/real-data';
import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';
import { registerDataset, registerVersion, run } from '../../testing/release-path';

const mapping = { id: 'id', at: 'timestamp', prediction: 'y_pred', score: 'y_pred_proba', assumeUtc: true };

const read = `query ($id: ID!) { monitor(id: $id) { latestRun { verdict windows { start }
  results(first: 500) { nodes { column method verdict window { start } baselineN pValue estimate { value n lower upper } parameters } } } } }`;

interface Result {
  column: string | null;
  method: string;
  verdict: string;
  window: { start: string };
  baselineN: number;
  estimate: { value: number; n: number; lower: number | null; upper: number | null };
}

withRealData(() =>
  describe('monitors of the California housing model', () => {
    let api: TestApi;
    let dana: ApiClient;
    let modelVersionId: string;
    beforeAll(async () => {
      api = await startTestApi();
      dana = await api.as('dana');
      const reference = await dana.uploadFile(realDataPath('california_housing_reference.csv'));
      const baselineId = await registerDataset(dana, 'california', reference);
      const version = { model: 'california', baselineId, mapping: { ...mapping, label: 'clf_target' } };
      const ids = await registerVersion(dana, version);
      modelVersionId = ids.modelVersionId;
      const predictions = await dana.uploadFile(realDataPath('california_housing_analysis.csv'));
      const labels = await dana.uploadFile(realDataPath('california_housing_analysis_gt.csv'));
      await run(dana, 'logPredictions', {
        input: { modelVersionId, uploadId: predictions, mapping, idempotencyKey: 'predictions' },
      });
      await run(dana, 'logLabels', {
        input: {
          ...{ modelId: ids.modelId, uploadId: labels, idempotencyKey: 'labels' },
          mapping: { id: 'id', label: 'clf_target' },
        },
      });
    }, 60_000);
    afterAll(() => api.stop());

    const runOf = async (kind: string) => {
      const { monitor } = await run<{ monitor: { id: string } }>(dana, 'createMonitor', {
        input: { modelVersionId, name: kind, kind },
      });
      await run(dana, 'runMonitor', { id: monitor.id });
      const data = await dana.data<{ monitor: { latestRun: LatestRun } }>(read, { id: monitor.id });
      return data.monitor.latestRun;
    };

    interface LatestRun {
      verdict: string;
      windows: { start: string }[];
      results: { nodes: Result[] };
    }

    // Reference: SciPy 1.17.1 (ks_2samp, wasserstein_distance over NumPy 2.4.6's population standard deviation,
    // jensenshannon base 2) and PSI on NumPy's type 7 deciles with 0.0001 for empty bins, on the same rows.
    const expected: [column: string, month: string, values: Record<string, number>][] = [
      [
        'MedInc',
        '2021-08',
        {
          ks: 0.20909664144431173,
          wasserstein_normed: 0.4196238318820768,
          psi: 0.2583825150339809,
          js_distance: 0.2130532603492937,
        },
      ],
      [
        'Latitude',
        '2021-12',
        {
          ks: 0.7921810699588477,
          wasserstein_normed: 1.1499768888787842,
          psi: 6.9339025444651385,
          js_distance: 0.7907399841269628,
        },
      ],
      [
        'score',
        '2022-03',
        {
          ks: 0.36185782556750296,
          wasserstein_normed: 0.7870234842776677,
          psi: 1.1948773056280182,
          js_distance: 0.40672341296896614,
        },
      ],
    ];

    it('M-23 measures drift as SciPy does', async () => {
      const { results, windows, verdict } = await runOf('DRIFT');
      expect(windows).toHaveLength(12);
      expect(results.nodes).toHaveLength(12 * 9 * 4);
      for (const [column, month, values] of expected) {
        const found = results.nodes.filter(
          (result) => result.column === column && result.window.start.startsWith(month),
        );
        const measured = Object.fromEntries(found.map(({ method, estimate }) => [method, estimate.value]));
        expect(Object.keys(measured).sort()).toEqual(Object.keys(values).sort());
        for (const [method, value] of Object.entries(values)) expect(measured[method]).toBeCloseTo(value, 9);
        expect(found.map(({ estimate, baselineN }) => [estimate.n, baselineN])).toEqual(
          Array(4).fill([744, 5832]),
        );
      }
      expect(verdict).toBe('ALERT');
    }, 30_000);

    it('M-24 measures ROC AUC by month as scikit-learn does', async () => {
      const { results, verdict } = await runOf('PERFORMANCE');
      // roc_auc_score of scikit-learn; n is the month's rows, all of them labelled.
      const months: [month: string, n: number, rocAuc: number][] = [
        ['2021-06', 720, 0.8841747899159664],
        ['2021-09', 720, 0.6697719688542827],
        ['2022-04', 720, 0.9753936688311688],
        ['2022-05', 216, 0.950922350922351],
      ];
      for (const [month, n, rocAuc] of months) {
        const found = results.nodes.find(({ window }) => window.start.startsWith(month));
        expect(found?.estimate.n).toBe(n);
        expect(found?.estimate.value).toBeCloseTo(rocAuc, 9);
        expect(found?.estimate.lower).toBeLessThan(rocAuc);
      }
      expect(verdict).toBe('OK');
    }, 30_000);
  }),
);
