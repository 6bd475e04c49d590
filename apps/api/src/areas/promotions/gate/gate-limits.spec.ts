import { builtInPolicy } from '@countersign/domain/approvals';
import { type ApiClient, startTestApi, type TestApi } from '../../../testing/api';
import { publishedPolicy } from '../../../testing/published-policy';
import { registerDataset, registerVersion, run } from '../../../testing/release-path';

const mapping = { id: 'id', at: 'at', score: 'score', prediction: 'prediction' };
const above = { direction: 'ABOVE', appliesTo: 'NUMERIC' };

interface Gate {
  verdict: string;
  reason: string;
  evidenceDigest: string | null;
}

/** Applicants with evenly spread incomes from `lowest` on; the score follows the income, the label the score or nothing. */
function rows(
  count: number,
  { start, lowest, isLearnt }: { start: string; lowest: number; isLearnt: boolean },
): string {
  const lines = Array.from({ length: count }, (_, row) => {
    const income = lowest + (((row * 37) % 100) / 100) * (10 - lowest);
    const score = income / 10;
    const middle = (lowest + 10) / 20;
    const at = new Date(Date.parse(start) + row * 3_000_000).toISOString();
    const city = ['Oslo', 'Bergen', 'Tromsø'][row % 3];
    return [
      `${start}-${row}`,
      at,
      income,
      city,
      score,
      score > 0.5 ? 1 : 0,
      (isLearnt ? score > middle : row % 2) ? 1 : 0,
    ];
  });
  return ['id,at,income,city,score,prediction,label', ...lines].join('\n');
}

/** People of each sex: how many, and how many of ten are granted a loan, which half of them pay back. */
function population(sexes: Record<string, { count: number; granted: number }>): string {
  const lines = Object.entries(sexes).flatMap(([sex, { count, granted }]) =>
    Array.from({ length: count }, (_, row) => [sex, row % 10 < granted ? 1 : 0, Math.floor(row / 10) % 2]),
  );
  return ['sex,prediction,label', ...lines].join('\n');
}

describe('gates judge by the policy', () => {
  let api: TestApi;
  let dana: ApiClient;
  let baselineId: string;
  beforeAll(async () => {
    api = await startTestApi();
    dana = await api.as('dana');
    const text = rows(1_000, { start: '2025-01-01', lowest: 0, isLearnt: true });
    baselineId = await registerDataset(dana, 'applicants', await dana.upload('baseline.csv', text));
  });
  afterAll(() => api.stop());

  const july = rows(700, { start: '2025-07-01', lowest: 0, isLearnt: true });
  /** Only high incomes, and labels that follow nothing. */
  const badAugust = rows(300, { start: '2025-08-01', lowest: 7, isLearnt: false });

  /** A version with a good July and another month, of which the first rows have a label: all of them, unless it is said. */
  const version = async (model: string, august = badAugust, labelled = 300): Promise<string> => {
    const ids = await registerVersion(dana, { model, baselineId, mapping: { ...mapping, label: 'label' } });
    const months = [
      { text: july, labels: july },
      {
        text: august,
        labels: august
          .split('\n')
          .slice(0, labelled + 1)
          .join('\n'),
      },
    ];
    for (const [month, { text, labels }] of months.entries()) {
      const common = {
        uploadId: await dana.upload('traffic.csv', text),
        idempotencyKey: `${model} ${month}`,
      };
      const predictions = { ...common, modelVersionId: ids.modelVersionId };
      await run(dana, 'logPredictions', {
        input: { ...predictions, mapping: { ...mapping, ignored: ['label'] } },
      });
      const ignored = ['at', 'income', 'city', 'score', 'prediction'];
      const uploadId = await dana.upload('labels.csv', labels);
      await run(dana, 'logLabels', {
        input: { ...common, uploadId, modelId: ids.modelId, mapping: { id: 'id', label: 'label', ignored } },
      });
    }
    return ids.modelVersionId;
  };

  const watch = async (modelVersionId: string, input: Record<string, unknown>) => {
    const created = await run<{ monitor: { id: string } }>(dana, 'createMonitor', {
      input: { modelVersionId, kind: 'DRIFT', ...input },
    });
    const { id } = created.monitor;
    return (await run<{ run: { verdict: string; evidenceDigest: string } }>(dana, 'runMonitor', { id })).run;
  };

  const gateOf = async (modelVersionId: string, kind: string, place = {}): Promise<Gate | undefined> => {
    const input = { modelVersionId, rationale: 'Let it through.', ...place };
    interface Requested {
      promotion: { state: string; gates: (Gate & { kind: string })[] };
    }
    const { promotion } = await run<Requested>(dana, 'requestPromotion', { input });
    expect(promotion.state).toBe('BLOCKED');
    return promotion.gates.find((gate) => gate.kind === kind);
  };

  it('P-34 does not let drifting traffic pass on a monitor whose own lines are lax', async () => {
    const modelVersionId = await version('lax drift');
    const strict = await watch(modelVersionId, { name: 'strict' });
    const lax = await watch(modelVersionId, {
      name: 'lax',
      minimumN: 1,
      checks: ['NUMERIC', 'CATEGORICAL'].map((appliesTo) => ({
        ...above,
        appliesTo,
        method: 'psi',
        alert: 100,
      })),
    });
    expect([strict.verdict, lax.verdict]).toEqual(['ALERT', 'OK']);
    const gate = await gateOf(modelVersionId, 'DRIFT');
    expect(gate).toMatchObject({ verdict: 'FAIL', evidenceDigest: lax.evidenceDigest });
    expect(gate?.reason).toMatch(
      /^psi is at or above 0.25 in 2 of 3 columns in the window 2025-08-01 to 2025-09-01: (income|score) /,
    );
  });

  it('P-35 leaves unknown the columns on which no run measured the method', async () => {
    const modelVersionId = await version('other method');
    const other = { checks: [{ ...above, method: 'ks', alert: 1 }] };
    expect(await watch(modelVersionId, { ...other, name: 'other' })).toMatchObject({ verdict: 'OK' });
    expect(await gateOf(modelVersionId, 'DRIFT')).toMatchObject({
      verdict: 'UNKNOWN',
      reason:
        '3 of 3 columns in the window 2025-08-01 to 2025-09-01 could not be judged: income (psi was not measured), city (psi was not measured), score (psi was not measured).',
    });
  });

  it('P-35 looks past a newer run that leaves columns out', async () => {
    const modelVersionId = await version('part of the columns');
    const whole = await watch(modelVersionId, { name: 'whole' });
    const part = { checks: [{ ...above, appliesTo: 'CATEGORICAL', method: 'psi', alert: 0.25 }] };
    expect(await watch(modelVersionId, { ...part, name: 'part' })).toMatchObject({ verdict: 'OK' });
    const gate = await gateOf(modelVersionId, 'DRIFT');
    expect(gate).toMatchObject({ verdict: 'FAIL', evidenceDigest: whole.evidenceDigest });
  });

  it('P-34 does not let a monitor choose an older month by a minimum of its own', async () => {
    const modelVersionId = await version('choosy performance');
    const checks = [{ method: 'roc_auc', alert: 0, direction: 'BELOW' }];
    await watch(modelVersionId, { name: 'choosy', kind: 'PERFORMANCE', minimumN: 500, checks });
    const gate = await gateOf(modelVersionId, 'PERFORMANCE');
    expect(gate?.verdict).toBe('FAIL');
    expect(gate?.reason).toMatch(/is below 0.7 in the window 2025-08-01 to 2025-09-01\.$/);
  });

  it('P-191 P-192 concludes nothing of a month with too few labels, and goes to no month with more', async () => {
    const goodAugust = rows(300, { start: '2025-08-01', lowest: 0, isLearnt: true });
    const modelVersionId = await version('labels to come', goodAugust, 250);
    const checks = [{ method: 'roc_auc', alert: 0.5, direction: 'BELOW' }];
    await watch(modelVersionId, { name: 'watch', kind: 'PERFORMANCE', checks });
    const asking = async (alias: string, minimumLabelCoverage?: number) => {
      const gates = builtInPolicy.gates.map((gate) =>
        gate.kind === 'performance' && minimumLabelCoverage !== undefined
          ? { ...gate, minimumLabelCoverage }
          : gate,
      );
      const place = { environment: 'staging', alias } as const;
      await publishedPolicy(api, { ...builtInPolicy, ...place, name: alias, version: 1, gates });
      return gateOf(modelVersionId, 'PERFORMANCE', { environment: 'STAGING', alias });
    };
    const august = 'in the window 2025-08-01 to 2025-09-01';
    expect(await asking('most', 0.9)).toMatchObject({
      verdict: 'UNKNOWN',
      reason: `A share of 0.833333333 is labelled ${august}; 0.9 is needed.`,
    });
    const judged = { verdict: 'PASS', reason: expect.stringMatching(`reaches 0.7 ${august}`) as string };
    expect(await asking('enough', 0.83)).toMatchObject(judged);
    expect(await asking('any')).toMatchObject(judged);
  });

  it.each([
    [
      'limits and size',
      { m: { count: 200, granted: 5 }, f: { count: 200, granted: 1 } },
      { criteria: [{ name: 'DEMOGRAPHIC_PARITY', maximumDifference: 1 }], minimumGroupSize: 1 },
    ],
    [
      'size, which hides the group treated worst',
      { m: { count: 200, granted: 5 }, f: { count: 40, granted: 1 }, x: { count: 200, granted: 5 } },
      { minimumGroupSize: 100 },
    ],
  ])('P-34 does not let an unfair population pass on an audit with its own %s', async (name, sexes, lax) => {
    const modelVersionId = await version(`lax ${name}`);
    const uploadId = await dana.upload('people.csv', population(sexes));
    const datasetVersionId = await registerDataset(dana, 'people', uploadId);
    const input = {
      ...{ modelVersionId, datasetVersionId, labelColumn: 'label', predictionColumn: 'prediction' },
      ...{ sensitive: ['sex'], favourable: 'POSITIVE', rationale: 'A loan is good for the person.', ...lax },
    };
    const { audit } = await run<{ audit: { verdict: string } }>(dana, 'runFairnessAudit', { input });
    expect(audit.verdict).toBe('PASS');
    const gate = await gateOf(modelVersionId, 'FAIRNESS');
    expect(gate?.verdict).toBe('FAIL');
    expect(gate?.reason).toMatch(
      /^Beyond the limits: impact ratio by sex (is 0.2000 between f and m|between f and [mx] is not shown, as few people are behind it), at least 0.8 is required; /,
    );
  });

  it('P-195 P-196 judges drift by an end of an interval and fairness by whole ones where the policy says so', async () => {
    const modelVersionId = await version('intervals');
    await watch(modelVersionId, { name: 'drift' });
    const sexes = { m: { count: 200, granted: 5 }, f: { count: 200, granted: 5 } };
    const uploadId = await dana.upload('people.csv', population(sexes));
    const datasetVersionId = await registerDataset(dana, 'equals', uploadId);
    const input = {
      ...{ modelVersionId, datasetVersionId, labelColumn: 'label', predictionColumn: 'prediction' },
      ...{ sensitive: ['sex'], favourable: 'POSITIVE', rationale: 'A loan is good for the person.' },
    };
    await run(dana, 'runFairnessAudit', { input });
    const asking = async (alias: string, kind: string, changes: object) => {
      const gates = builtInPolicy.gates.map((gate) =>
        gate.kind === kind.toLowerCase() ? { ...gate, ...changes } : gate,
      );
      const place = { environment: 'staging', alias } as const;
      await publishedPolicy(api, { ...builtInPolicy, ...place, name: alias, version: 1, gates });
      return gateOf(modelVersionId, kind, { environment: 'STAGING', alias });
    };
    expect(await asking('drift-by-interval', 'DRIFT', { use: 'lower' })).toMatchObject({
      verdict: 'UNKNOWN',
      reason:
        '3 of 3 columns in the window 2025-08-01 to 2025-09-01 could not be judged: income (no interval), city (no interval), score (no interval).',
    });
    expect(await asking('whole-intervals', 'FAIRNESS', { use: 'interval' })).toMatchObject({
      verdict: 'PASS',
    });
    const criteria = [{ name: 'demographic_parity', maximumDifference: 0.05 }];
    expect(await asking('narrow', 'FAIRNESS', { criteria })).toMatchObject({ verdict: 'PASS' });
    // Newcombe of two shares of 100 of 200: ±0.097.
    expect(await asking('narrow-intervals', 'FAIRNESS', { criteria, use: 'interval' })).toMatchObject({
      verdict: 'FAIL',
      reason: expect.stringMatching(
        /^Beyond the limits: the interval of demographic parity difference by sex is -0\.097\d+ to 0\.097\d+ between f and m, -0\.05 to 0\.05 is required\.$/,
      ) as string,
    });
  });
});
