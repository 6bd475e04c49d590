import { builtInPolicy, type PerformanceRule } from '@countersign/domain/approvals';
import { type ApiClient, startTestApi, type TestApi } from '../../../testing/api';
import { publishedPolicy } from '../../../testing/published-policy';
import { artifactDigest, fault, registerDataset, run } from '../../../testing/release-path';

interface Gate {
  kind: string;
  verdict: string;
  reason: string;
  evidenceDigest: string | null;
}

/** Houses with what they were said to cost and what they did, 1 to 3 apart on either side: −1, 2, −3, 1, −2, 3 and again. */
function houses(count: number, start: string): string {
  const lines = Array.from({ length: count }, (_, row) => {
    const at = new Date(Date.parse(start) + row * 3_000_000).toISOString();
    const price = 100 + (row % 50);
    const error = ((row % 3) + 1) * (row % 2 === 0 ? -1 : 1);
    return [`${start}-${row}`, at, 50 + (row % 80), price + error, price];
  });
  return ['id,at,area,prediction,price', ...lines].join('\n');
}

describe('gates on losses', () => {
  let api: TestApi;
  let dana: ApiClient;
  let modelVersionId: string;
  let evidenceDigest: string;
  const watch = (checks: object[]) => ({ modelVersionId, name: 'errors', kind: 'PERFORMANCE', checks });
  beforeAll(async () => {
    api = await startTestApi();
    dana = await api.as('dana');
    const upload = (text: string) => dana.upload('houses.csv', text);
    const { model } = await run<{ model: { id: string } }>(dana, 'registerModel', {
      input: { name: 'prices', purpose: 'Says what a house costs.', task: 'REGRESSION' },
    });
    const datasetVersionId = await registerDataset(dana, 'houses', await upload(houses(600, '2025-01-01')));
    const mapping = { id: 'id', at: 'at', prediction: 'prediction' };
    const baseline = { datasetVersionId, mapping: { ...mapping, label: 'price' } };
    const version = await run<{ modelVersion: { id: string } }>(dana, 'registerModelVersion', {
      input: { modelId: model.id, artifactDigest: artifactDigest('prices'), baseline },
    });
    modelVersionId = version.modelVersion.id;
    const july = houses(600, '2025-07-01');
    await run(dana, 'logPredictions', {
      input: {
        ...{ modelVersionId, uploadId: await upload(july), idempotencyKey: 'july' },
        mapping: { ...mapping, ignored: ['price'] },
      },
    });
    await run(dana, 'logLabels', {
      input: {
        ...{ modelId: model.id, uploadId: await upload(july), idempotencyKey: 'prices' },
        mapping: { id: 'id', label: 'price', ignored: ['at', 'area', 'prediction'] },
      },
    });
    const { monitor } = await run<{ monitor: { id: string } }>(dana, 'createMonitor', {
      input: watch([
        { method: 'rmse', alert: 5, direction: 'ABOVE' },
        { method: 'mean_error', alert: -1, direction: 'BELOW' },
        { method: 'max_error', alert: 9, direction: 'ABOVE' },
      ]),
    });
    const made = await run<{ run: { verdict: string; evidenceDigest: string } }>(dana, 'runMonitor', {
      id: monitor.id,
    });
    expect(made.run.verdict).toBe('OK');
    ({ evidenceDigest } = made.run);
  });
  afterAll(() => api.stop());

  it('M-22 M-29 refuses a line on the good side of a loss and a metric of another task', async () => {
    for (const check of [
      { method: 'mae', alert: 1, direction: 'BELOW' },
      { method: 'r2', alert: 1, direction: 'ABOVE' },
      { method: 'roc_auc', alert: 0.7, direction: 'BELOW' },
    ])
      expect(await fault(dana, 'createMonitor', { input: watch([check]) })).toMatchObject({
        code: 'BAD_INPUT',
      });
  });

  // Errors of 1, 2 and 3 in size, as many of each: √(14 / 3) is 2.160247.
  it.each<[string, Partial<PerformanceRule>, string, RegExp]>([
    [
      'a maximum',
      { metric: 'rmse', maximum: 2.17, use: 'point' },
      'PASS',
      /^rmse 2\.16025 stays within 2\.17 in/,
    ],
    [
      'a lower one',
      { metric: 'rmse', maximum: 2.16, use: 'point' },
      'FAIL',
      /^rmse 2\.16025 is above 2\.16 in/,
    ],
    [
      'its upper end',
      { metric: 'rmse', maximum: 2.17, use: 'upper' },
      'FAIL',
      /^The upper bound of rmse 2\.2\d+ is above/,
    ],
    [
      'a wider one by it',
      { metric: 'rmse', maximum: 2.4, use: 'upper' },
      'PASS',
      /^The upper bound of rmse 2\.2\d+ stays/,
    ],
    [
      'two limits of a bias',
      { metric: 'mean_error', minimum: -0.1, maximum: 0.1, use: 'point' },
      ...(['PASS', /^mean_error 0 reaches -0\.1 and stays within 0\.1 in/] as const),
    ],
    [
      'the end of an interval that never is',
      { metric: 'max_error', maximum: 9, use: 'upper' },
      ...(['UNKNOWN', /^There is no interval to compare\.$/] as const),
    ],
    [
      'what nobody measured',
      { metric: 'mae', maximum: 9, use: 'point' },
      ...(['UNKNOWN', /^There is no evidence yet\.$/] as const),
    ],
  ])('P-193 judges a regression model by %s', async (_what, limits, verdict, reason) => {
    const alias = `losses-${_what.replaceAll(' ', '-')}`;
    const gate = { id: 'errors', title: 'Errors', kind: 'performance', minimumN: 500, ...limits };
    const place = { name: alias, version: 1, environment: 'staging', alias } as const;
    await publishedPolicy(api, { ...builtInPolicy, ...place, gates: [gate as PerformanceRule] });
    const { promotion } = await run<{ promotion: { gates: Gate[] } }>(dana, 'requestPromotion', {
      input: { modelVersionId, rationale: 'Better.', environment: 'STAGING', alias },
    });
    const [found] = promotion.gates;
    expect(found).toMatchObject({
      kind: 'PERFORMANCE',
      verdict,
      reason: expect.stringMatching(reason) as string,
    });
    expect(found?.evidenceDigest).toBe(limits.metric === 'mae' ? null : evidenceDigest);
  });

  it('P-198 refuses a promotion that waits for the metric of another task, and records it', async () => {
    const place = { name: 'other-task', version: 1, environment: 'staging', alias: 'other-task' } as const;
    await publishedPolicy(api, { ...builtInPolicy, ...place });
    const { requestPromotion } = await dana.data<{ requestPromotion: { code: string; message: string } }>(
      `mutation ($input: RequestPromotionInput!) {
        requestPromotion(input: $input) { ... on Refusal { code message } } }`,
      { input: { modelVersionId, rationale: 'Better.', environment: 'STAGING', alias: 'other-task' } },
    );
    expect(requestPromotion.code).toBe('NO_EVIDENCE_POSSIBLE');
    expect(requestPromotion.message).toMatch(
      /roc_auc is never measured .* regression.* can ask for: mae, mse, rmse/,
    );
    const { rows } = await api.owner.query<{ outcome: string }>(
      `SELECT outcome FROM audit_entry WHERE workspace_id = $1 AND payload::text LIKE '%other-task%' AND action = 'requestPromotion'`,
      [api.workspaceId],
    );
    expect(rows).toEqual([{ outcome: 'refused' }]);
  });
});
