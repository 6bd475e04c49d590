import { v7 as uuidv7 } from 'uuid';
import { artifactDigest, registerDataset, run } from './release-path';
import { type ApiClient, type Owner, type TestApi } from './api';

/** What else the registration of a version says of how it was made. */
type Made = Record<'code' | 'environment', object>;

/** A model with one version whose three gates have evidence; the evidence can be replaced. */
export interface Releasable {
  modelId: string;
  modelVersionId: string;
  /** A new run of the drift monitor, whose two columns the policy judges so. */
  drift(verdict: 'ok' | 'alert' | 'unknown', ranAt?: Date): Promise<void>;
  /** A new run of the performance monitor with this ROC AUC; its lower bound is 0.02 below. */
  performance(rocAuc: number): Promise<void>;
  /** A new fairness audit through the API; another rationale makes other evidence. */
  fairness(rationale: string): Promise<void>;
  /** Another version of the same model, with evidence that passes. */
  next(made?: Made): Promise<Releasable>;
}

/** Where a version is registered. */
type Releasing = Pick<TestApi, 'as' | 'workspaceId'> & { owner: Owner };

const day = 86_400_000;
const mapping = { id: 'id', prediction: 'prediction', score: 'score', label: 'label', groups: ['sex'] };

/**
 * Registers a model of this name and gives its first version passing evidence. Monitor runs are written as the
 * monitors write them, so that a spec can choose what they found; everything else goes through the API.
 */
export async function releasableVersion(api: Releasing, name: string, made?: Made): Promise<Releasable> {
  const dana = await api.as('dana');
  const { model } = await run<{ model: { id: string } }>(dana, 'registerModel', {
    input: { name, purpose: `What ${name} is for.` },
  });
  const datasetVersionId = await registerDataset(dana, name, await dana.upload('rows.csv', population()));
  return version({ api, dana, name, modelId: model.id, datasetVersionId }, 1, made);
}

interface Ground {
  api: Releasing;
  dana: ApiClient;
  name: string;
  modelId: string;
  datasetVersionId: string;
}

async function version(ground: Ground, number: number, made?: Made): Promise<Releasable> {
  const { dana, name, modelId, datasetVersionId } = ground;
  const { modelVersion } = await run<{ modelVersion: { id: string } }>(dana, 'registerModelVersion', {
    input: {
      modelId,
      artifactDigest: artifactDigest(`${name} ${number}`),
      baseline: { datasetVersionId, mapping },
      ...made,
    },
  });
  const releasable = {
    modelId,
    modelVersionId: modelVersion.id,
    ...(await evidenceOf(ground, modelVersion.id)),
  };
  await releasable.drift('ok');
  await releasable.performance(0.85);
  await releasable.fairness('Everyone is treated alike.');
  return { ...releasable, next: (next) => version(ground, number + 1, next) };
}

async function evidenceOf({ api, dana, datasetVersionId }: Ground, modelVersionId: string) {
  const monitors = new Map<string, string>();
  for (const kind of ['DRIFT', 'PERFORMANCE']) {
    const input = { modelVersionId, name: kind, kind };
    const { monitor } = await run<{ monitor: { id: string } }>(dana, 'createMonitor', { input });
    monitors.set(kind, monitor.id);
  }
  const insert = monitorRunWriter(api);
  return {
    drift: (verdict: keyof typeof drifts, ranAt = new Date()) => {
      // The monitor's own verdict stays ok: gates do not look at it.
      const results = ['age', 'score'].map((column) => ({
        ...{ column, method: 'psi', verdict: 'ok', estimate: drifts[verdict] },
      }));
      return insert({ monitorId: monitors.get('DRIFT') ?? '', ranAt, results });
    },
    performance: (rocAuc: number) => {
      const results = [{ column: null, method: 'roc_auc', verdict: 'ok', estimate: estimate(rocAuc) }];
      return insert({ monitorId: monitors.get('PERFORMANCE') ?? '', ranAt: new Date(), results });
    },
    fairness: async (rationale: string) => {
      const columns = { labelColumn: 'label', predictionColumn: 'prediction', sensitive: ['sex'] };
      const input = { modelVersionId, datasetVersionId, ...columns, favourable: 'POSITIVE', rationale };
      await run(dana, 'runFairnessAudit', { input });
    },
  };
}

const estimate = (value: number) => ({
  ...{ status: 'ok', value, n: 1000, method: 'as chosen by the spec' },
  interval: { lower: value - 0.02, upper: value + 0.02, confidenceLevel: 0.95, method: 'as chosen' },
});

const drifts = {
  ok: estimate(0.05),
  alert: estimate(0.5),
  unknown: {
    status: 'not_computable',
    value: null,
    reason: 'no_rows',
    n: 0,
    method: 'as chosen by the spec',
  },
};

interface ChosenRun {
  monitorId: string;
  ranAt: Date;
  results: { column: string | null; method: string; verdict: string; estimate: unknown }[];
}

/** A run and what it found come into sight together, as those of monitors do. */
function monitorRunWriter({ owner, workspaceId }: Releasing) {
  return async ({ monitorId, ranAt, results }: ChosenRun): Promise<void> => {
    const window = [new Date(ranAt.getTime() - 31 * day), new Date(ranAt.getTime() - day)];
    const found = results.map((result) => ({ id: uuidv7(), ...result }));
    await owner.query(
      `WITH proof AS (INSERT INTO evidence VALUES ($1, $4, 'monitor_run', '{}', $5)),
         run AS (INSERT INTO monitor_run VALUES ($2, $1, $3, 'ok', $4, $5, 'person:x'))
       INSERT INTO monitor_result
       SELECT id, $1, $2, $6, $7, "column", method, estimate, 1000, NULL, NULL, 0.2, 'above', true, verdict, '{}'
       FROM jsonb_to_recordset($8) AS found (id uuid, "column" text, method text, estimate jsonb, verdict text)`,
      [workspaceId, uuidv7(), monitorId, artifactDigest(uuidv7()), ranAt, ...window, JSON.stringify(found)],
    );
  };
}

/** 400 people, the two sexes alike in everything. */
function population(): string {
  const rows = Array.from({ length: 400 }, (_, index) => {
    const label = index % 4 < 2 ? 1 : 0;
    const prediction = index % 40 < 2 ? 1 - label : label;
    const sex = Math.floor(index / 4) % 2 ? 'f' : 'm';
    return [`r${index}`, 20 + (index % 50), prediction ? 0.8 : 0.2, prediction, label, sex].join(',');
  });
  return ['id,age,score,prediction,label,sex', ...rows].join('\n');
}
